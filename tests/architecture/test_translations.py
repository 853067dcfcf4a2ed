"""Every text stands in every language, plurals included, with the same placeholders."""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from tools.translations import LANGUAGES, ROOT, extract, path_of, read_catalogue

SOURCES = (
    ("eventsapp", "python", "**.py"),
    ("templates", "jinja2", "**.html"),
    ("templates", "jinja2", "**.txt"),
)
KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def texts() -> Catalog:
    return extract()


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_every_text(texts, language):
    catalogue = _catalogue(language)

    missing = [
        text.id
        for text in texts
        if text.id and not _is_filled(catalogue.get(text.id, text.context))
    ]

    assert missing == []


def test_no_text_stands_alone_and_with_a_plural():
    """A catalogue holds one of the two: what stands alone would be said with a number in it."""
    alone, counted = set(), set()
    for source, method, ending in SOURCES:
        found = extract_from_dir(ROOT / source, [(ending, method)], keywords=KEYWORDS)
        for _file, _line, text, _comments, context in found:
            words = text if isinstance(text, tuple) else (text,)
            (alone if len(words) == 1 else counted).add((context, words[0]))

    assert len(counted) > 100
    assert alone & counted == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language):
    wrong = [
        (message.id, translation)
        for message in _catalogue(language)
        for translation in _strings(message.string)
        if message.id
        and translation
        and not _placeholders(translation) <= _placeholders(*_strings(message.id))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_singular_translations_lose_no_placeholder(language):
    lost = [
        message.id
        for message in _catalogue(language)
        if message.id
        and isinstance(message.id, str)
        and message.string
        and _placeholders(message.id) != _placeholders(message.string)
    ]

    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_marked_fuzzy(language):
    assert [message.id for message in _catalogue(language) if message.id and message.fuzzy] == []


def _catalogue(language: str) -> Catalog:
    return read_catalogue(path_of(language), language)


def _is_filled(message: Message | None) -> bool:
    return message is not None and all(_strings(message.string))


def _strings(text) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text,)


def _placeholders(*texts: str) -> set[str]:
    return {found for text in texts for found in PLACEHOLDER.findall(text)}
