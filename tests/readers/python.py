"""The readers in Python."""

from datetime import UTC, date, datetime

import vobject
from icalendar import Calendar

Span = tuple[date, date]


def icalendar_spans(body: bytes) -> list[Span]:
    """As icalendar reads it, with its own zone data."""
    return [(_utc(each.start), _utc(each.end)) for each in Calendar.from_ical(body).events]


def vobject_spans(body: bytes) -> list[Span]:
    """As vobject reads it, by the VTIMEZONE of the file."""
    events = vobject.readOne(body.decode()).contents.get("vevent", [])
    return [(_utc(each.dtstart.value), _utc(each.dtend.value)) for each in events]


def _utc(moment: date) -> date:
    if isinstance(moment, datetime):
        assert moment.tzinfo is not None, "a floating time"
        return moment.astimezone(UTC)
    return moment
