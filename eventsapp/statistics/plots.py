"""The counts as plots: rows of a label and a number, which a page draws and a file lists."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.kinds import KINDS
from eventsapp.statistics import queries
from eventsapp.statistics.queries import Period
from eventsapp.web.locale import current_language, read

KEYS = ("months", "types", "turnout", "outlets", "lead", "languages", "cities")
LEADS = (1, 3, 7, 14)  # days before the start
LEAD_NAMES = (
    _l("On the same day"),
    _l("1 to 2 days"),
    _l("3 to 6 days"),
    _l("7 to 13 days"),
    _l("14 days and more"),
)


class Look(StrEnum):
    """How a plot is drawn."""

    COLUMNS = "columns"  # along time
    BARS = "bars"  # a ranking


class Row(NamedTuple):
    """One number with its label, and what stands below a narrow column instead of it."""

    label: str
    number: int
    short: str = ""


@dataclass(frozen=True)
class Plot:
    """One plot; `key`, one of KEYS, names it in addresses and file names."""

    key: str
    title: str
    unit: str  # heading of the numbers
    look: Look
    rows: Sequence[Row]

    @property
    def shows(self) -> bool:
        """Whether there is anything to see."""
        return any(row.number for row in self.rows)


@dataclass(frozen=True)
class Summary:
    """A period in three numbers; None where there is nothing to count."""

    events: int
    came_percent: int | None
    lead_days: int | None  # the median


def summary(period: Period, *, now: datetime) -> Summary:
    """How many events, how many of the expected came, how early events were announced."""
    counted, leads = queries.turnout(period, now), queries.lead_days(period)
    return Summary(
        events=sum(number for _type, number in queries.by_type(period)),
        came_percent=round(100 * counted.came / counted.expected) if counted.expected else None,
        lead_days=round(median(leads)) if leads else None,
    )


def plots(period: Period, *, now: datetime) -> list[Plot]:
    """Every plot of a period, in the language that is spoken; some may have nothing to show."""
    events, people = _("Events"), pgettext("heading of numbers", "People")
    return [
        Plot("months", _("Events by month"), events, Look.COLUMNS, list(_months(period))),
        Plot("types", _("Events by type"), events, Look.BARS, list(_types(period))),
        Plot("turnout", _("Who came"), people, Look.BARS, list(_turnout(period, now))),
        Plot("outlets", _("Accredited, by outlet"), people, Look.BARS, list(_outlets(period))),
        Plot("lead", _("How early events were announced"), events, Look.COLUMNS, _leads(period)),
        Plot("languages", _("Registered, by language"), people, Look.BARS, list(_spoken(period))),
        Plot("cities", _("Events by city"), events, Look.BARS, list(_cities(period))),
    ]


def _months(period: Period) -> Iterator[Row]:
    """Each month of the period, the empty ones too."""
    counted, month = queries.by_month(period), period.first.replace(day=1)
    while month <= period.last:
        number, language = counted.get((month.year, month.month), 0), current_language()
        yield Row(dates.month_year(month, language), number, dates.short_month(month, language))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _types(period: Period) -> Iterator[Row]:
    return (Row(str(KINDS[type_].name), number) for type_, number in queries.by_type(period))


def _turnout(period: Period, now: datetime) -> Iterator[Row]:
    counted = queries.turnout(period, now)
    if counted.events:
        yield Row(_("Came"), counted.came)
        yield Row(_("Had a place and did not come"), counted.missed)


def _leads(period: Period) -> list[Row]:
    numbers = [0] * len(LEAD_NAMES)
    for days in queries.lead_days(period):
        numbers[bisect(LEADS, days)] += 1
    return [Row(str(name), number) for name, number in zip(LEAD_NAMES, numbers, strict=True)]


def _spoken(period: Period) -> Iterator[Row]:
    return (Row(ENDONYMS[code], number) for code, number in queries.by_language(period))


def _outlets(period: Period) -> Iterator[Row]:
    return (Row(*each) for each in queries.by_outlet(period))


def _cities(period: Period) -> Iterator[Row]:
    return (Row(read(names), number) for names, number in queries.by_city(period))
