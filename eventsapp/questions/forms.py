"""What we ask about a question of a registration form."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms import SelectChoice as Choice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput

from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.questions import wording
from eventsapp.questions.models import FILES, WITH_OPTIONS, Asked, Kind, Question
from eventsapp.questions.services import QuestionDetails, answers_of
from eventsapp.web.fields import RecordForm, SomeLanguage, TextsField
from eventsapp.web.forms import Row

MOST_OPTIONS = 60


class OptionRow(Row):
    """One answer to choose."""

    key = HiddenField()
    labels = TextsField(_l("Answer"), longest=200)


class QuestionForm(RecordForm):
    """One question; what a kind has no use for is left out."""

    version = IntegerField(widget=HiddenInput(), default=0)
    labels = TextsField(
        _l("Question"), [SomeLanguage(_l("Write the question in one language at least."))],
        longest=500,
    )  # fmt: skip
    hints = TextsField(_l("Hint"), longest=500)
    options = FieldList(FormField(OptionRow), min_entries=2, max_entries=MOST_OPTIONS)
    is_required = BooleanField(_l("An answer is required"))
    asked = RadioField(
        _l("Where it is asked"),
        default=Asked.FORM.value,
    )
    categories = SelectMultipleField(
        _l("For whom"), [Optional()], coerce=int, option_widget=CheckboxInput()
    )
    condition = SelectField(_l("Ask it"), [Optional()])
    retention_days = IntegerField(
        _l("Days until the answers are erased"),
        [Optional(), NumberRange(0, 3650, _l("Enter a number of days from 0 to 3650."))],
    )

    def __init__(self, kind: Kind, earlier: Sequence[Question], standing: Question | None) -> None:
        super().__init__(data=_stored(standing) if standing else None)
        self.kind, self.earlier = kind, earlier
        self.asked.choices = [
            Choice(place.value, name)
            for place, name in wording.PLACES.items()
            if place is not Asked.DOOR or kind not in FILES
        ]
        self.condition.choices = [Choice("", _("Always")), *self._conditions()]
        if kind not in WITH_OPTIONS:
            del self.options

    def offer(self, ways: Sequence[tuple[int, str]]) -> None:
        """Offer these categories; where there is one, nobody has to choose."""
        self.categories.choices = [Choice(number, name) for number, name in ways]

    def validate(self, extra_validators: Any = None) -> bool:
        """There is something to choose from, and what it hangs on is asked in the same place."""
        super().validate(extra_validators)
        if "options" in self and len(self._options()) < 2:
            self.form_errors.append(_("Write at least two answers to choose from."))
        decides = next((each for each in self.earlier if each.id == self._condition()[0]), None)
        if decides and decides.asked.value != self.asked.data:
            self.condition.errors = [_("That question is asked in another place.")]
        return not self.errors

    def details(self) -> QuestionDetails:
        """The answers. Call only after the form has validated."""
        return QuestionDetails(
            kind=self.kind,
            labels=self.labels.data,
            hints=self.hints.data,
            options=self._options() if "options" in self else (),
            asked=Asked(self.asked.data),
            is_required=self.is_required.data,
            categories=self.categories.data or (),
            condition=self._condition() if self.condition.data else None,
            retention_days=self.retention_days.data,
        )

    def _options(self) -> list[tuple[str, Texts]]:
        rows = [row.form for row in self.options]
        return [(row.key.data or "", row.labels.data) for row in rows if row.labels.data]

    def _condition(self) -> tuple[int, str]:
        number, _colon, value = (self.condition.data or "").partition(":")
        return int(number or 0), value

    def _conditions(self) -> Iterator[Choice]:
        for question in self.earlier:
            name = wording.label(question)
            for key in answers_of(question):
                original = question.event.original_language
                words = wording.answer(question.kind, question.wording, key, original)
                only = _("Only after the answer “%(answer)s”", answer=words)
                yield Choice(f"{question.id}:{key}", only, optgroup=name)


def ways_of(categories: Sequence[Category], name_of: Any) -> list[tuple[int, str]]:
    """The categories with their names."""
    return [(each.id, name_of(each)) for each in categories]


def _stored(question: Question) -> dict[str, Any]:
    words = question.wording
    on = question.depends_on_id
    return {
        "version": question.version,
        "labels": words.labels,
        "hints": question.hints,
        "options": [{"key": one["key"], "labels": Texts(one["labels"])} for one in words.options],
        "is_required": question.is_required,
        "asked": question.asked.value,
        "categories": [each.id for each in question.categories],
        "condition": f"{on}:{question.depends_value}" if on else "",
        "retention_days": question.retention_days,
    }
