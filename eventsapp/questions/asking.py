"""Forms that ask the questions of an event besides their own fields."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from flask_babel import gettext as _

from eventsapp.core.papers import Upload
from eventsapp.questions import fields, queries, wording
from eventsapp.questions.models import FILES, YES, Kind, Question
from eventsapp.web.forms import Form


@dataclass(frozen=True)
class Given:
    """One answer as it was given; without a value it takes back an earlier one."""

    question_id: int
    revision: int  # of the words it was given to
    value: str = ""
    upload: Upload | None = None
    file_key: str = ""  # under which the upload was stored


@dataclass(frozen=True)
class Ask:
    """A question as a page shows it: with its field, and the question it hangs on."""

    question: Question
    field: Any
    earlier: Question | None

    @property
    def hint(self) -> str:
        """The sentence below it."""
        return wording.hint(self.question)

    @property
    def condition(self) -> str:
        """When it is asked at all; empty: always."""
        return wording.condition(self.question, self.earlier) if self.earlier else ""


class AskingForm(Form):
    """A form that may ask questions; `asking` makes the one for an event."""

    questions: Sequence[Question] = ()
    insists = True  # on what is required
    kept_files: Collection[int] = ()  # questions that have been answered with a file before
    way: int | None = None  # the category of the person, where the form does not ask for it

    @classmethod
    def asking(cls, questions: Sequence[Question]) -> type[Self]:
        """This form with a field for each question."""
        made = {name_of(each): fields.make(each) for each in questions}
        return type(cls.__name__, (cls,), {**made, "questions": questions}) if made else cls

    @staticmethod
    def filled(questions: Sequence[Question], values: Mapping[int, str]) -> dict[str, Any]:
        """Stored answers as the data of the form's fields."""
        told = [each for each in questions if values.get(each.id)]
        return {name_of(each): fields.fill(each.kind, values[each.id]) for each in told}

    @property
    def file_questions(self) -> set[int]:
        """The questions that are answered with a file."""
        return {each.id for each in self.questions if each.kind in FILES}

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is well with the fields and with the questions that are to be asked."""
        super().validate(extra_validators)
        asked = self._asked()
        for question in self.questions:
            field = self[name_of(question)]
            if question not in asked:
                field.errors = []
            elif self.insists and question.is_required and not self._is_told(question):
                field.errors = [*field.errors, _lacks(question)]
        return not self.errors

    def given(self) -> list[Given]:
        """The answers. Call only after the form has validated.

        A question that is not asked any more has no answer either; a file is kept until
        another one comes.
        """
        asked = self._asked()
        given = []
        for question in self.questions:
            field, is_asked = self[name_of(question)], question in asked
            upload = field.upload if is_asked and question.kind in FILES else None
            if is_asked and question.kind in FILES and not upload:
                continue
            value = fields.read(field, question.kind) if is_asked else ""
            given.append(Given(question.id, question.revision, value, upload))
        return given

    def asks(self) -> list[Ask]:
        """The questions as a page shows them."""
        by_id = {each.id: each for each in self.questions}
        return [
            Ask(each, self[name_of(each)], by_id.get(each.depends_on_id or 0))
            for each in self.questions
        ]

    def _asked(self) -> list[Question]:
        values = {
            each.id: fields.read(self[name_of(each)], each.kind)
            for each in self.questions
            if each.kind not in FILES
        }
        category = self["category_id"].data if "category_id" in self else self.way
        return list(queries.asked(self.questions, category, values))

    def _is_told(self, question: Question) -> bool:
        field = self[name_of(question)]
        if field.errors:
            return True  # which say enough
        if question.kind in FILES:
            return field.upload is not None or question.id in self.kept_files
        value = fields.read(field, question.kind)
        return value == YES if question.kind is Kind.YES_NO else bool(value)


def name_of(question: Question) -> str:
    """The name of its field."""
    return f"question_{question.id}"


def _lacks(question: Question) -> str:
    if question.kind is Kind.YES_NO:
        return _("Tick this to go on.")
    if question.kind in FILES:
        return _("Choose a file.")
    return _("Answer this question.")
