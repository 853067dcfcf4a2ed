"""How long people are known: erased when they ask for it, and when the day named on the form comes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import joinedload

from eventsapp.events import queries as events
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration import filling, mails, queries
from eventsapp.registration.entry.models import Decision, Transfer
from eventsapp.registration.imports import services as imports
from eventsapp.registration.models import Registration
from eventsapp.registration.people import person
from eventsapp.registration.word_models import Word


def kept_until(event: Event) -> date:
    """The day, in the event's zone, on which its people are erased."""
    end = event.effective_end + timedelta(days=_retention_days(event))
    return end.astimezone(ZoneInfo(event.timezone)).date()


def is_due(event: Event, now: datetime) -> bool:
    """Whether its people are no longer to be known."""
    return event.effective_end + timedelta(days=_retention_days(event)) <= now


def erase(registration: Registration, *, now: datetime) -> None:
    """Forget a person who asks for it: the place is given back, only the number stays."""
    events.claim(registration.event)  # so that nobody gives them a place at this moment
    db.session.refresh(registration)
    for each in queries.party_of(registration):
        each.release(now)
    mails.forget(registration)
    party = _party(registration)
    filling.forget(party)
    person.forget(party)
    for each in party:
        each.erase(now)
    _forget_words(Registration.id.in_([each.id for each in party]))


def erase_due(now: datetime) -> int:
    """Forget the people of every event whose retention has run out; return how many events.

    Safe to repeat. Runs nightly; numbers and states stay.
    """
    due = _due(now)
    for event in due:
        forget_people(event, now)
    return len(due)


def forget_people(event: Event, now: datetime) -> None:
    """Forget all people of an event, what was written to them and what they sent."""
    mails.forget_all(event)
    imports.forget_files(event)
    people = _unerased(event)
    filling.forget(people)
    person.forget(people)
    for registration in people:
        registration.erase(now)
    _forget_words(Registration.event_id == event.id)


def _due(now: datetime) -> list[Event]:
    """Events whose people are still known though their retention has run out.

    A postponed event keeps its people: its new date is to come.
    """
    known = exists().where(Registration.event_id == Event.id, Registration.erased_at.is_(None))
    over = func.coalesce(Event.ends_at, Event.starts_at) < now
    found = db.session.scalars(
        select(Event)
        .where(known, over, Event.state != State.POSTPONED)
        .options(joinedload(Event.organisation))
    )
    return [event for event in found if is_due(event, now)]


def _retention_days(event: Event) -> int:
    own = event.retention_days
    return event.organisation.retention_days if own is None else own


def _unerased(event: Event) -> Sequence[Registration]:
    """The registrations of an event that still tell who it was."""
    return db.session.scalars(
        select(Registration).where(
            Registration.event_id == event.id, Registration.erased_at.is_(None)
        )
    ).all()


def _forget_words(whose: ColumnElement[bool]) -> None:
    """Forget by what they are found, to whom places were passed on, what was written to them."""
    theirs = select(Registration.id).where(whose)
    db.session.execute(delete(Word).where(Word.registration_id.in_(theirs)))
    db.session.execute(delete(Transfer).where(Transfer.registration_id.in_(theirs)))
    noted = update(Decision).where(Decision.registration_id.in_(theirs))
    db.session.execute(noted.values(note="", words=""))


def _party(registration: Registration) -> Sequence[Registration]:
    """A lead and everyone who ever came along, whatever their state."""
    return db.session.scalars(
        select(Registration).where(
            or_(Registration.id == registration.id, Registration.party_id == registration.id)
        )
    ).all()
