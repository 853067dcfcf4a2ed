"""The seats of accepted people when that is taken back: given up, had again, had as before."""

from collections import Counter
from datetime import datetime

from sqlalchemy import exists, select

from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.events.category_models import Category
from eventsapp.extensions import db
from eventsapp.registration import queries as registered
from eventsapp.registration import seats, setting_aside
from eventsapp.registration.models import Registration
from eventsapp.registration.models import Status as Standing
from eventsapp.registration.refusals import AlreadyRegistered, EventFull


def give_up(registration: Registration, now: datetime, *, by_organiser: bool = False) -> None:
    """Free the seats of somebody and of those who come along; letters that wait are set aside."""
    for person in registered.party_of(registration):
        person.release(now, by_organiser=by_organiser)
        setting_aside.set_aside(person)


def take_again(decision: Decision, now: datetime) -> None:
    """Let somebody whose acceptance was taken back have the seats as if it had not been.

    Raises AlreadyRegistered and EventFull where somebody has been quicker.
    """
    registration = decision.applicant.registration
    if registration is None:
        return
    if registration.email and registered.find_live(registration.event, registration.email):
        raise AlreadyRegistered
    gone = registered.cancelled_together(registration)
    for category, persons in Counter(each.category for each in gone).items():
        _require_room(category, persons, decision, now)
    for person in gone:
        person.restore(person.former_status or Standing.CONFIRMED)
        setting_aside.bring_back(person)


def take_away(decision: Decision, now: datetime) -> None:
    """Take the seat that nobody has heard of; who had another one before has it again.

    Raises EventFull where that one is taken by now.
    """
    applicant, former = decision.applicant, decision.moved_from
    registration, applicant.registration = applicant.registration, None
    db.session.flush()
    if registration is None:
        return
    if former is None:
        db.session.delete(registration)
        return
    if registration.former_status in (None, Standing.CONFIRMED):
        _require_room(former, 1, decision, now)
    registration.category = former
    registration.stand_as_before()


def _require_room(category: Category, persons: int, decision: Decision, now: datetime) -> None:
    """Places of the press that were exceeded on purpose may be exceeded again."""
    is_free = seats.room_in(category, now).has_room(persons)
    if not is_free and (not category.for_press or _was_overtaken(decision)):
        raise EventFull


def _was_overtaken(decision: Decision) -> bool:
    """Whether anybody has been accepted since."""
    later = exists().where(
        Decision.id > decision.id,
        Decision.status == Status.ACCEPTED,
        Decision.undone_at.is_(None),
        Decision.applicant_id == Applicant.id,
        Applicant.event_id == decision.applicant.event_id,
    )
    return bool(db.session.scalar(select(later)))
