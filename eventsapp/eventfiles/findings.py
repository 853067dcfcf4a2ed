"""What is found in a file: one event a line, and why a line cannot be taken over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.events.times import is_skipped

LARGEST = 2 * 1024 * 1024  # bytes of a file
MOST = 500  # events of a file, each date of those that repeat counted
YEARS = range(1990, 2100)
LONGEST_TITLE, LONGEST_TEXT, LONGEST_PLACE = 300, 20_000, 300


class Unreadable(Refusal):
    """The file is no calendar that can be read."""

    message = _l(
        "This is not a calendar file. Choose an .ics file, or the JSON feed of a Dateline."
    )
    status = 422


class TooMany(Refusal):
    """The file holds more than is taken over at once."""

    message = _l("The file holds more than 500 events. Export a shorter period.")
    status = 422


@dataclass(frozen=True, kw_only=True)
class Found:
    """One event of a file. Times are those of the wall in `zone`; a day event has only days."""

    uid: str
    title: str
    starts: datetime | None = None
    ends: datetime | None = None  # a day event: its last day
    zone: str = ""
    has_hours: bool = True
    description: str = ""
    place: str = ""
    url: str = ""
    rule: str = ""  # the repeat rule it comes of
    note: str = ""  # what was not taken over of it
    fault: str = ""  # why it cannot be taken over at all


def wall(moment: datetime, home: str) -> tuple[datetime, str]:
    """A moment as the clocks of its own zone show it; without a zone known by name, as at home."""
    if moment.tzinfo is None:
        return moment, home
    zone = getattr(moment.tzinfo, "key", "")
    if zone in ("", "UTC", "Etc/UTC"):
        return moment.astimezone(ZoneInfo(home)).replace(tzinfo=None), home
    return moment.replace(tzinfo=None), zone


def checked(found: Found) -> Found:
    """The same within our limits, with its fault if it has one; an end without sense is dropped."""
    fault = found.fault or next((words() for is_wrong, words in _FAULTS if is_wrong(found)), "")
    ends = found.ends
    if (
        found.starts
        and ends
        and (ends < found.starts or (found.has_hours and ends == found.starts))
    ):
        ends = None
    return replace(
        found,
        uid=found.uid[:255],
        title=_plain(found.title)[:LONGEST_TITLE],
        description=_plain(found.description)[:LONGEST_TEXT],
        place=" ".join(_plain(found.place).split())[:LONGEST_PLACE],
        url=found.url[:1000] if found.url.startswith(("https://", "http://")) else "",
        ends=ends,
        fault=fault,
    )


def last_day(first: datetime, after: datetime) -> datetime | None:
    """The last day of a day event whose end is the day after it; none where it has one day."""
    last = after - timedelta(days=1)
    return last if last > first else None


def _plain(text: str) -> str:
    kept = (sign for sign in text if sign in "\n\t" or sign.isprintable())
    return "".join(kept).strip()


_FAULTS: tuple[tuple[Callable[[Found], bool], Callable[[], str]], ...] = (
    (lambda found: not found.title.strip(), lambda: _("It has no title.")),
    (lambda found: found.starts is None, lambda: _("It has no start that can be read.")),
    (
        lambda found: bool(found.starts and found.starts.year not in YEARS),
        lambda: _("Its year is not between 1990 and 2099."),
    ),
    (
        lambda found: bool(
            found.starts and found.has_hours and is_skipped(found.starts, found.zone)
        ),
        lambda: _("Its hour does not exist in its time zone."),
    ),
)
