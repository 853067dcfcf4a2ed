"""Quotes, figures and decisions of an announcement: ticked and corrected on the screen, then kept."""

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import Length, Optional

from eventsapp.announcements.reading.findings import Mark, Reading
from eventsapp.core.texts import Texts
from eventsapp.outcome.kinds import QUALIFIERS, Qualifier
from eventsapp.outcome.models import AdoptedDecision, Entry, Figure, Quote, Stage
from eventsapp.web.fields import LineField, ParagraphsField
from eventsapp.web.forms import Row

MOST_FIGURES, MOST_QUOTES = 30, 12
_STAGE = re.compile(r"^\s*(?P<year>(?:19|20|21)\d\d)\s*[:–—-]\s*(?P<text>\S.*)$")


class FigureRow(Row):
    """A number given as a fact."""

    keep = BooleanField(_l("Show this figure"))
    qualifier = SelectField(
        _l("How exact"), choices=[Choice(one.value, words) for one, words in QUALIFIERS.items()]
    )
    number = LineField(lazy_pgettext("a quantity", "Number"), [Optional(), Length(max=60)])
    unit = LineField(_l("What is counted"), [Optional(), Length(max=300)])


class QuoteRow(Row):
    """What somebody said."""

    keep = BooleanField(_l("Show this quote"))
    name = LineField(_l("Full name"), [Optional(), Length(max=200)])
    post = LineField(_l("Post at the time"), [Optional(), Length(max=300)])
    text = ParagraphsField(_l("What they said"), [Optional(), Length(max=4000)])
    way = SelectField(
        _l("How it is given"),
        choices=[
            Choice("direct", _l("Word for word, in quotation marks")),
            Choice("indirect", _l("In indirect speech")),
        ],
    )


class FactsPart:
    """The rows of the screen; `CheckForm` takes them over."""

    figures = FieldList(FormField(FigureRow), max_entries=MOST_FIGURES)
    quotes = FieldList(FormField(QuoteRow), max_entries=MOST_QUOTES)
    decision = ParagraphsField(_l("Decision"), [Optional(), Length(max=2000)])
    stages = ParagraphsField(_l("Stages"), [Optional(), Length(max=8000)])

    def entries(self, language: str) -> Iterator[Entry]:
        """What is ticked, as records of the event."""
        for row in self.quotes:
            if row.form.keep.data and row.form.name.data and row.form.text.data:
                yield _quote(row.form, language)
        for row in self.figures:
            if row.form.keep.data and row.form.number.data:
                yield _figure(row.form, language)
        if self.decision.data:
            yield AdoptedDecision(
                texts=Texts({language: self.decision.data}), stages=self._stages(language)
            )

    def _stages(self, language: str) -> list[Stage]:
        """One a line: the year, a colon, what is to be done."""
        lines = [line.strip() for line in (self.stages.data or "").splitlines() if line.strip()]
        stages = []
        for position, line in enumerate(lines):
            found = _STAGE.match(line)
            words = found["text"] if found else line
            year = int(found["year"]) if found else None
            stages.append(Stage(position=position, horizon=year, texts=Texts({language: words})))
        return stages


def as_found(reading: Reading) -> dict[str, Any]:
    """The rows as they were found; ticked is what the text leaves no doubt about."""
    return {
        "figures": [
            {
                "keep": found.mark is Mark.SURE and bool(found.value.unit),
                "qualifier": found.value.qualifier or Qualifier.EXACT.value,
                "number": found.value.number,
                "unit": found.value.unit,
            }
            for found in reading.figures[:MOST_FIGURES]
        ],
        "quotes": [
            {
                "keep": found.mark is Mark.SURE,
                "name": found.value.name,
                "post": found.value.post[:300],
                "text": found.value.text,
                "way": "direct" if found.value.is_direct else "indirect",
            }
            for found in reading.quotes[:MOST_QUOTES]
        ],
        "decision": reading.decision.value[:2000] if reading.decision else "",
        "stages": "\n".join(f"{one.value.year}: {one.value.text}" for one in reading.stages),
    }


def _quote(row: Any, language: str) -> Quote:
    return Quote(
        names=Texts({language: row.name.data}),
        posts=Texts({language: row.post.data}),
        texts=Texts({language: row.text.data}),
        is_direct=row.way.data == "direct",
    )


def _figure(row: Any, language: str) -> Figure:
    return Figure(
        number=row.number.data,
        qualifier=Qualifier(row.qualifier.data),
        units=Texts({language: row.unit.data}),
    )
