"""The report as a PDF: the same numbers, drawn as bars."""

from typing import Any

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.documents import house, making
from eventsapp.documents.content import masthead
from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.words import clean, joined
from eventsapp.events.models import Event
from eventsapp.outcome.models import Coverage
from eventsapp.reports.content import Report, report
from eventsapp.web.locale import current_language, speaking


def pdf(event: Event, language: str) -> bytes:
    """The report in one language. Raises NotMade."""
    with speaking(language):
        made = report(event)
        data = masthead(event, Kind.REPORT) | {
            "numbers": [_row(row) for row in made.numbers],
            "plots": [
                {"title": plot.title, "rows": [_row(row) for row in plot.rows]}
                for plot in made.plots
            ],
            "rating": _rating(made),
            "coverage": [_reported(each) for each in made.coverage],
            "words": {"coverage": _("In the media")},
        }
    own = house.bring(event.organisation, Kind.REPORT, Format.PDF, language)
    return making.typeset(making.LAYOUTS[Kind.REPORT], data, own)


def _row(row: Any) -> dict[str, Any]:
    return {"label": clean(row.label), "number": row.number}


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
