"""The days ahead of an organisation, each with what takes place on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from eventsapp.checkin import queries as checkin
from eventsapp.core import dates
from eventsapp.core.texts import Text
from eventsapp.events.dateline import last_day, spans_days
from eventsapp.events.models import Event, State
from eventsapp.events.place import short_place
from eventsapp.events.queries import shown_in_lists
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.registration import seats
from eventsapp.web.locale import current_language, reading_order

A_DAY = timedelta(days=1)
LONGEST = timedelta(days=31)  # of an event


@dataclass(frozen=True)
class Appointment:
    """One event of its days; `when` are these where there are several, and its hours at the venue."""

    event: Event
    title: Text
    when: str
    place: str
    taken: int

    @property
    def first(self) -> date:
        """The day on which it begins, at the venue."""
        return self.event.local_starts_at.date()

    @property
    def last(self) -> date:
        """Its last day; what merely ends after midnight has one."""
        return last_day(self.event) if spans_days(self.event) else self.first

    @property
    def url(self) -> str:
        """Who comes, as an address for letters."""
        return urls.absolute("manage_registrations.index", event_id=self.event.id)


@dataclass(frozen=True)
class Live:
    """An event that takes place now, and how many people have come."""

    appointment: Appointment
    came: int


@dataclass(frozen=True)
class Day:
    """One day with its events."""

    date: date
    appointments: Sequence[Appointment]


def days(organisation: Organisation, *, now: datetime, number: int = 7) -> list[Day]:
    """Today and the days after it, by the organisation's clock, in the language spoken."""
    today = to_local(now, organisation.timezone).date()
    span = [today + timedelta(days=step) for step in range(number)]
    events = _between(organisation.id, span[0], span[-1])
    taken = seats.taken_by_category([event.id for event in events])
    held = [_appointment(event, taken) for event in events]
    return [Day(day, [each for each in held if each.first <= day <= each.last]) for day in span]


def live(organisation: Organisation, *, now: datetime) -> list[Live]:
    """What takes place at this moment, with the number of people who have come."""
    today = to_local(now, organisation.timezone).date()
    around = _between(organisation.id, today - A_DAY, today + A_DAY)
    events = [event for event in around if event.is_live(now)]
    if not events:
        return []
    ids = [event.id for event in events]
    taken, came = seats.taken_by_category(ids), checkin.came_by_event(ids)
    return [Live(_appointment(event, taken), came.get(event.id, 0)) for event in events]


def next_after(organisation_id: int, now: datetime) -> Event | None:
    """The next public event, however far off."""
    coming = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.state == State.PUBLISHED,
        Event.starts_at > now,
    )
    return db.session.scalar(coming.order_by(Event.starts_at, Event.id).limit(1))


def _between(organisation_id: int, first: date, last: date) -> Sequence[Event]:
    """Every public event that has one of these days, unless it began more than a month before."""
    begins, ends = datetime.combine(first, time()), datetime.combine(last, time.max)
    held = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.state == State.PUBLISHED,
        Event.local_starts_at.between(begins - LONGEST, ends),
        func.coalesce(Event.local_ends_at, Event.local_starts_at) >= begins,
    )
    found = held.order_by(Event.starts_at, Event.id).options(*shown_in_lists())
    return db.session.scalars(found).unique().all()


def _appointment(event: Event, taken: dict[int, int]) -> Appointment:
    order, language = reading_order(event.original_language), current_language()
    several = dates.day_range(event.local_starts_at.date(), last_day(event), language)
    hours = dates.clock_range(event.local_starts_at, event.local_ends_at, language)
    when = (several if spans_days(event) else "", hours if event.has_hours else "")
    return Appointment(
        event=event,
        title=event.titles.read(order),
        when=", ".join(filter(None, when)),
        place=short_place(event, order),
        taken=sum(taken.get(each.id, 0) for each in event.categories),
    )
