"""The waiting list: seats that get free are offered down the line and held for a while.

Who offers has claimed the event, so that a seat is offered once. A party that needs more places
than are free lets those behind it go first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import mails, queries, rules, seats
from eventsapp.registration.entry import letters, line
from eventsapp.registration.entry.models import EntryRules
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import EventFull, OfferGone, RegistrationClosed
from eventsapp.registration.seats import Places

_NO_PLACES = Places(0, 0, 0)


class Reason(StrEnum):
    """Why somebody in the line has no offer."""

    FULL = "full"
    PARTY = "party"  # fewer places are free than the party needs
    CLOSED = "closed"
    BY_HAND = "by_hand"  # the organiser offers


def fits(
    category: Category, persons: int, now: datetime, taken: Mapping[int, int] | None = None
) -> bool:
    """Whether so many newcomers get places: where there is a line, not those kept from it.

    `taken` is what `seats.taken_by_category` would find, for a caller who knows.
    """
    if not line.somebody_waits(category):
        return seats.room_in(category, now, taken).has_room(persons)
    held = line.taken(category.event, now, kept_back=now - mails.GRACE, seated=taken)
    return seats.places(category.event, held).by_category[category.id].has_room(persons)


def settle(event: Event, now: datetime) -> int:
    """End the offers that ran out, then offer what is free; return how many offers there were."""
    for person in line.ran_out(event, now):
        person.release(now)
    db.session.flush()
    waiting = line.waiting(event)
    own = rules.of(event)
    if not waiting or not own.offers_by_itself:
        return 0
    return _offer_down(event, waiting, own, now)


def settle_due(now: datetime) -> int:
    """Job: offers of every event with a line; each event in a transaction of its own."""
    made = 0
    for event in line.events_to_look_at(now):
        made += settle(events.claim(event), now)
        db.session.commit()
    return made


def offer(registration: Registration, *, now: datetime) -> None:
    """Hold seats for a party and tell the person; the caller has claimed the event.

    Raises EventFull, RegistrationClosed, and OfferGone for somebody who does not wait.
    """
    party = queries.standing_together(registration)
    if registration.status is not Status.WAITLISTED:
        raise OfferGone
    if not seats.takes_by_hand(registration.event):
        raise RegistrationClosed
    if not seats.room_in(registration.category, now).has_room(len(party)):
        raise EventFull
    _offer(party, now)


def accept(registration: Registration, *, now: datetime) -> None:
    """Take the offered places; twice is harmless. Raises OfferGone, and RegistrationClosed."""
    event = events.claim(registration.event)
    party = queries.standing_together(registration)
    if registration.is_confirmed:
        return
    if registration.status is not Status.OFFERED or not _is_held(registration, now):
        raise OfferGone
    if not seats.takes_by_hand(event) or event.is_over(now):
        raise RegistrationClosed
    for person in party:
        person.confirm(now)
    mails.confirm(registration, now)


def give_up(registration: Registration, *, now: datetime) -> None:
    """Leave the offered places to the next in the line; twice is harmless."""
    event = events.claim(registration.event)
    party = queries.standing_together(registration)
    if registration.status is Status.OFFERED:
        for person in party:
            person.release(now)
        db.session.flush()
        settle(event, now)


def extend(registration: Registration, *, now: datetime) -> None:
    """Hold the seats once more for as long as at first; only once. Raises OfferGone."""
    events.claim(registration.event)
    party = queries.standing_together(registration)
    if not can_extend(registration, now):
        raise OfferGone
    until = rules.offer_until(registration.category, now)
    for person in party:
        person.held_until, person.is_extended = until, True
    db.session.flush()


def can_extend(registration: Registration, now: datetime) -> bool:
    """Whether more time can be asked for, and there is any."""
    if registration.status is not Status.OFFERED or registration.is_extended:
        return False
    held = registration.held_until
    return held is not None and now < held < rules.offer_until(registration.category, now)


def reasons(
    event: Event,
    now: datetime,
    among: Iterable[Registration] | None = None,
    *,
    seated: Mapping[int, int] | None = None,
) -> Mapping[int, Reason]:
    """Why those in the line of an event, or some of them, have no offer, by the lead's id.

    `seated` is what `seats.taken_by_category` found, for a caller who has asked already.
    """
    waiting = line.waiting(event) if among is None else [each for each in among if _leads(each)]
    if not waiting:
        return {}
    places, persons, own = _free(event, now, seated), line.sizes(waiting), rules.of(event)
    found = {each.id: _reason(each, persons[each.id], places, own, now) for each in waiting}
    return {person: reason for person, reason in found.items() if reason}


def _leads(person: Registration) -> bool:
    """Whether somebody is in the line, and not as the companion of another."""
    return person.status is Status.WAITLISTED and person.party_id is None


def _offer_down(
    event: Event, waiting: Sequence[Registration], own: EntryRules, now: datetime
) -> int:
    persons, made = line.sizes(waiting), 0
    places = _free(event, now)
    for person in waiting:
        if _reason(person, persons[person.id], places, own, now) is None:
            _offer(queries.standing_together(person), now)
            places = _free(event, now)
            made += 1
    return made


def _offer(party: Sequence[Registration], now: datetime) -> None:
    lead = party[0]
    until = rules.offer_until(lead.category, now)
    for person in party:
        person.hold(Status.OFFERED, until)
    db.session.flush()
    letters.send_offer(lead, now)


def _free(
    event: Event, now: datetime, seated: Mapping[int, int] | None = None
) -> Mapping[int, Places]:
    held = line.taken(event, now, kept_back=now - mails.GRACE, seated=seated)
    return seats.places(event, held).by_category


def _reason(
    person: Registration,
    persons: int,
    places: Mapping[int, Places],
    own: EntryRules,
    now: datetime,
) -> Reason | None:
    free = places.get(person.category_id, _NO_PLACES)
    if not seats.accepts(person.event, person.category, now):
        return Reason.CLOSED
    if not free.has_room():
        return Reason.FULL
    if not free.has_room(persons):
        return Reason.PARTY
    return None if own.offers_by_itself else Reason.BY_HAND


def _is_held(registration: Registration, now: datetime) -> bool:
    return registration.held_until is not None and registration.held_until > now
