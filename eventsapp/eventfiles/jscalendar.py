"""Events of another Dateline, or of any JSCalendar file (RFC 8984)."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import gettext as _

from eventsapp.eventfiles.findings import MOST, Found, TooMany, Unreadable, last_day

_LENGTH = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d+S)?)?"
)


def read(text: str, home: str) -> Iterator[Found]:
    """Every event of the file; of those that repeat the first date. Raises Unreadable and TooMany."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable from None
    entries = data.get("entries", [data]) if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise Unreadable
    found = [each for each in entries if isinstance(each, dict) and each.get("@type") == "Event"]
    if not found:
        raise Unreadable
    if len(found) > MOST:
        raise TooMany
    return (_found(each, home) for each in found)


def _found(data: dict[str, Any], home: str) -> Found:
    starts, has_hours = _start(data), data.get("showWithoutTime") is not True
    ends = starts and _end(starts, _text(data, "duration"))
    if starts and ends and not has_hours:
        ends = last_day(starts, ends)
    return Found(
        uid=_text(data, "uid"),
        title=_text(data, "title"),
        starts=starts,
        ends=ends,
        zone=_zone(_text(data, "timeZone")) or home,
        has_hours=has_hours,
        description=_text(data, "description"),
        place=_named(data, "locations", "name"),
        url=_named(data, "links", "href"),
        note=_("Its repeat rule is not followed: only the first date.")
        if data.get("recurrenceRules")
        else "",
        fault=_("It is cancelled there.") if data.get("status") == "cancelled" else "",
    )


def _start(data: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(_text(data, "start")).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


def _end(starts: datetime, length: str) -> datetime | None:
    found = _LENGTH.fullmatch(length)
    if not length or not found:
        return None
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups())
    try:
        return starts + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    except OverflowError:
        return None


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return ""


def _named(data: dict[str, Any], group: str, name: str) -> str:
    """What the first of a group of objects says under a name."""
    held = data.get(group)
    first = next(iter(held.values()), None) if isinstance(held, dict) else None
    return _text(first, name) if isinstance(first, dict) else ""


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    return value if isinstance(value, str) else ""
