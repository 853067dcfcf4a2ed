"""libical 3, called in its shared library."""

import ctypes
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

NAME = "libical.so.3"


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


def missing() -> str:
    """What is missing to run it; empty where nothing is."""
    try:
        _library()
    except OSError:
        return f"{NAME} is missing (Debian: apt-get install libical3)"
    return ""


def spans(body: bytes) -> list[tuple[date, date]]:
    """Start and end of each event, by the VTIMEZONE of the file."""
    library = _library()
    calendar = library.icalparser_parse_string(body)
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    found = []
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        times = library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event)
        found.append((_read(library, times[0]), _read(library, times[1])))
        event = library.icalcomponent_get_next_component(calendar, kind)
    library.icalcomponent_free(calendar)
    return found


def _read(library: Any, time: _Time) -> date:
    if time.is_date:
        return date(time.year, time.month, time.day)
    assert time.zone, "a floating time"
    return datetime.fromtimestamp(library.icaltime_as_timet_with_zone(time, time.zone), UTC)


@cache
def _library() -> Any:
    library = ctypes.CDLL(NAME)
    pointer, kind, time = ctypes.c_void_p, ctypes.c_int, _Time
    shapes = {
        "icalparser_parse_string": (pointer, [ctypes.c_char_p]),
        "icalcomponent_string_to_kind": (kind, [ctypes.c_char_p]),
        "icalcomponent_get_first_component": (pointer, [pointer, kind]),
        "icalcomponent_get_next_component": (pointer, [pointer, kind]),
        "icalcomponent_get_dtstart": (time, [pointer]),
        "icalcomponent_get_dtend": (time, [pointer]),
        "icaltime_as_timet_with_zone": (ctypes.c_long, [time, pointer]),
        "icalcomponent_free": (None, [pointer]),
    }
    for name, (result, arguments) in shapes.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
