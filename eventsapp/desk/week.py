"""The days ahead of an organisation, each with what takes place on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from eventsapp.checkin import queries as checkin
from eventsapp.core import dates
from eventsapp.core.texts import Text
from eventsapp.events.models import Event, State
from eventsapp.events.place import short_place
from eventsapp.events.queries import shown_in_lists
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.registration import seats
from eventsapp.web.locale import current_language, reading_order


@dataclass(frozen=True)
class Appointment:
    """One event of a day; `when` are its hours at the venue, empty where only the day is known."""

    event: Event
    title: Text
    when: str
    place: str
    taken: int

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
    return [
        Day(day, [each for each in held if each.event.local_starts_at.date() == day])
        for day in span
    ]


def live(organisation: Organisation, *, now: datetime) -> list[Live]:
    """What takes place at this moment, with the number of people who have come."""
    yesterday = to_local(now, organisation.timezone).date() - timedelta(days=1)
    around = _between(organisation.id, yesterday, yesterday + timedelta(days=2))
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
    held = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.state == State.PUBLISHED,
        Event.local_starts_at.between(
            datetime.combine(first, time()), datetime.combine(last, time.max)
        ),
    )
    found = held.order_by(Event.starts_at, Event.id).options(*shown_in_lists())
    return db.session.scalars(found).unique().all()


def _appointment(event: Event, taken: dict[int, int]) -> Appointment:
    order, language = reading_order(event.original_language), current_language()
    hours = dates.clock_range(event.local_starts_at, event.local_ends_at, language)
    return Appointment(
        event=event,
        title=event.titles.read(order),
        when=hours if event.has_hours else "",
        place=short_place(event, order),
        taken=sum(taken.get(each.id, 0) for each in event.categories),
    )
