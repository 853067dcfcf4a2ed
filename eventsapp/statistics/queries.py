"""Counts over the events of one organisation in a period; one query each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, select

from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.models import Status as Standing
from eventsapp.checkin.models import Attendance
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core.texts import Texts
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration.models import Registration, Status
from eventsapp.venues.models import City

HELD = (State.PUBLISHED, State.POSTPONED)
MOST = 20  # outlets or cities that are shown


@dataclass(frozen=True)
class Period:
    """An organisation's days from the first to the last, by the clocks of the venues."""

    organisation_id: int
    first: date
    last: date

    def covers(self) -> list[ColumnElement[bool]]:
        """The condition that an event counts: announced, not cancelled, within the days."""
        days = datetime.combine(self.first, time()), datetime.combine(self.last, time.max)
        return [
            Event.organisation_id == self.organisation_id,
            Event.state.in_(HELD),
            Event.local_starts_at.between(*days),
        ]


@dataclass(frozen=True)
class Turnout:
    """Of the events with a door: how many people were expected, and how many of them came."""

    events: int
    expected: int
    came: int

    @property
    def missed(self) -> int:
        """Those who had a place and did not come."""
        return self.expected - self.came


def by_month(period: Period) -> dict[tuple[int, int], int]:
    """Events of each month that has any, by year and month."""
    year, month = (extract(part, Event.local_starts_at) for part in ("year", "month"))
    counted = select(year, month, func.count()).where(*period.covers()).group_by(year, month)
    return {(int(y), int(m)): number for y, m, number in db.session.execute(counted)}


def by_type(period: Period) -> Sequence[tuple[Type, int]]:
    """Events of each type, the most frequent first."""
    return _ranked(select(Event.type, func.count()).where(*period.covers()), Event.type)


def by_city(period: Period) -> Sequence[tuple[Texts, int]]:
    """Events in each city, the most frequent first."""
    counted = select(City.names, func.count(), City.id).join(Event.city).where(*period.covers())
    rows = db.session.execute(
        counted.group_by(City.id).order_by(func.count().desc(), City.id).limit(MOST)
    )
    return [(names, number) for names, number, _id in rows]


def by_language(period: Period) -> Sequence[tuple[str, int]]:
    """Registered people by the language in which they registered."""
    counted = (
        select(Registration.language, func.count())
        .join(Registration.event)
        .where(*period.covers(), Registration.status == Status.CONFIRMED)
    )
    return _ranked(counted, Registration.language)


def by_outlet(period: Period) -> Sequence[tuple[str, int]]:
    """How often people of each outlet were accredited, the most frequent first."""
    counted = (
        select(Outlet.name, func.count())
        .select_from(Applicant)
        .join(Applicant.application)
        .join(Outlet, Outlet.id == Application.outlet_id)
        .join(Event, Event.id == Applicant.event_id)
        .where(*period.covers(), Applicant.status == Standing.ACCEPTED)
    )
    return _ranked(counted, Outlet.name)


def turnout(period: Period, now: datetime) -> Turnout:
    """Who came, at the events that have begun and let at least one person in."""
    came = (
        select(Attendance.event_id, func.count(Attendance.registration_id.distinct()).label("came"))
        .where(Attendance.undone_at.is_(None))
        .group_by(Attendance.event_id)
        .subquery()
    )
    places = (
        select(Registration.event_id, func.count().label("expected"))
        .where(Registration.status == Status.CONFIRMED)
        .group_by(Registration.event_id)
        .subquery()
    )
    row = db.session.execute(
        select(func.count(), func.sum(places.c.expected), func.sum(came.c.came))
        .select_from(Event)
        .join(came, came.c.event_id == Event.id)
        .join(places, places.c.event_id == Event.id)
        .where(*period.covers(), Event.starts_at <= now)
    ).one()
    return Turnout(*(int(number or 0) for number in row))


def lead_days(period: Period) -> Sequence[int]:
    """How many whole days before its start each event became public."""
    rows = db.session.execute(
        select(Event.first_published_at, Event.starts_at).where(
            *period.covers(), Event.first_published_at.is_not(None)
        )
    )
    return [max(0, (starts - announced).days) for announced, starts in rows if announced]


def _ranked(counted: Select[Any, int], what: Any) -> Sequence[tuple[Any, int]]:
    rows = db.session.execute(
        counted.group_by(what).order_by(func.count().desc(), what).limit(MOST)
    )
    return [(each, number) for each, number in rows]
