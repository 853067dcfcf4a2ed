"""The report as a file: the same numbers, drawn as bars."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.documents import house, making
from eventsapp.documents.content import masthead
from eventsapp.documents.kinds import MEDIA_TYPES, Format, Kind
from eventsapp.documents.words import clean, joined
from eventsapp.events.models import Event
from eventsapp.outcome.models import Coverage
from eventsapp.reports.content import Report, Row, report
from eventsapp.web.locale import current_language, speaking


def make(event: Event, form: Format, language: str) -> making.File:
    """The report in one language. Raises NotMade."""
    own = house.bring(event.organisation, Kind.REPORT, form, language)
    side = _content(event, language)
    data = {"sides": [side]} if form is Format.DOCX else side
    return making.File(
        making.name(event, Kind.REPORT, form, [language]),
        MEDIA_TYPES[form],
        making.typeset(making.LAYOUTS[Kind.REPORT], data, own, form),
    )


def _content(event: Event, language: str) -> dict[str, Any]:
    with speaking(language):
        made = report(event)
        return masthead(event, Kind.REPORT) | {
            "numbers": _rows(made.numbers),
            "plots": [{"title": plot.title, "rows": _rows(plot.rows)} for plot in made.plots],
            "rating": _rating(made),
            "coverage": [_reported(each) for each in made.coverage],
            "words": {"coverage": _("In the media")},
        }


def _rows(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Labels and numbers, with the length of the bar in hundredths of the longest."""
    most = max((row.number for row in rows), default=0) or 1
    return [
        {
            "label": clean(row.label),
            "number": row.number,
            "hundredths": round(100 * row.number / most),
        }
        for row in rows
    ]


def _rating(made: Report) -> str:
    if not made.rating.number:
        return ""
    return _(
        "How was it? %(average)s of 5, answered by %(number)d.",
        average=made.rating.average,
        number=made.rating.number,
    )


def _reported(each: Coverage) -> str:
    day = dates.without_weekday(each.published_on, current_language()) if each.published_on else ""
    return joined(each.outlet, each.title, day, each.url)
