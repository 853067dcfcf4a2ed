"""Whom the automatic messages of an event reach, asked of the database in parts."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import held
from eventsapp.checkin.queries import attended
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.messages import queries
from eventsapp.messages.models import Attendance, Rule
from eventsapp.messages.outsiders import Outsiders
from eventsapp.registration import queries as registrations
from eventsapp.registration.models import LIVE, Registration, Status

PART = 200  # people written to at once
_WITH = (joinedload(Registration.category), joinedload(Registration.invitation))


PARTIES: list[Outsiders[Any]] = []  # those of the packages above among them


def count_told(*events: Event) -> int:
    """How many people will hear of a change of these events."""
    others = sum(party.count(*events) for party in PARTIES)
    return registrations.count_reached(*events) + others


def count_noticed(event: Event) -> int:
    """How many people hear of the last change of this event: those who knew it otherwise."""
    found = select(func.count(Registration.email.distinct())).where(*_standing([event]))
    return (db.session.scalar(found) or 0) + sum(party.count(event) for party in PARTIES)


def by_rule(rule: Rule, *, after: int = 0) -> Sequence[Registration]:
    """The next people a rule reaches, by the number of their registration."""
    return _next(_of_rule(rule, outbox.unsubscribed(rule.event.topic)), after)


def by_notice(event: Event, *, after: int = 0) -> Sequence[Registration]:
    """The next people who have to hear of a change: standing registrations with an address.

    Whoever has registered since knows the event as it is, and who is accredited and does not know
    it yet will read so.
    """
    return _next(and_(*_standing([event])), after)


def in_parts(event: Event, *, without: Collection[str] = ()) -> Iterator[Sequence[Registration]]:
    """Everybody who has to hear of a change but these addresses, some hundreds at a time."""
    after = 0
    while people := by_notice(event, after=after):
        yield [each for each in people if each.email not in without]
        after = people[-1].id


def registered_for_several(events: Sequence[Event]) -> Sequence[str]:
    """The addresses with standing registrations for more than one of these events."""
    found = db.session.scalars(
        select(Registration.email)
        .where(*_standing(events))
        .group_by(Registration.email)
        .having(func.count(Registration.event_id.distinct()) > 1)
    )
    return sorted(filter(None, found))


def of_addresses(
    events: Sequence[Event], addresses: Sequence[str]
) -> Iterator[Sequence[Registration]]:
    """The registrations of these addresses for these events, of some hundreds at a time."""
    for begin in range(0, len(addresses), PART):
        part = addresses[begin : begin + PART]
        wanted = select(Registration).where(*_standing(events), Registration.email.in_(part))
        yield db.session.scalars(wanted.options(*_WITH)).all()


def count_by_rule(
    event: Event, rules: Sequence[Rule], *, registered_by: datetime | None = None
) -> dict[int, int]:
    """How many people each of an event's rules reaches, asked at once.

    Those registered by its moment, or by another one.
    """
    if not rules:
        return {}
    silent = outbox.unsubscribed(event.topic)
    counted = [func.count().filter(_of_rule(rule, silent, registered_by)) for rule in rules]
    row = db.session.execute(select(*counted).where(Registration.event_id == event.id)).one()
    return {rule.id: number for rule, number in zip(rules, row, strict=True)}


def _of_rule(
    rule: Rule, silent: set[str], registered_by: datetime | None = None
) -> ColumnElement[bool]:
    """Wanting reminders, in its audience, registered before it was due."""
    until = registered_by or rule.due_at
    wanted = [
        Registration.event_id == rule.event_id,
        Registration.status.in_([Status(state) for state in rule.states]),
        Registration.email.is_not(None),
        Registration.email.not_in(silent),
        Registration.wants_reminders.is_(True),
        ~held.is_untold(),
    ]
    if rule.categories:
        wanted.append(Registration.category_id.in_(rule.categories))
    if rule.languages:
        wanted.append(Registration.language.in_(rule.languages))
    if rule.attendance is not Attendance.ANY:
        wanted.append(_by_attendance(rule))
    if until is not None:
        wanted.append(Registration.registered_at <= until)
    return and_(*wanted)


def _by_attendance(rule: Rule) -> ColumnElement[bool]:
    came = attended(rule.event)
    if rule.attendance is Attendance.MISSED:
        return came.exists() & Registration.id.not_in(came)
    return or_(~came.exists(), Registration.id.in_(came))


def _next(wanted: ColumnElement[bool], after: int) -> Sequence[Registration]:
    return db.session.scalars(
        select(Registration)
        .where(wanted, Registration.id > after)
        .options(*_WITH)
        .order_by(Registration.id)
        .limit(PART)
    ).all()


def _standing(events: Sequence[Event]) -> tuple[ColumnElement[bool], ...]:
    last = queries.last_changes(events)
    return (
        or_(*(_registered_by(last.get(event.id), event) for event in events)),
        Registration.status.in_(LIVE),
        Registration.email.is_not(None),
        ~held.is_untold(),
    )


def _registered_by(last_change: datetime | None, event: Event) -> ColumnElement[bool]:
    of_event = Registration.event_id == event.id
    return of_event & (Registration.registered_at <= last_change) if last_change else of_event
