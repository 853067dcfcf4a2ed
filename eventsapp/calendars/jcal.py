"""jCal (RFC 7265): a calendar as JSON arrays, for those who ask for it.

Made of our own text line by line. A library that reads any calendar takes ten times as long,
which matters for a feed of ten thousand events that anybody may ask for.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

Component = list[Any]  # its name, its properties, the components in it
Read = Callable[[str], Any]
_FOLD = "\r\n "
_QUOTED = re.compile(r'([^:"]*(?:"[^"]*"[^:"]*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^=]+)=("[^"]*"|[^;"]*)')
_UNESCAPED = (("\\\\", "\0"), ("\\n", "\n"), ("\\;", ";"), ("\\,", ","), ("\0", "\\"))
_ENCODED = re.compile(r"\^(['n^])")  # RFC 6868 §3
_MEANT = {"'": '"', "n": "\n", "^": "^"}
_TYPES = {
    "created": "date-time",
    "dtend": "date-time",
    "dtstamp": "date-time",
    "dtstart": "date-time",
    "geo": "float",
    "last-modified": "date-time",
    "organizer": "cal-address",
    "rrule": "recur",
    "sequence": "integer",
    "tzoffsetfrom": "utc-offset",
    "tzoffsetto": "utc-offset",
    "url": "uri",
}  # of those that we write and that are no text


def document(calendar: bytes) -> bytes:
    """The same calendar, property for property. Only for texts of `ical`."""
    outside: Component = ["", [], []]
    open_ = [outside]
    for line in calendar.decode().replace(_FOLD, "").split("\r\n"):
        if line.startswith("BEGIN:"):
            inner: Component = [line[6:].lower(), [], []]
            open_[-1][2].append(inner)
            open_.append(inner)
        elif line.startswith("END:"):
            open_.pop()
        elif line:
            open_[-1][1].append(_property(line))
    return json.dumps(outside[2][0], ensure_ascii=False, separators=(",", ":")).encode()


def _property(line: str) -> list[Any]:
    head, _colon, value = line.partition(":")
    if '"' in head:  # the colon may be a quoted one
        head, value = _QUOTED.fullmatch(line).groups()  # type: ignore[union-attr]
    name, parameters, type_, read = _head(head)
    return [name, parameters, type_, read(value) if read else value]


@lru_cache(maxsize=1000)  # few differ
def _head(head: str) -> tuple[str, dict[str, Any], str, Read | None]:
    """The name, parameters and type of value that stand before the colon, and how to read it."""
    name, *_rest = head.lower().split(";", 1)
    given = {key.lower(): _parameter(value) for key, value in _PARAMETER.findall(head)}
    usual = "unknown" if name.startswith("x-") else _TYPES.get(name, "text")
    type_ = str(given.pop("value", usual)).lower()
    return name, given, type_, _READ.get(type_)


def _parameter(value: str) -> str | list[str]:
    if value.startswith('"'):
        return _ENCODED.sub(lambda found: _MEANT[found[1]], value[1:-1])
    return value.split(",") if "," in value else value


def _text(value: str) -> str:
    if "\\" in value:
        for written, meant in _UNESCAPED:  # a text of ours has no NUL
            value = value.replace(written, meant)
    return value


def _day(value: str) -> str:
    return f"{value[:4]}-{value[4:6]}-{value[6:]}"


def _moment(value: str) -> str:
    return f"{_day(value[:8])}T{value[9:11]}:{value[11:13]}:{value[13:]}"


def _numbers(value: str) -> list[float]:
    return [float(number) for number in value.split(";")]


def _rule(value: str) -> dict[str, Any]:
    parts = (part.lower().split("=") for part in value.split(";"))
    return {name: _rule_part(name, said) for name, said in parts}


def _rule_part(name: str, said: str) -> Any:
    if name == "freq":
        return said.upper()
    return [int(each) if each.isdigit() else each.upper() for each in said.split(",")]


_READ: dict[str, Read] = {
    "text": _text,
    "date": _day,
    "date-time": _moment,
    "float": _numbers,
    "integer": int,
    "recur": _rule,
    "utc-offset": lambda value: f"{value[:3]}:{value[3:]}",
}
