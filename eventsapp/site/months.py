"""The days of a month as weeks from Monday, with the events that touch each day."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventsapp.events.filters import Filter
from eventsapp.events.models import Event, State
from eventsapp.site import queries

SHOWN_PER_DAY = 3
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Entry:
    """One event on one day of the grid; struck where it does not take place then."""

    event: Event
    is_struck: bool
    is_first_day: bool = True
    is_old: bool = False  # the day it was moved from


@dataclass(frozen=True)
class Cell:
    """One day of the grid."""

    date: date
    is_other: bool  # of the month before or after
    is_today: bool
    entries: Sequence[Entry]

    @property
    def shown(self) -> Sequence[Entry]:
        """Those with room in the cell."""
        return self.entries if self._all_fit else self.entries[: SHOWN_PER_DAY - 1]

    @property
    def count_hidden(self) -> int:
        """How many more there are."""
        return len(self.entries) - len(self.shown)

    @property
    def _all_fit(self) -> bool:
        return len(self.entries) <= SHOWN_PER_DAY


@dataclass(frozen=True)
class Month:
    """The weeks that a month touches."""

    first: date
    weeks: Sequence[Sequence[Cell]]

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def weekdays(self) -> Sequence[date]:
        """Seven days that lend their names to the columns."""
        return [cell.date for cell in self.weeks[0]]

    @property
    def days_with_events(self) -> Sequence[Cell]:
        """Its own days on which something is announced."""
        return [cell for week in self.weeks for cell in week if cell.entries and not cell.is_other]

    @property
    def events(self) -> Sequence[Event]:
        """Every event of the grid, once."""
        entries = (entry for week in self.weeks for cell in week for entry in cell.entries)
        return list({entry.event.id: entry.event for entry in entries}.values())

    def chosen(self, number: int) -> Cell | None:
        """The day of this number, else today, else the first with events."""
        own = [cell for week in self.weeks for cell in week if not cell.is_other]
        named = next((cell for cell in own if cell.date.day == number), None)
        first = next(iter(self.days_with_events), None)
        return named or next((cell for cell in own if cell.is_today), first)


def month(filter_: Filter, first: date, today: date) -> Month:
    """The month that begins on `first`, with the events that a filter lets through."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    events = queries.in_days(filter_, weeks[0][0], weeks[-1][-1])
    found: dict[date, list[Entry]] = {}
    for event in events:
        for day, entry in entries(event, weeks[0][0], weeks[-1][-1]):
            found.setdefault(day, []).append(entry)
    return Month(
        first,
        [
            [Cell(day, day.month != first.month, day == today, found.get(day, [])) for day in week]
            for week in weeks
        ],
    )


def nearest(year: int, number: int) -> date:
    """The first day of a month, or of the nearest one that we show."""
    return date(min(max(year, FIRST_YEAR), LAST_YEAR), min(max(number, 1), 12), 1)


def entries(event: Event, first: date, last: date) -> list[tuple[date, Entry]]:
    """Where an event stands between two days: on each of its own, struck where it was before."""
    starts, ends = event.local_starts_at.date(), event.local_ends_at
    is_struck = event.state is not State.PUBLISHED
    final = min(ends.date() if ends else starts, last)
    days = range((final - starts).days + 1)
    found = [
        (starts + timedelta(days=n), Entry(event, is_struck, is_first_day=n == 0)) for n in days
    ]
    before = event.previous_local_starts_at
    if before and before.date() != starts and not is_struck:
        found.append((before.date(), Entry(event, is_struck=True, is_old=True)))
    return [(day, entry) for day, entry in found if first <= day <= last]
