"""A week or a day of the calendar: every day of it, with the events that touch it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.registration.seats import taken_by_category
from eventsapp.site import listing, months, queries
from eventsapp.site.listing import Day

WEEK, DAY = 7, 1


@dataclass(frozen=True)
class Span:
    """Some days in a row, those without events among them."""

    days: Sequence[Day]
    events: Sequence[Event]  # each once

    @property
    def first(self) -> date:
        """Its first day."""
        return self.days[0].date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.days[-1].date

    @property
    def previous(self) -> date:
        """Where as many days before it begin."""
        return self.first - timedelta(days=len(self.days))

    @property
    def next(self) -> date:
        """Where as many days after it begin."""
        return self.last + timedelta(days=1)


def span(filter_: Filter, first: date, length: int, *, today: date, now: datetime) -> Span:
    """So many days from the first, with the events that a filter lets through."""
    dates = [first + timedelta(days=step) for step in range(length)]
    events = queries.in_days(filter_, dates[0], dates[-1])
    taken = taken_by_category([event.id for event in events if event.categories], now=now)
    rows: dict[date, list[listing.Row]] = {day: [] for day in dates}
    for event in events:
        for day, entry in months.entries(event, dates[0], dates[-1]):
            rows[day].append(listing.row(queries.Place(event, entry.is_old), taken, now))
    return Span([Day(day, (day - today).days, rows[day]) for day in dates], events)


def is_shown(year: int) -> bool:
    """Whether the calendar reaches there."""
    return months.FIRST_YEAR <= year <= months.LAST_YEAR
