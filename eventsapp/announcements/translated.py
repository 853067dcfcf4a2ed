"""The other languages of a text: ticked and corrected on the screen, then texts of the event."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField
from wtforms.validators import AnyOf, Length, Optional

from eventsapp.announcements.reading import noise
from eventsapp.announcements.reading.findings import Reading, Span, Version
from eventsapp.core.texts import ENDONYMS, LANGUAGES
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Row


class VersionRow(Row):
    """One more language: its title, and what it calls the place."""

    keep = BooleanField(_l("Use this part as the text in this language"))
    language = HiddenField(validators=[AnyOf(LANGUAGES)])
    title = LineField(_l("Title"), [Optional(), Length(max=300)])
    venue_name = LineField(_l("Name of the venue"), [Optional(), Length(max=200)])

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return ENDONYMS.get(self.language.data or "", "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that a language which is kept has a title."""
        if super().validate(extra_validators) and self.keep.data and not self.title.data:
            self.title.errors = [_("Enter the title.")]
        return not self.errors


class VersionsPart:
    """The rows of the screen; `CheckForm` takes them over."""

    versions = FieldList(FormField(VersionRow), max_entries=len(LANGUAGES) - 1)

    def kept(self, language: str) -> Iterator[VersionRow]:
        """The rows that are ticked, but for one in the language of the event itself."""
        for row in self.versions:
            if row.form.keep.data and row.form.language.data != language:
                yield row.form

    def titles(self, language: str, title: str) -> dict[str, str]:
        """The titles by language, that of the event first."""
        return {language: title} | {
            row.language.data: row.title.data for row in self.kept(language)
        }

    def venue_names(self, language: str, name: str) -> dict[str, str]:
        """The names of the place by language."""
        names = {row.language.data: row.venue_name.data for row in self.kept(language)}
        return {language: name} | {code: words for code, words in names.items() if words}

    def descriptions(self, language: str, text: str, reading: Reading) -> dict[str, str]:
        """The parts of the text by language; what no language keeps stays with the event's own."""
        lines = _lines(reading)
        codes = [row.language.data for row in self.kept(language) if row.language.data in lines]
        others = {code: noise.clean(text, only=lines[code]) for code in codes}
        without = [line for code in codes for line in lines[code]]
        return {language: noise.clean(text, without=without)} | others


def as_found(reading: Reading) -> list[dict[str, Any]]:
    """The rows as they were found."""
    found: list[Version] = [one.value for one in reading.versions]
    return [
        {
            "keep": True,
            "language": one.language,
            "title": one.title[:300],
            "venue_name": one.venue[:200],
        }
        for one in found
    ]


def _lines(reading: Reading) -> dict[str, tuple[Span, ...]]:
    return {found.value.language: found.value.lines for found in reading.versions}
