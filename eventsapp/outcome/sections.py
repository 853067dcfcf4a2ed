"""The sections of the Outcome tab: what each holds, and the words around it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.outcome import forms
from eventsapp.outcome.models import (
    AdoptedDecision,
    Coverage,
    Entry,
    Figure,
    LinkedDocument,
    Quote,
    WrittenQuestion,
)


@dataclass(frozen=True)
class Section:
    """One list of entries of the same kind."""

    model: type[Entry]
    form: type[forms.EntryForm]
    name: Any
    about: Any
    add: Any
    edit: Any


SECTIONS = {
    "quotes": Section(
        Quote,
        forms.QuoteForm,
        _l("Quotes"),
        _l("Who said what, with the post they held at the time."),
        _l("Add a quote"),
        _l("Edit the quote"),
    ),
    "figures": Section(
        Figure,
        forms.FigureForm,
        _l("Key figures"),
        _l("Numbers with what they count, how exactly, and their source."),
        _l("Add a figure"),
        _l("Edit the figure"),
    ),
    "documents": Section(
        LinkedDocument,
        forms.DocumentForm,
        _l("Linked documents"),
        _l("Letters, resolutions, strategies: number, date, signatory, footnotes."),
        _l("Add a document"),
        _l("Edit the document"),
    ),
    "decisions": Section(
        AdoptedDecision,
        forms.DecisionForm,
        _l("Decisions"),
        _l("What was decided, who answers for it, until when, in which stages."),
        _l("Add a decision"),
        _l("Edit the decision"),
    ),
    "coverage": Section(
        Coverage,
        forms.CoverageForm,
        _l("In the media"),
        _l("Reports by outlet, with link and date."),
        _l("Add a report"),
        _l("Edit the report"),
    ),
    "questions": Section(
        WrittenQuestion,
        forms.QuestionForm,
        _l("Questions answered in writing"),
        _l("What could not be answered on the spot."),
        _l("Add a question"),
        _l("Edit the question"),
    ),
}
