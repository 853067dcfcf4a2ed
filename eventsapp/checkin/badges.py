"""The badges of journalists at the door: which lie ready, which have been handed out."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select

from eventsapp.accreditation.kinds import Status, Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.marks.models import Mark
from eventsapp.accreditation.models import Applicant
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration


class Badge(StrEnum):
    """How it is with the badge of an accredited person."""

    DUE = "due"
    PRINTED = "printed"  # it lies ready: the door waits until it is handed out
    GIVEN = "given"


STEPS = {Step.PRINTED: Badge.PRINTED, Step.HANDED_OUT: Badge.GIVEN}


def of_event(event: Event) -> Mapping[int, Badge]:
    """The badges of all accredited people of an event, by the number of their registration."""
    return _found(Applicant.event_id == event.id)


def of(person: Registration) -> Badge | None:
    """The badge of one person; None for who is not of the press."""
    if not person.category.for_press:
        return None
    return _found(Applicant.registration_id == person.id).get(person.id)


def hand_out(person: Registration, at: datetime) -> bool:
    """Note that somebody has the badge; twice is harmless. False for who is to have none."""
    number = _applicant_of(person)
    if number is not None:
        marks.note(person.event, Step.HANDED_OUT, by=None, now=at, ids=[number])
    return number is not None


def take_back(person: Registration) -> bool:
    """Note that it was not handed out after all; as `hand_out`."""
    number = _applicant_of(person)
    if number is not None:
        marks.undo(number, Step.HANDED_OUT)
    return number is not None


def _applicant_of(person: Registration) -> int | None:
    theirs = select(Applicant.id).where(
        Applicant.registration_id == person.id, Applicant.status == Status.ACCEPTED
    )
    return db.session.scalar(theirs)


def _found(where: ColumnElement[bool]) -> Mapping[int, Badge]:
    done = and_(Mark.applicant_id == Applicant.id, Mark.step.in_(STEPS))
    found = db.session.execute(
        select(Applicant.registration_id, Mark.step)
        .outerjoin(Mark, done)
        .where(where, Applicant.status == Status.ACCEPTED, Applicant.registration_id.is_not(None))
    )
    badges: dict[int, Badge] = {}
    for number, step in found:
        badge = STEPS.get(step, Badge.DUE)
        if number and badges.get(number) is not Badge.GIVEN:
            badges[number] = badge
    return badges
