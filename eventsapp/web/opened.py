"""A form that knows what it was filled from: nobody saves over another's change unawares."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from flask_babel import gettext as _
from wtforms import Field, FieldList, HiddenField

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS, LANGUAGES, Texts
from eventsapp.web.fields import RecordForm, TextsField
from eventsapp.web.locale import current_language


class Saved(NamedTuple):
    """One field as somebody else has saved it, in words; a text with its language."""

    label: str
    text: str
    language: str = ""


class OpenedForm(RecordForm):
    """A form of a stored record; `opened` is a digest of what the record held when it was opened."""

    opened = HiddenField()

    stored: Mapping[str, Any] = {}
    theirs: tuple[Saved, ...] = ()  # what another has saved and this form would undo

    def note_stored(self, stored: Mapping[str, Any]) -> None:
        """Remember what the record holds now, by the names of the fields."""
        self.stored = stored
        if stored:
            self.opened.data = self.opened.data or digest(stored)

    def is_overtaken(self) -> bool:
        """Whether saving would undo what another has saved since. Sent once more, it may."""
        present = digest(self.stored)
        if self.stored and self.opened.data != present:
            self.theirs = tuple(_differing(self, self.stored))
            self.opened.data = present
        return bool(self.theirs)

    @property
    def is_orphaned(self) -> bool:
        """Whether it was opened on a record that somebody has removed since."""
        return bool(self.opened.data) and not self.stored

    @property
    def status(self) -> int:
        """That of any form; 409 where another has saved meanwhile."""
        return 409 if self.theirs else super().status


def digest(stored: Mapping[str, Any]) -> str:
    """The same for the same values, and for no others."""
    told = repr(sorted((name, _plain(value)) for name, value in stored.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Texts):
        return sorted(value.items())
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return sorted((name, _plain(each)) for name, each in value.items())
    return value


def _differing(form: OpenedForm, stored: Mapping[str, Any]) -> Iterator[Saved]:
    for name, value in stored.items():
        field, label = form[name], str(form[name].label.text)
        if isinstance(field, TextsField):
            yield from _texts(label, field.data, value)
        elif _words(field, field.data) != (words := _words(field, value)):
            yield Saved(label, words)


def _texts(label: str, mine: Texts, theirs: Texts) -> Iterator[Saved]:
    for code in LANGUAGES:
        if mine.get(code) != theirs.get(code):
            yield Saved(f"{label}, {ENDONYMS[code]}", theirs.get(code, ""), code)


def _words(field: Field, value: Any) -> str:
    """A value as people read it."""
    if isinstance(field, FieldList):
        return "; ".join(filter(None, (_row(each) for each in value or ())))
    if choices := getattr(field, "choices", None):
        chosen = [str(each) for each in (value if isinstance(value, list) else [value])]
        return ", ".join(str(each.label) for each in choices if str(each.value) in chosen)
    return _word(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, time):
        return dates.clock(value)
    if not isinstance(value, date):
        return "" if value is None else str(value)
    day = dates.short(value, current_language())
    return f"{day}, {dates.clock(value)}" if isinstance(value, datetime) else day


def _row(row: Any) -> str:
    """A row of a list: its texts in every language, then what else it says."""
    if isinstance(row, Texts):
        return ", ".join(row[code] for code in row.languages())
    told = {name: value for name, value in row.items() if name != "id" and value}
    texts = [_row(Texts(value)) for value in told.values() if isinstance(value, Mapping)]
    others = sorted(name for name, value in told.items() if not isinstance(value, Mapping))
    return ", ".join([*filter(None, texts), *(_word(told[name]) for name in others)])
