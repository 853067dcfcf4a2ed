"""What a calendar sent back: the iTIP object in a letter, read under strict limits.

Only the lines that answering needs are parsed. Zones by name are ours, never the letter's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component, vCalAddress, vDDDTypes

from eventsapp.calendars import plain
from eventsapp.mail.inbox_letters import Letter, words

TYPES = ("text/calendar", "application/ics")
METHODS = ("REPLY", "COUNTER", "REFRESH")  # of what comes back: RFC 5546 §3.2
MOST_LINES = 3000
COMMENT_LENGTH = 1000  # characters
YEARS = range(1970, 2200)
TAKEN = ("UID", "RECURRENCE-ID", "ATTENDEE", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "COMMENT")
_FOLD = re.compile(r"\r?\n[ \t]")  # RFC 5545 §3.1
_BREAK = re.compile(r"\r?\n|\r")


@dataclass(frozen=True, kw_only=True)
class Word:
    """What one person's calendar says about one event. Addresses are in small letters."""

    method: str
    uid: str
    attendee: str
    partstat: str
    sent_by: str
    delegate: str
    comment: str
    sequence: int
    stamp: datetime | None
    starts: date | None  # as proposed: an instant, a wall time or a day
    ends: date | None


def is_answer(letter: Letter) -> bool:
    """Whether a calendar wrote the letter: a person who writes may send an invitation along."""
    return _wanted(_first(letter))[0] in METHODS


def read(letter: Letter) -> Word | None:
    """What the letter's first calendar object says; None where that cannot be told."""
    text = _first(letter)
    if not text or text.count("\n") > MOST_LINES:
        return None
    method, events = _wanted(text)
    for lines in events:
        try:
            event = Component.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            return None  # what the library makes of damaged lines
        if isinstance(event, Component) and "RECURRENCE-ID" not in event:
            return _word(method, event)
    return None


def _first(letter: Letter) -> str:
    parts = (part for part in letter.parts() if part.get_content_type() in TYPES)
    return next((words(part) for part in parts), "")


def _wanted(text: str) -> tuple[str, list[list[str]]]:
    """The method, and of each event those lines alone that are read: no rules, no zones."""
    method, events, inside = "", [], []  # type: tuple[str, list[list[str]], list[str]]
    for line in _BREAK.split(_FOLD.sub("", text)):
        head, _colon, value = line.partition(":")
        name = head.partition(";")[0].strip().upper()
        if name == "BEGIN":
            inside.append(value.strip().upper())
            events += [[]] if inside == ["VCALENDAR", "VEVENT"] else []
        elif name == "END":
            del inside[-1:]
        elif name == "METHOD" and inside == ["VCALENDAR"]:
            method = value.strip().upper()
        elif name in TAKEN and inside == ["VCALENDAR", "VEVENT"]:
            events[-1].append(line)
    return method, events


def instant(moment: date, zone: str) -> datetime:
    """A proposed moment in UTC; a wall time is one of the event's zone, a day begins there."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _word(method: str, event: Component) -> Word | None:
    attendee, uid = event.get("ATTENDEE"), _text(event, "UID")
    if not isinstance(attendee, vCalAddress) or not uid:
        return None  # exactly one: RFC 5546 §3.2.3
    given = attendee.params
    return Word(
        method=method,
        uid=uid,
        attendee=_address(attendee),
        partstat=str(given.get("PARTSTAT", "")).upper(),
        sent_by=_address(given.get("SENT-BY", "")),
        delegate=_address(given.get("DELEGATED-TO", "")),
        comment=plain.block(_text(event, "COMMENT"))[:COMMENT_LENGTH],
        sequence=_number(event.get("SEQUENCE")),
        stamp=_stamp(_moment(event, "DTSTAMP")),
        starts=_moment(event, "DTSTART"),
        ends=_moment(event, "DTEND"),
    )


def _text(component: Component, name: str) -> str:
    value = component.get(name, "")
    return str(value[0] if isinstance(value, list) else value).strip()


def _address(value: Any) -> str:
    """The address of a `mailto:`, which may be written in capitals; of several the first."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = next(iter(value), "")
    return re.sub(r"^mailto:", "", str(value).strip(' "').lower())[:254]


def _number(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 2**31 else 0


def _moment(component: Component, name: str) -> date | None:
    value = component.get(name)
    moment = value.dt if isinstance(value, vDDDTypes) else None  # a damaged one is of another kind
    return moment if isinstance(moment, date) and moment.year in YEARS else None


def _stamp(moment: date | None) -> datetime | None:
    return instant(moment, "UTC") if moment else None
