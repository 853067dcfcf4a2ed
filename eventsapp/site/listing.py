"""The list of events as it is read: days, and under each day a row per event with its state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from math import ceil
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from eventsapp.events.models import Event, State
from eventsapp.events.ornament import thumb
from eventsapp.events.times import to_local
from eventsapp.registration.seats import (
    EntryState,
    Places,
    accepts,
    closes_at,
    entry_state,
    places,
)
from eventsapp.site.queries import Place

ROWS_PER_PAGE = 30
SPOKEN = {"cancelled": _l("Cancelled"), "postponed": _l("Postponed"), "moved": _l("Moved")}


@dataclass(frozen=True)
class Row:
    """One event in a list. `status` is the one word that its right column is about.

    It is moved, cancelled, postponed, live, over, or what registering says (`Entry`).
    """

    event: Event
    day: date
    starts: datetime  # wall time
    status: str
    entry: EntryState
    places: Places
    closes: datetime | None  # wall time, where registering closes before the start
    closes_today: bool

    @property
    def picture(self) -> Markup:
        """The woven picture of the event."""
        return thumb(self.event.uid, self.event.kind.family)

    @property
    def spoken_status(self) -> str:
        """What a screen reader hears before the title where the eye sees it struck."""
        return str(SPOKEN.get(self.status, ""))

    @property
    def look(self) -> str:
        """How the row is drawn: what does not take place is struck."""
        return {"moved": "postponed"}.get(self.status, self.status)

    @property
    def ends(self) -> datetime | None:
        """Its end on the same day, in wall time."""
        ends = self.event.local_ends_at
        on_same_day = ends is not None and ends.date() == self.starts.date()
        return ends if on_same_day and self.status != "moved" else None

    @property
    def last_day(self) -> date | None:
        """The day it ends, where that is another one."""
        ends = self.event.local_ends_at
        return ends.date() if ends and ends.date() != self.starts.date() else None


@dataclass(frozen=True)
class Day:
    """The events of one day of their own calendars."""

    date: date
    days_ahead: int  # of the reader's today: 0 is today
    rows: Sequence[Row]


@dataclass(frozen=True)
class Page:
    """Which part of the list is shown."""

    number: int
    last: int
    endpoint: str
    arguments: Mapping[str, Any]

    @property
    def previous_url(self) -> str:
        """The part before, if there is one."""
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The part after, if there is one."""
        return self._url(self.number + 1) if self.number < self.last else ""

    def _url(self, number: int) -> str:
        page: dict[str, Any] = {"page": number} if number > 1 else {}
        return url_for(self.endpoint, **{**self.arguments, **page})


def page_of(total: int, asked: int, endpoint: str, arguments: Mapping[str, Any]) -> Page:
    """The part of so many rows that was asked for, or the nearest there is."""
    last = max(ceil(total / ROWS_PER_PAGE), 1)
    return Page(min(max(asked, 1), last), last, endpoint, arguments)


def row(place: Place, taken: Mapping[int, int], now: datetime) -> Row:
    """One row: what the event says at this moment."""
    event = place.event
    free = places(event, taken)
    entry = entry_state(event, free, now)
    starts = event.previous_local_starts_at if place.is_old else event.local_starts_at
    starts = starts or event.local_starts_at
    today = to_local(now, event.timezone).date()
    closing = closes_before_start(event, now)
    closes = closing and to_local(closing, event.timezone)
    going_on = event.starts_at <= now < event.effective_end and not place.is_old
    return Row(
        event=event,
        day=max(starts.date(), today) if going_on else starts.date(),
        starts=starts,
        status="moved" if place.is_old else status(event, entry, now),
        entry=entry,
        places=free,
        closes=closes,
        closes_today=closes is not None and closes.date() == today,
    )


def status(event: Event, entry: EntryState, now: datetime) -> str:
    """The one word about an event that matters most to a reader now."""
    if event.state in (State.CANCELLED, State.POSTPONED):
        return event.state.value
    if event.is_live(now):
        return "live"
    return "over" if event.is_over(now) else entry.kind.value


def days(rows: Iterable[Row], today: date) -> list[Day]:
    """The rows under their days."""
    ordered = sorted(rows, key=lambda row: (row.day, row.status != "live", row.starts))
    return [
        Day(day, (day - today).days, list(together))
        for day, together in groupby(ordered, key=lambda row: row.day)
    ]


def closes_before_start(event: Event, now: datetime) -> datetime | None:
    """When the open registration closes, if that is before the start."""
    open_now = [each for each in event.categories if accepts(event, each, now)]
    if not open_now:
        return None
    last = max(closes_at(event, each) for each in open_now)
    return last if last < event.starts_at else None
