"""Texts that exist in several languages, and the choice of the one a reader gets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import JSON, Dialect, TypeDecorator
from sqlalchemy.ext.mutable import MutableDict

LANGUAGES = ("kk", "ky", "ru", "en", "tr")
ENDONYMS = {
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "ru": "Русский",
    "en": "English",
    "tr": "Türkçe",
}


class Text(NamedTuple):
    """A text and the language it is in; prints as the text alone."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Texts(MutableDict[str, str]):
    """One text in the languages in which it exists: `{"kk": "…", "ky": "…"}`, never an empty value.

    >>> Texts(kk="Ақтөбе", en="Aktobe").read(["tr", "en"])
    Text(text='Aktobe', language='en')
    """

    def __init__(self, values: Mapping[str, str] | None = None, **more: str) -> None:
        given = dict(values or {}) | more
        super().__init__({key: value for key, value in given.items() if value})

    @classmethod
    def coerce(cls, key: str, value: Any) -> "Texts | None":
        """Accept a plain mapping where a Texts is expected."""
        return value if value is None or isinstance(value, cls) else cls(value)

    def read(self, languages: Iterable[str]) -> Text:
        """The text in the first of these languages that has one, else in any; empty if none."""
        for language in (*languages, *LANGUAGES):
            if self.get(language):
                return Text(self[language], language)
        return Text("", next(iter(languages), "en"))

    def languages(self) -> list[str]:
        """The languages in which it exists, in the order of the installation."""
        return [language for language in LANGUAGES if self.get(language)]

    def write(self, language: str, text: str | None) -> None:
        """Set one language's text; an empty one removes the language."""
        if text:
            self[language] = text
        else:
            self.pop(language, None)

    def every(self) -> Iterator[str]:
        """All its texts, for search keys."""
        yield from self.values()


def reworded(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The languages in which a text says something else now; one that is added says nothing else.

    >>> reworded({"en": "Hall 1", "ru": "Зал 1"}, {"en": "Hall 2", "ru": "Зал 1", "tr": "Salon 2"})
    {'en'}
    """
    return {code for code, text in before.items() if after.get(code, text) != text}


class _TranslatedJSON(TypeDecorator[Texts]):
    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> dict[str, str]:
        return dict(value or {})

    def process_result_value(self, value: Any, dialect: Dialect) -> Texts:
        return Texts(value or {})


Translated = Texts.as_mutable(_TranslatedJSON())  # column type: mapped_column(Translated, …)
