"""What two independent libraries read in a calendar of ours, and checks on its bytes."""

from datetime import UTC, date, datetime
from typing import Any

import vobject
from icalendar import Calendar


def lines(body: bytes) -> list[str]:
    """The unfolded lines, after checks of RFC 5545 §3.1 that no library makes."""
    assert body.endswith(b"\r\n")
    folded = body[:-2].split(b"\r\n")
    for line in folded:
        assert line, "a blank line"
        assert len(line) <= 75, line
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no letter is cut in two
    return body.decode().replace("\r\n ", "")[:-2].split("\r\n")


def only(body: bytes, name: str) -> str:
    """The one line of a property."""
    found = [line for line in lines(body) if line.partition(":")[0].partition(";")[0] == name]
    assert len(found) == 1, found
    return found[0]


def names(body: bytes) -> list[str]:
    """The name of each line, in order."""
    return [line.partition(":")[0].partition(";")[0] for line in lines(body)]


def spans(body: bytes) -> list[tuple[Any, Any]]:
    """Start and end of each event in UTC, on which icalendar and vobject agree."""
    first = [(event.start, event.end) for event in Calendar.from_ical(body).events]
    second = vobject.readOne(body.decode())
    again = [(each.dtstart.value, each.dtend.value) for each in second.contents.get("vevent", [])]
    read = [tuple(map(_in_utc, pair)) for pair in first]
    assert read == [tuple(map(_in_utc, pair)) for pair in again]
    return read


def texts(body: bytes, name: str) -> list[str]:
    """A text of each event, on which icalendar and vobject agree."""
    first = [str(event[name]) for event in Calendar.from_ical(body).events]
    second = vobject.readOne(body.decode()).contents.get("vevent", [])
    assert first == [each.contents[name.lower()][0].value for each in second]
    return first


def _in_utc(moment: date) -> date:
    if isinstance(moment, datetime):
        assert moment.tzinfo is not None, "a floating time"
        return moment.astimezone(UTC)
    return moment
