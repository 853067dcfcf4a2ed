"""A field of a form for each kind of question, and its answer as text: out of the field, into it."""

from collections.abc import Callable, Sequence
from datetime import date, time
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms import SelectChoice as Choice
from wtforms.validators import Email, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from eventsapp.core import images, papers
from eventsapp.core.errors import Refusal
from eventsapp.core.papers import Upload
from eventsapp.events.form_times import DayField, HourField
from eventsapp.questions import wording
from eventsapp.questions.models import NO, YES, Kind, Question
from eventsapp.web.countries import COUNTRIES, country
from eventsapp.web.fields import LineField, ParagraphsField, PhoneField, line
from eventsapp.web.locale import reading_order

MOST = 2**31 - 1
ON_ONE_PAGE = 7  # answers to choose from; more of them fold into a list


class PaperField(FileField):
    """A PDF or a picture; `upload` is what of it can be kept, once it is found to be one."""

    upload: Upload | None = None
    photo_only = False

    def pre_validate(self, form: Any) -> None:
        """Look at what was sent, not at its name."""
        if not getattr(self.data, "filename", ""):
            return
        try:
            with self.data.stream as stream:  # a large one lies in a file of its own
                self.upload = papers.read(stream, photo_only=self.photo_only)
        except Refusal as refusal:
            raise ValidationError(str(refusal.message)) from None


class PhotoField(PaperField):
    """A picture of one person, higher than wide."""

    photo_only = True

    def pre_validate(self, form: Any) -> None:
        """The same, and upright."""
        super().pre_validate(form)
        if self.upload and not images.is_upright(BytesIO(self.upload.data)):
            self.upload = None
            raise ValidationError(_("The photo must be higher than wide, like in a passport."))


def make(question: Question) -> Any:
    """The field that asks a question, still to be bound to a form."""
    return _MAKERS[question.kind](question, wording.label(question))


def read(field: Any, kind: Kind) -> str:
    """The answer in a field that has validated, as it is stored; empty where there is none."""
    if kind is Kind.YES_NO:
        return YES if field.data else NO
    if kind is Kind.MANY:
        return " ".join(field.data or ())
    if kind is Kind.TIME:
        return field.data.strftime("%H:%M") if field.data else ""
    if isinstance(field, PaperField):
        return line(field.data.filename)[-100:] if field.upload else ""
    return "" if field.data is None else str(field.data)


def fill(kind: Kind, value: str) -> Any:
    """A stored answer as the data of its field; None for a file, which is not sent back."""
    return _FILLERS.get(kind, str)(value) if value else None


def _line(_question: Question, label: str) -> Any:
    return LineField(label, [Optional(), Length(max=300)])


def _text(_question: Question, label: str) -> Any:
    return ParagraphsField(label, [Optional(), Length(max=3000)])


def _number(_question: Question, label: str) -> Any:
    return IntegerField(label, [Optional(), NumberRange(-MOST, MOST)])


def _yes_no(_question: Question, label: str) -> Any:
    return BooleanField(label)


def _one(question: Question, label: str) -> Any:
    options = _options(question)
    if len(options) <= ON_ONE_PAGE:
        return RadioField(label, [Optional(), _OneOf()], choices=options, validate_choice=False)
    return SelectField(label, [Optional()], choices=[Choice("", _("Choose")), *options])


def _many(question: Question, label: str) -> Any:
    return SelectMultipleField(
        label, [Optional()], choices=_options(question), option_widget=CheckboxInput()
    )


def _date(_question: Question, label: str) -> Any:
    return DayField(label, [Optional()])


def _time(_question: Question, label: str) -> Any:
    return HourField(label, [Optional()])


def _country(_question: Question, label: str) -> Any:
    named = [Choice(code, country(code)) for code in COUNTRIES]
    return SelectField(label, [Optional()], choices=[Choice("", _("Choose")), *named])


def _phone(_question: Question, label: str) -> Any:
    return PhoneField(label)


def _email(_question: Question, label: str) -> Any:
    shape = Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False)
    return EmailField(label, [Optional(), Length(max=254), shape], filters=[line])


def _file(_question: Question, label: str) -> Any:
    return PaperField(label)


def _photo(_question: Question, label: str) -> Any:
    return PhotoField(label)


class _OneOf:
    """Validator: one of the answers offered. Nothing chosen is not for it to judge."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse any other."""
        if field.data not in [choice.value for choice in field.choices]:
            raise ValidationError(field.gettext("Not a valid choice."))


def _options(question: Question) -> list[Choice]:
    words, languages = question.wording, reading_order(question.event.original_language)
    return [Choice(key, words.option(key, languages).text) for key in words.keys]


def _whole(value: str) -> int:
    return int(value)


def _ticked(value: str) -> bool:
    return value == YES


def _keys(value: str) -> Sequence[str]:
    return value.split()


def _nothing(_value: str) -> None:
    return None


_FILLERS: dict[Kind, Callable[[str], Any]] = {
    Kind.NUMBER: _whole,
    Kind.YES_NO: _ticked,
    Kind.MANY: _keys,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: time.fromisoformat,
    Kind.FILE: _nothing,
    Kind.PHOTO: _nothing,
}
_MAKERS: dict[Kind, Callable[[Question, str], Any]] = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.COUNTRY: _country,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.FILE: _file,
    Kind.PHOTO: _photo,
}
