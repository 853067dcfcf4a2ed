"""The dateline of an event: day numeral, weekday and month, hours, zone, place, in one language.

It opens every screen and every mail. All its parts are text, ready to be shown.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.events.models import Event, Precision
from eventsapp.events.place import place_line, short_place

COLOURS = {
    "press": "#4355DE",
    "council": "#178263",
    "board": "#7E4CA6",
    "visit": "#B5375B",
    "seminar": "#2F7CA1",
    "round": "#8A6A12",
    "ceremony": "#C2502A",
    "tour": "#5B6B1F",
}  # the type colours of static/css/tokens.css, for mails


@dataclass(frozen=True)
class Dateline:
    """What `email/_dateline` and the cards show."""

    day: str  # "04"
    weekday_month: str  # "Friday, December 2026"
    full_day: str  # "Friday 4 December 2026", or from day to day
    hours: str  # "12:00 to 13:30"; empty where the hour is not known
    zone_line: str  # "Osh time (UTC+6)"
    doors: str  # "11:30"; empty where not stated
    place: str  # the whole line
    short_place: str  # "Osh, Press Centre"
    colour: str  # of the type
    remark: str = ""  # what is not known yet, or the last of several days

    @property
    def when(self) -> str:
        """Day and hours in one line: `Friday 4 December 2026, 12:00 to 13:30`."""
        return f"{self.full_day}, {self.hours}" if self.hours else self.full_day


def dateline(event: Event, language: str) -> Dateline:
    """The dateline in a language; call it while that language is spoken (`locale.speaking`)."""
    start = event.local_starts_at.date()
    order = [language, event.original_language]
    return Dateline(
        day=f"{start.day:02}",
        weekday_month=dates.weekday_month_year(start, language),
        full_day=_full_day(event, language),
        hours=_hours(event, language) if event.has_hours else "",
        zone_line=zone_line(event, language) if event.has_hours else "",
        doors=dates.clock(event.local_doors_at) if event.local_doors_at else "",
        place=place_line(event, order),
        short_place=short_place(event, order),
        colour=COLOURS[event.kind.family],
        remark=_remark(event, language),
    )


def zone_line(event: Event, language: str) -> str:
    """Whose clocks show the hours: `Osh time (UTC+6)`, or the offset alone without a city."""
    offset = dates.offset(event.starts_at, event.timezone)
    city = event.city.names.read([language, event.original_language]).text if event.city else ""
    return _("%(city)s time (%(offset)s)", city=city, offset=offset) if city else offset


def last_day(event: Event) -> date:
    """The day on which it ends, in its zone."""
    if event.local_ends_at is None:
        return event.local_starts_at.date()
    return event.local_ends_at.date()


def spans_days(event: Event) -> bool:
    """Whether it has several days, and does not merely end after midnight."""
    if event.has_hours:
        return dates.spans_days(event.local_starts_at, event.local_ends_at)
    return last_day(event) > event.local_starts_at.date()


def _remark(event: Event, language: str) -> str:
    if event.precision is Precision.UNCERTAIN:
        return _("Date to be confirmed")
    if spans_days(event):
        return _("until %(day)s", day=dates.day_month(last_day(event), language))
    return "" if event.has_hours else _("Hour to be announced")


def _full_day(event: Event, language: str) -> str:
    first, last = event.local_starts_at.date(), last_day(event)
    if spans_days(event):
        written = dates.day_range(first, last, language)
    else:
        written = dates.full(first, language)
    uncertain = event.precision is Precision.UNCERTAIN
    return _("%(day)s, date to be confirmed", day=written) if uncertain else written


def _hours(event: Event, language: str) -> str:
    return dates.clock_range(event.local_starts_at, event.local_ends_at, language)
