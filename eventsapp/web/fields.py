"""Fields that several packages ask with: tidy text, a text in five languages, rows to add and remove."""

import re
from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, FormField, StringField, TelField, TextAreaField
from wtforms.utils import unset_value
from wtforms.validators import Length, Optional, StopValidation

from eventsapp.core.texts import ENDONYMS, LANGUAGES, Texts
from eventsapp.web import locale
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language

SHOWN = "shown"  # the language whose texts the page showed
FEWEST_DIGITS = 3  # of a phone: 112
NO_NUMBER = _l("Enter a phone number like +996 500 000 000.")
ROWS = "rows"  # the button pressed: "add:phones", "remove:phones-1"
_UNSEEN = re.compile(  # controls, what is no sign, marks of direction, blanks without width; not joiners
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def line(text: str | None) -> str:
    """The text on one line, without control characters and changes of direction."""
    return " ".join(_UNSEEN.sub("", text or "").split())


def paragraphs(text: str | None) -> str:
    """The text with its line breaks, without control characters and changes of direction."""
    kept = _UNSEEN.sub("", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return kept.strip()


class LineField(StringField):
    """One line of text, tidied."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=[line], **options)


def names_number(phone: str) -> bool:
    """Whether there is something to call in it, however it is written."""
    return sum(each.isdecimal() for each in phone) >= FEWEST_DIGITS


class PhoneField(TelField):
    """A phone number as people write it, with or without country and extension."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, [Optional(), Length(max=60)], filters=[line], **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse words that name no number: nobody could call it."""
        if self.data and not names_number(self.data):
            raise StopValidation(str(NO_NUMBER))


class ParagraphsField(TextAreaField):
    """Text of several lines, tidied."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=[paragraphs], **options)


class TextsField(Field):
    """One text in five languages, one input each; `data` is a Texts of its own."""

    data: Texts

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        longest: int = 200,
        multiline: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, **options)
        self.longest = longest
        self.multiline = multiline
        self.language_errors: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take what was sent, language by language; else a copy of what is stored."""
        super().process(None, data, extra_filters)
        self.data = Texts({} if formdata else self.data)
        for language in LANGUAGES if formdata else ():
            sent = formdata.get(self.input_name(language))
            self.data.write(language, paragraphs(sent) if self.multiline else line(sent))

    def pre_validate(self, form: Any) -> None:
        """Refuse a text that is too long, naming its language."""
        for language, text in self.data.items():
            if len(text) > self.longest:
                self.language_errors[language] = _(
                    "Enter at most %(most)s characters.", most=self.longest
                )
        if self.language_errors:
            raise StopValidation(
                " ".join(f"{ENDONYMS[code]}: {why}" for code, why in self.language_errors.items())
            )

    def input_name(self, language: str) -> str:
        """The name of one language's input."""
        return f"{self.name}-{language}"

    def input_id(self, language: str, shown: str) -> str:
        """Its id; the shown language has the field's own, which the error summary links to."""
        return self.id if language == shown else f"{self.id}-{language}"


class SomeLanguage:
    """Validator: the text exists in at least one language."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a text that exists in no language."""
        if not field.data:
            raise StopValidation(str(self.message))


class RecordForm(Form):
    """A form of the desk with texts in five languages and rows that need no script."""

    def texts_fields(self) -> Iterator[TextsField]:
        """Its texts, those inside rows too."""
        yield from _texts_within(self)

    @property
    def shown_language(self) -> str:
        """Whose texts the page shows: one with an error, the one looked at last, the reader's.

        Where nothing is written in the reader's language, the one in which most is.
        """
        for field in self.texts_fields():
            if field.language_errors:
                return next(iter(field.language_errors))
        asked = request.form.get(SHOWN) or request.args.get(SHOWN)
        return asked if asked in LANGUAGES else self._best_written(current_language())

    def written(self, language: str) -> tuple[int, int]:
        """How many of its texts exist in a language, and how many exist at all."""
        fields = [field for field in self.texts_fields() if field.data]
        return sum(language in field.data for field in fields), len(fields)

    def rearranged(self) -> bool:
        """Whether a button for rows or another language was pressed: then nothing is saved."""
        act, _colon, name = request.form.get(ROWS, "").partition(":")
        if act == "add" and isinstance(self._fields.get(name), FieldList):
            _add_row(self._fields[name])
        elif act == "remove":
            _remove_row(self._fields.values(), name)
        return bool(act) or locale.is_switching()

    def _best_written(self, preferred: str) -> str:
        most = max(LANGUAGES, key=lambda language: self.written(language)[0])
        return most if self.written(most)[0] and not self.written(preferred)[0] else preferred

    @property
    def status(self) -> int:
        """The status of a page with this form: 422 when something is wrong with it."""
        return 422 if self.errors else 200


def original_of(texts: Texts, preferred: str) -> str:
    """The language to store as a record's original: the preferred one if it is written in it."""
    written = texts.languages()
    return preferred if preferred in written or not written else written[0]


def _texts_within(fields: Any) -> Iterator[TextsField]:
    for field in fields:
        if isinstance(field, TextsField):
            yield field
        elif isinstance(field, FieldList):
            yield from _texts_within(field.entries)
        elif isinstance(field, FormField):
            yield from _texts_within(field.form)


def _add_row(field: Any) -> None:
    if field.max_entries is None or len(field.entries) < field.max_entries:
        field.append_entry()


def _remove_row(fields: Any, name: str) -> None:
    for field in fields:
        if isinstance(field, FieldList):
            field.entries[:] = [entry for entry in field.entries if entry.name != name]
