"""VTIMEZONE text: the rule a zone follows now, and nothing before it.

Outlook makes one yearly rule out of whatever stands there, other clients read every line. One
regime is what all of them read alike; an hour of an earlier regime, or one that the clocks show
twice, is therefore written in UTC (`is_local`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1970, 2037  # beyond, zone data only repeat themselves
STEP = timedelta(days=7)  # no regime is shorter
FEWEST_YEARS = 12  # a yearly rule holds: by then "the last Friday" and "the fourth" differ
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """The clocks of a zone being moved at an instant."""

    at: datetime  # UTC
    before: timedelta
    after: timedelta
    name: str

    @property
    def local(self) -> datetime:
        """What the clocks showed as they were moved: RFC 5545 §3.6.5, time in TZOFFSETFROM."""
        return (self.at + self.before).replace(tzinfo=None)

    @property
    def habit(self) -> tuple:
        """What is the same each year when this is done by a rule."""
        local = self.local
        return local.month, local.weekday(), local.time(), self.before, self.after

    @property
    def weeks(self) -> frozenset[int]:
        """Which of its month's Sundays (or other days) it is: 2, or -1 for the last, or both."""
        local = self.local
        last = {-1} if (local + timedelta(days=7)).month != local.month else set()
        return frozenset(last | {(local.day - 1) // 7 + 1})


@dataclass(frozen=True)
class Regime:
    """What a zone's clocks do since an instant: one offset, or summer time by a yearly rule."""

    since: datetime
    text: str


def is_local(instant: datetime, zone: str) -> bool:
    """Whether calendars may be told this instant as an hour of its zone, not of UTC."""
    known = regime(zone)
    local = instant.astimezone(ZoneInfo(zone))
    is_repeated = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return known is not None and instant >= known.since and not is_repeated


def text(zone: str) -> str:
    """The VTIMEZONE of a zone, right for every instant that `is_local` lets through."""
    known = regime(zone)
    return known.text if known else ""


@lru_cache(maxsize=600)
def regime(zone: str) -> Regime | None:
    """What a zone does now, or None where no rule says it: in UTC itself, by the lunar calendar."""
    if zone == "UTC" or zone.startswith("Etc/"):
        return None
    changes = list(_changes(ZoneInfo(zone)))
    if not changes or changes[-1].at.year < LAST_YEAR - 1:
        return _steady(zone, changes)
    return _yearly(zone, changes)


def _steady(zone: str, changes: list[_Change]) -> Regime:
    now = datetime(LAST_YEAR, 1, 1, tzinfo=ZoneInfo(zone))
    offset = now.utcoffset() or timedelta()
    since = changes[-1].at if changes else datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - offset
    before = changes[-1].before if changes else offset
    last = _Change(since, before, offset, now.tzname() or "")
    return Regime(since, _written(zone, [_observance("STANDARD", last)]))


def _yearly(zone: str, changes: list[_Change]) -> Regime | None:
    years = [list(group) for _year, group in groupby(changes, key=lambda each: each.local.year)]
    held = [years[-1]]
    weeks = [change.weeks for change in years[-1]]
    for earlier in reversed(years[:-1]):
        common = [old & change.weeks for old, change in zip(weeks, earlier, strict=False)]
        same = [each.habit for each in earlier] == [each.habit for each in held[-1]]
        if not same or not all(common):
            break
        held.append(earlier)
        weeks = common
    if len(held) < FEWEST_YEARS:
        return None
    first = held[-1]
    parts = [
        _observance(_season(change), change, _rule(change, min(which)))
        for change, which in zip(first, weeks, strict=True)
    ]
    return Regime(first[0].at, _written(zone, parts))


def _season(change: _Change) -> str:
    return "DAYLIGHT" if change.after > change.before else "STANDARD"


def _rule(change: _Change, week: int) -> str:
    local = change.local
    return f"RRULE:FREQ=YEARLY;BYMONTH={local.month};BYDAY={week}{DAYS[local.weekday()]}"


def _observance(kind: str, change: _Change, rule: str = "") -> list[str]:
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{change.local:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{change.name}",
        rule,
        f"END:{kind}",
    ]
    return [line for line in lines if line]


def _written(zone: str, observances: list[list[str]]) -> str:
    inner = [line for observance in observances for line in observance]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *inner, "END:VTIMEZONE"]
    return "".join(f"{line}\r\n" for line in lines)


def _offset(shift: timedelta) -> str:
    seconds = int(shift.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}"


def _changes(zone: ZoneInfo) -> Iterator[_Change]:
    """Every move of a zone's clocks from FIRST_YEAR to the end of LAST_YEAR."""
    start, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (FIRST_YEAR, LAST_YEAR + 1))
    moments = [start + STEP * number for number in range((end - start) // STEP + 2)]
    for earlier, later in pairwise(moments):
        before = earlier.astimezone(zone).utcoffset() or timedelta()
        if later.astimezone(zone).utcoffset() != before:
            at = _moved(zone, earlier, later)
            local = at.astimezone(zone)
            yield _Change(at, before, local.utcoffset() or timedelta(), local.tzname() or "")


def _moved(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first instant, to the second, at which the offset differs from that of `before`."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
