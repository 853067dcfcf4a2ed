"""How figures and documents are named in one line."""

import re
from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.core.numerals import ablative
from eventsapp.core.texts import Text
from eventsapp.outcome.kinds import QUALIFIED, Qualifier
from eventsapp.outcome.models import Figure, Footnote, LinkedDocument
from eventsapp.web.locale import current_language

QUOTATION_MARKS = {"en": ("“", "”"), "tr": ("“", "”")}  # else «…»


def figure_number(figure: Figure) -> str:
    """The number as it is meant: "over 28 thousand", with the ending that a language asks for."""
    number = figure.number
    if figure.qualifier in (Qualifier.OVER, Qualifier.UNDER):
        number = ablative(number, current_language())
    return str(QUALIFIED[figure.qualifier] % {"number": number})


def reference(document: LinkedDocument | Footnote) -> str:
    """Number and day of an act: "No. 249 of 28 March 2023"; empty where neither is known."""
    return _reference(document.number, document.dated_on)


def reply_reference(document: LinkedDocument) -> str:
    """The same of what a letter answers."""
    return _reference(document.reply_number, document.reply_dated_on)


def note_reference(note: Footnote, text: str) -> str:
    """Number and day of the act in a footnote; empty where its own words name them."""
    named = re.search(rf"(?:№|\bNo\.?)\s*{re.escape(note.number)}(?!\w)", text)
    return "" if note.number and named else reference(note)


def by_adoption(documents: Sequence[LinkedDocument], *, adopted: bool) -> list[LinkedDocument]:
    """Those adopted at the event, or the others."""
    return [each for each in documents if each.is_adopted is adopted]


def _reference(number: str, dated_on: date | None) -> str:
    day = dates.without_weekday(dated_on, current_language()) if dated_on else ""
    if number and day:
        return _("No. %(number)s of %(day)s", number=number, day=day)
    return _("No. %(number)s", number=number) if number else day


def quoted(quote: Text) -> str:
    """The words in the quotation marks of their language."""
    start, end = QUOTATION_MARKS.get(quote.language, ("«", "»"))
    return f"{start}{quote.text}{end}"
