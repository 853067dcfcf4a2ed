"""The pool: places given to accepted journalists, given back, passed on; material shared with all.

Places are given under the event's row, so that the last card of a medium goes to one person.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import desk_queries
from eventsapp.accreditation.details import PoolDetails
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Attendance, Function, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool import letters
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.accreditation.pool.models import Pool, PoolPlace, PoolSlot
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import seats
from eventsapp.registration.mails import GRACE

REMIND_AFTER = timedelta(hours=2)  # the event's end


class PoolFull(Refusal):
    """All cards of the medium are given."""

    message = _l("All places of this medium in the pool are given.")


class NotForPool(Refusal):
    """Not accepted for the room, or of a medium that has no places."""

    message = _l("The pool is for accepted people in the room whose medium has places in it.")


class PlacesGiven(Refusal):
    """Fewer places wanted than are given."""

    message = _l("More places are given already. Take some back first.")
    status = 422


def arrange(intake: Intake, details: PoolDetails) -> Pool:
    """Run the pool as described, from now on or otherwise than before. Raises PlacesGiven."""
    event = events.claim(intake.event)
    pool = pool_queries.find(event) or Pool(intake=intake)
    db.session.add(pool)
    for name in ("handout_at", "handout_place", "must_share", "sharing", "passes_on"):
        setattr(pool, name, getattr(details, name))
    for slot in pool.slots:
        if len(pool_queries.numbers(slot)) > details.places.get(slot.medium, 0):
            raise PlacesGiven
    pool.slots = [
        _slot(pool, medium, places) for medium, places in details.places.items() if places
    ]
    db.session.flush()
    return pool


def give(applicant: Applicant, *, now: datetime) -> PoolPlace:
    """Give an accepted journalist a place, and say so; who has one keeps it.

    Raises PoolFull and NotForPool.
    """
    events.claim(applicant.event)
    if standing := pool_queries.place_of(applicant):
        return standing
    place = seat(applicant, now=now)
    letters.send_given(place, now)
    return place


def give_all(event: Event, ids: Iterable[int], *, now: datetime) -> list[PoolPlace]:
    """Give each of these people of an event a place, or none of them.

    Raises PoolFull and NotForPool.
    """
    people = desk_queries.chosen(desk_queries.of_event(event), ids)
    if not people or any(each.status is not Status.ACCEPTED for each in people):
        raise NotForPool
    return [give(each, now=now) for each in people]


def seat(applicant: Applicant, *, now: datetime) -> PoolPlace:
    """Give a place under the event's row, without a word. Raises PoolFull and NotForPool."""
    pool = pool_queries.find(applicant.event)
    slot = pool.slot_for(applicant.function) if pool else None
    if slot is None or applicant.application.attendance is not Attendance.ROOM:
        raise NotForPool
    place = pool_queries.record_of(applicant) or PoolPlace(applicant=applicant)
    place.slot, place.number = slot, _free_number(slot)
    place.given_at, place.given_back_at = now, None
    place.shared_url, place.shared_at, place.reminded_at = "", None, None
    db.session.add(place)
    db.session.flush()
    return place


def take_back(place: PoolPlace, *, now: datetime) -> None:
    """Take somebody's place away; who has not heard of it yet hears nothing."""
    events.claim(place.applicant.event)
    db.session.delete(place)
    db.session.flush()
    letters.send_end(place, now)


def give_back(place: PoolPlace, *, now: datetime) -> None:
    """Let a holder give the place back, and pass it on where the organiser wants that."""
    slot = place.slot
    events.claim(place.applicant.event)
    place.number, place.given_back_at = None, now
    place.shared_url, place.shared_at = "", None
    db.session.flush()
    _pass_on(slot, now)


def share(place: PoolPlace, url: str, *, now: datetime) -> None:
    """Note where the holder's material is, for every accepted journalist."""
    place.shared_url, place.shared_at = url, now
    db.session.flush()


def forget(applicant: Applicant) -> None:
    """Let an earlier place count no more when somebody is decided about anew."""
    if place := pool_queries.record_of(applicant):
        db.session.delete(place)
        db.session.flush()


def pass_on_left(now: datetime) -> int:
    """Pass on the places of those who no longer come; return how many there were.

    Safe to repeat. It waits until a decision can no longer be undone.
    """
    left = pool_queries.left_before(now - GRACE)
    for place in left:
        slot = place.slot
        events.claim(place.applicant.event)
        db.session.delete(place)
        db.session.flush()
        _pass_on(slot, now)
    return len(left)


def remind_to_share(now: datetime) -> int:
    """Write once after the event to holders who have not shared; return how many.

    Safe to repeat.
    """
    owing = pool_queries.owing(now - REMIND_AFTER)
    for place in owing:
        letters.send_reminder(place, now)
        place.reminded_at = now
    db.session.flush()
    return len(owing)


def _pass_on(slot: PoolSlot, now: datetime) -> None:
    """Give a free place to the next who asked for it, until the event begins."""
    event = slot.pool.intake.event
    is_wanted = slot.pool.passes_on and seats.takes_by_hand(event) and now < event.starts_at
    follower = pool_queries.next_for(slot) if is_wanted else None
    if follower and len(pool_queries.numbers(slot)) < slot.places:
        give(follower, now=now)


def _slot(pool: Pool, medium: Function, places: int) -> PoolSlot:
    slot = next((each for each in pool.slots if each.medium is medium), None)
    slot = slot or PoolSlot(medium=medium)
    slot.places = places
    return slot


def _free_number(slot: PoolSlot) -> int:
    """The lowest card nobody has; those of people who no longer come are free."""
    for place in pool_queries.left(slot):
        db.session.delete(place)
    db.session.flush()
    given = pool_queries.numbers(slot)
    if len(given) >= slot.places:
        raise PoolFull
    return next(number for number in count(1) if number not in given)
