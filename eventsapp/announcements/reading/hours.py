"""Hours as people write them: 12:00, 15.30 часов, 17-00, 12h00, 2:30 p.m., "сағат 10.00-де"."""

import re
from dataclasses import dataclass
from datetime import time

from eventsapp.announcements.reading.dates import Day
from eventsapp.announcements.reading.text import Text

_H = r"(?:[01]?\d|2[0-4])"
_M = r"[0-5]\d"
_CUE = r"\b(?:saat\w*|сағат\w*|саат\w*|соат\w*|время|уақыт\w*|убакт\w*|начало|басталу\w*|башталыш\w*|time|at|from|to|by|until|till|в|с|к|до|к|около|not later than|kayit|тіркеу|каттоо|регистрация)\b\s*[:.-]?\s*"
_HALF = r"\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
_AFTER = r"(?=\s*(?:-\s*\d|-?[дт][аеөо]\w*\b|'[dt][ae]|-?[гғкқ][аеөо]\b|час|ч\b|мск|h\b|$|,|;|\)|\s[^\W\d_])|\.(?:\s|$)|\Z)"
_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?<![\d.:])(?P<h>{_H})(?:[:.](?P<m>{_M}))?{_HALF}",
        rf"(?<![\d.:])(?P<h>{_H}):(?P<m>{_M})(?![\d%])(?::\d\d)?",
        rf"(?<!\d)(?P<h>{_H})h(?P<m>{_M})\b",
        rf"(?<!\d)(?P<h>{_H})\s?(?:час\w*|сағат|саат)\s(?P<m>{_M})\s?(?:мин|мүн)\w*",
        rf"(?:{_CUE})(?P<h>{_H})[.-](?P<m>{_M})(?!\d|\.\d|%)",
        rf"(?<![\d.,:/№-])(?P<h>[01]\d|2[0-3]|\d)\.(?P<m>{_M})(?!\d|\.\d|%|\s*(?:x|cm|млн|млрд|тыс|million))(?=\s*-\s*\d\d\.\d\d|\s*(?:час|'[dt][ae]|-?[дт][аеөо]|-?[гғкқ][аеөо]\b|,|$|[\s)]|\.\s))",
        rf"(?<=[^\W\d_]/)(?P<h>{_H})\.(?P<m>{_M})(?!\d|\.\d|%)",
        rf"(?<=-)\s*(?P<h>{_H})\.(?P<m>{_M})(?!\d|\.\d|%)",
        rf"\b(?:saat|сағат|саат|соат|в|к|с|до)\s+(?P<h>{_H})(?=-?\s*(?:час|ч\b|[дт][аеөо]\b|'[dt][ae]))(?![.:]\d)",
        rf"\b(?:saat|сағат|саат)\s+(?P<h>{_H})(?![\d.:]|\s*-\s*\d)",
        r"\b(?P<noon>noon|midday|полдень|в полдень)\b",
        rf"\b(?:at|by|from)\s(?P<h>[01]\d|2[0-3])(?P<m>{_M})(?=\s*(?:hrs|hours))",
    )
)


@dataclass(frozen=True)
class Hour:
    """An hour, or a range of hours, in the text."""

    start: int
    end: int
    at: time
    until: time | None = None


def find(text: Text, days: list[Day]) -> list[Hour]:
    """Every hour of a text, in order; figures inside dates are none."""
    found: list[Hour] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text.low):
            hour = _read(match)
            if hour and not _lies_in(hour, days) and not _lies_in(hour, found):
                found.append(hour)
    return _join(sorted(found, key=lambda one: one.start), text.low)


def _read(match: re.Match[str]) -> Hour | None:
    part = match.groupdict()
    if part.get("noon"):
        return Hour(match.start(), match.end(), time(12))
    hour, minute = int(part["h"]), int(part["m"] or 0) if "m" in part else 0
    half = (part.get("half") or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24 and minute == 0:
        return Hour(match.start("h"), match.end(), time(23, 59))
    if hour > 23:
        return None
    return Hour(match.start("h"), match.end(), time(hour, minute))


def _lies_in(hour: Hour, others: list[Day] | list[Hour]) -> bool:
    return any(hour.start < one.end and one.start < hour.end for one in others)


def _join(hours: list[Hour], low: str) -> list[Hour]:
    joined: list[Hour] = []
    for hour in hours:
        last = joined[-1] if joined else None
        if last and last.until is None and _is_range(low[last.end : hour.start]):
            joined[-1] = Hour(last.start, hour.end, last.at, hour.at)
        else:
            joined.append(hour)
    return joined


def _is_range(between: str) -> bool:
    return bool(
        re.fullmatch(
            r"\s*(?:-|to|до|until|till)\s*(?:саат\w*|сағат\w*|saat)?\s*|-?[дт][аеөо]н\s+(?:саат\s+|сағат\s+)?|'?[dt][ae]n\s+(?:saat\s+)?",
            between,
        )
    )
