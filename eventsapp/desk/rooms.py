"""The week of a venue: which room is taken when, and which is free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from eventsapp.core import dates
from eventsapp.core.texts import Text
from eventsapp.desk.clashes import TAKING_PLACE
from eventsapp.events.models import Event
from eventsapp.events.queries import is_kept, lasts_into
from eventsapp.extensions import db
from eventsapp.venues.models import Room, Venue
from eventsapp.web.locale import current_language, reading_order

DAYS = 7
YEARS = range(1900, 2200)  # of the weeks that can be shown


@dataclass(frozen=True)
class Booking:
    """One event on one day; `when` is empty where it has no hours on that day."""

    event: Event
    title: Text
    when: str


@dataclass(frozen=True)
class Day:
    """One day: what is booked in each room, at last what names no room."""

    date: date
    rooms: Sequence[Sequence[Booking]]


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, and the names of the rooms."""

    days: Sequence[Day]
    rooms: Sequence[Text]

    @property
    def first(self) -> date:
        """Its Monday."""
        return self.days[0].date

    def beside(self, weeks: int) -> date:
        """The Monday so many weeks later."""
        return self.first + weeks * timedelta(days=DAYS)


def week(venue: Venue, day: date) -> Week:
    """The bookings of a venue in the week of a day, drafts among them."""
    first = day - timedelta(days=day.weekday())
    events = _booked(venue, first)
    columns: list[Room | None] = [*venue.rooms, None]
    days = [first + timedelta(days=step) for step in range(DAYS)]
    order = reading_order(venue.original_language)
    return Week(
        days=[Day(each, [[*_of(events, each, room)] for room in columns]) for each in days],
        rooms=[room.names.read(order) for room in venue.rooms],
    )


def _booked(venue: Venue, first: date) -> Sequence[Event]:
    start = datetime.combine(first, time())
    return db.session.scalars(
        select(Event)
        .where(
            Event.venue_id == venue.id,
            Event.state.in_(TAKING_PLACE),
            is_kept(),
            Event.local_starts_at < start + timedelta(days=DAYS),
            lasts_into(start),
        )
        .order_by(Event.local_starts_at, Event.id)
    ).all()


def _of(events: Sequence[Event], day: date, room: Room | None) -> Iterator[Booking]:
    for event in events:
        begins, ends = event.local_starts_at, event.local_ends_at or event.local_starts_at
        if event.room_id == (room and room.id) and begins.date() <= day <= ends.date():
            is_short = event.has_hours and begins.date() == ends.date()
            hours = dates.clock_range(begins, event.local_ends_at, current_language())
            title = event.titles.read(reading_order(event.original_language))
            yield Booking(event, title, hours if is_short else "")
