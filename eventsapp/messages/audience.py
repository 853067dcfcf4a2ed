"""Whom a message is for: event, category, state and language; and who is left out, and why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, or_, select

from eventsapp.checkin.models import Attendance as Stay
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import bounces, preferences
from eventsapp.mail import queries as outbox
from eventsapp.mail.reach import Reach
from eventsapp.messages.models import Attendance
from eventsapp.registration.models import Registration, Status

TEMPLATE = "messages/news"  # of the letters


class Reason(StrEnum):
    """Why somebody in the audience gets nothing."""

    NO_ADDRESS = "no_address"
    UNSUBSCRIBED = "unsubscribed"
    UNWANTED = "unwanted"
    STOPPED = "stopped"
    TWICE = "twice"
    HAD_IT = "had_it"


REASONS: Mapping[Reason, Any] = {
    Reason.NO_ADDRESS: _l("No e-mail address"),
    Reason.UNSUBSCRIBED: _l("Unsubscribed from messages about this event"),
    Reason.UNWANTED: _l("Wants no such messages, or has paused them"),
    Reason.STOPPED: _l("Mail to this address comes back"),
    Reason.TWICE: _l("The same address once more"),
    Reason.HAD_IT: _l("Has already received this exact text"),
}


@dataclass(frozen=True)
class Audience:
    """What was chosen; no categories or languages means all, no events the event itself."""

    events: Sequence[int] = ()  # the event and its side events
    categories: Sequence[int] = ()  # of the event, not of side events
    states: Sequence[str] = (Status.CONFIRMED.value,)
    languages: Sequence[str] = ()
    attendance: str = Attendance.ANY.value
    people: Sequence[int] = ()  # registrations picked by hand: these and nobody else

    def to_stored(self) -> dict[str, Any]:
        """As a record keeps it."""
        return asdict(self)


class Person(NamedTuple):
    """As much of a registration as the choice needs."""

    id: int
    name: str
    email: str | None
    language: str


def reach(
    event: Event, audience: Audience, has_had: Callable[[Person], bool], *, at: datetime
) -> Reach[Person, Reason]:
    """Who gets a message to this audience at an instant; of one address, the latest registration."""
    chosen = [Person(*row) for row in db.session.execute(_chosen(event, audience))]
    found, seen = Reach[Person, Reason](), set[str]()
    unwanted = dict.fromkeys(bounces.stopped(each.email or "" for each in chosen), Reason.STOPPED)
    unwanted |= dict.fromkeys(preferences.declined(TEMPLATE, at), Reason.UNWANTED)
    unwanted |= dict.fromkeys(outbox.unsubscribed(event.topic), Reason.UNSUBSCRIBED)
    for person in chosen:
        reason = _why_not(person, seen, unwanted) or (Reason.HAD_IT if has_had(person) else None)
        found.sort(person, reason)
        seen.add(person.email or "")
    found.people.reverse()
    return found


def _why_not(person: Person, seen: set[str], unwanted: Mapping[str, Reason]) -> Reason | None:
    if not person.email:
        return Reason.NO_ADDRESS
    return Reason.TWICE if person.email in seen else unwanted.get(person.email.lower())


def counts(event: Event, events: Sequence[int]) -> dict[str, Counter[Any]]:
    """How many registrations each choice stands for, by field of the audience."""
    rows = db.session.execute(
        select(
            Registration.event_id,
            Registration.category_id,
            Registration.status,
            Registration.language,
            func.count(),
        )
        .where(Registration.event_id.in_(events or [event.id]), Registration.erased_at.is_(None))
        .group_by(
            Registration.event_id,
            Registration.category_id,
            Registration.status,
            Registration.language,
        )
    )
    found = {name: Counter[Any]() for name in ("events", "categories", "states", "languages")}
    for *values, number in rows:
        for counter, value in zip(found.values(), values, strict=True):
            counter[value] += number
    return found


def _chosen(event: Event, audience: Audience) -> Select[int, str, str | None, str]:
    person = select(
        Registration.id, Registration.name, Registration.email, Registration.language
    ).order_by(Registration.id.desc())
    if audience.people:
        picked = (Registration.event_id == event.id, Registration.id.in_(audience.people))
        return person.where(*picked, Registration.erased_at.is_(None))
    chosen = person.where(
        Registration.event_id.in_(audience.events or [event.id]),
        Registration.status.in_([Status(state) for state in audience.states]),
        Registration.erased_at.is_(None),
    )
    if audience.categories:
        of_category = Registration.category_id.in_(audience.categories)
        chosen = chosen.where(or_(Registration.event_id != event.id, of_category))
    if audience.languages:
        chosen = chosen.where(Registration.language.in_(audience.languages))
    if audience.attendance != Attendance.ANY:
        came = Registration.id.in_(_attended(audience.events or [event.id]))
        chosen = chosen.where(came if audience.attendance == Attendance.CAME else ~came)
    return chosen


def _attended(events: Sequence[int]) -> Select[int]:
    return select(Stay.registration_id).where(Stay.event_id.in_(events), Stay.undone_at.is_(None))
