"""Events of iCalendar files (RFC 5545): zones, whole days, repeat rules with their exceptions."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any

from dateutil.rrule import rrulestr
from flask_babel import gettext as _
from icalendar import Calendar, vDDDLists, vRecur
from icalendar.error import BrokenCalendarProperty

from eventsapp.eventfiles.findings import MOST, Found, TooMany, Unreadable, last_day, wall
from eventsapp.events.series import MOST as MOST_DATES

REACH = timedelta(days=2 * 366)  # how far a rule without an end is followed
# Parts of a rule that always lead to a next date soon, so that no file can keep us looking.
_COMMON = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_PARTS = {
    "DAILY": _COMMON,
    "WEEKLY": _COMMON | {"BYDAY"},
    "MONTHLY": _COMMON | {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _COMMON | {"BYMONTH", "BYDAY", "BYMONTHDAY"},
}


def read(text: str, home: str) -> Iterator[Found]:
    """Every event of the file, each date of those that repeat. Raises Unreadable and TooMany."""
    if text.upper().count("BEGIN:VEVENT") > MOST:
        raise TooMany
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        parts = [part for calendar in calendars for part in calendar.walk("VEVENT")]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError):
        raise Unreadable from None  # whatever the library trips over: the file is no calendar
    if not calendars:
        raise Unreadable
    moved = {
        (_text(part, "UID"), _begins(part, "RECURRENCE-ID", home)[0]): part
        for part in parts
        if "RECURRENCE-ID" in part
    }
    for part in parts:
        if "RECURRENCE-ID" not in part:
            yield from _dates(part, moved, home)
    for (_uid, day), part in moved.items():  # of rules that are not in the file
        yield _found(part, home, on=day)


def _dates(part: Any, moved: dict[Any, Any], home: str) -> Iterator[Found]:
    """The event on each of its dates; what was changed on one alone stands in its place."""
    first, _zone, _has_hours = _begins(part, "DTSTART", home)
    if first is None or "RRULE" not in part:
        yield _found(part, home)
        return
    starts, note = _follow(part, first, home)
    rule, left_out = _rule(part), set(_exceptions(part, home))
    for start in starts:
        own = moved.pop((_text(part, "UID"), start), None)
        if own is not None:
            yield _found(own, home, on=start, rule=rule)
        elif start not in left_out:
            yield _found(part, home, on=start, rule=rule, note=note, moved_by=start - first)


def _found(
    part: Any,
    home: str,
    *,
    on: datetime | None = None,
    rule: str = "",
    note: str = "",
    moved_by: timedelta = timedelta(),
) -> Found:
    starts, zone, has_hours = _begins(part, "DTSTART", home)
    ends = _ends(part, starts, home, has_hours=has_hours)
    cancelled = _text(part, "STATUS").upper() == "CANCELLED"
    return Found(
        uid=_text(part, "UID") + (f"/{on:%Y%m%dT%H%M}" if on else ""),
        title=_text(part, "SUMMARY"),
        starts=starts and starts + moved_by,
        ends=ends and ends + moved_by,
        zone=zone,
        has_hours=has_hours,
        description=_text(part, "DESCRIPTION"),
        place=_text(part, "LOCATION"),
        url=_text(part, "URL"),
        rule=rule,
        note=note,
        fault=_("It is cancelled there.") if cancelled else "",
    )


def _begins(part: Any, name: str, home: str) -> tuple[datetime | None, str, bool]:
    """Wall time, zone, and whether it has an hour."""
    value = _value(part, name)
    if isinstance(value, datetime):
        return (*wall(value, home), True)
    if isinstance(value, date):
        return datetime.combine(value, time()), home, False
    return None, home, True


def _ends(part: Any, starts: datetime | None, home: str, *, has_hours: bool) -> datetime | None:
    length = _value(part, "DURATION")
    ends = _begins(part, "DTEND", home)[0]
    if starts is None:
        return None
    try:
        ends = ends or (starts + length if isinstance(length, timedelta) else None)
    except OverflowError:
        return None
    return last_day(starts, ends) if ends and not has_hours else ends


def _follow(part: Any, first: datetime, home: str) -> tuple[list[datetime], str]:
    """The dates of a rule, and what was not followed of it."""
    rule = part["RRULE"]
    given = {str(key).upper(): value for key, value in rule.items()} if _is_one(rule) else {}
    known = _PARTS.get(str(given.get("FREQ", [""])[0]).upper())
    if not known or given.keys() - known or given.get("INTERVAL", [1])[0] < 1:
        return [first], _("Its repeat rule cannot be followed: only the first date.")
    last = first + REACH
    for until in given.pop("UNTIL", []):
        day = until if isinstance(until, datetime) else datetime.combine(until, time.max)
        last = min(last, wall(day, home)[0])
    try:
        dates = rrulestr(vRecur(given).to_ical().decode(), dtstart=first)
    except ValueError:
        return [first], _("Its repeat rule cannot be followed: only the first date.")
    return list(islice(takewhile(lambda each: each <= last, dates), MOST_DATES)), ""


def _exceptions(part: Any, home: str) -> Iterator[datetime]:
    found = part.get("EXDATE", [])
    for each in found if isinstance(found, list) else [found]:
        for value in each.dts if isinstance(each, vDDDLists) else ():
            if isinstance(value.dt, datetime):
                yield wall(value.dt, home)[0]
            elif isinstance(value.dt, date):
                yield datetime.combine(value.dt, time())


def _rule(part: Any) -> str:
    return str(part["RRULE"].to_ical().decode())[:200] if _is_one(part["RRULE"]) else ""


def _is_one(rule: Any) -> bool:
    return isinstance(rule, vRecur)


def _value(part: Any, name: str) -> Any:
    """The date, moment or length under a name; None where there is none that can be read."""
    try:
        return part[name].dt
    except (KeyError, AttributeError, BrokenCalendarProperty):
        return None


def _text(part: Any, name: str) -> str:
    value = part.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)
