"""One folded key per record, so that Osmonov finds Осмонов and Актобе finds Ақтөбе.

Key and query go through the same steps: case and letter variants of the five languages, then
one Cyrillic-to-Latin table, then the coarse pairs in which transliterations differ.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute

_CYRILLIC = dict(zip("абвгдзийклмнопрстуфхцыэ", "abvgdziiklmnoprstufhcie", strict=True))
_KAZAKH_KYRGYZ = dict(zip("әғқңөұүһіё", "agknouuhie", strict=True))  # as their nearest Russian ones
_LONGER = {
    "е": "e",
    "ж": "j",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ъ": "",
    "ь": "",
    "ю": "iu",
    "я": "ia",
}
_TURKISH = dict(zip("ığöüâîû", "igouaiu", strict=True)) | {"ç": "ch", "ş": "sh", "ß": "ss"}
_LETTERS = str.maketrans(_CYRILLIC | _KAZAKH_KYRGYZ | _LONGER | _TURKISH)
_COARSE = (
    ("shch", "sh"), ("zh", "j"), ("kh", "h"), ("ts", "c"), ("dzh", "j"), ("dj", "j"),
    ("gh", "g"), ("yu", "iu"), ("ya", "ia"), ("yo", "e"), ("ye", "e"),
    ("q", "k"), ("w", "v"), ("x", "ks"), ("y", "i"), ("ii", "i"),
)  # fmt: skip
_WORD = re.compile(r"\w+")
SHORT = 4  # letters of a term that has to begin a word: osh lies in poshta, which is no city


def rules() -> dict[str, Any]:
    """What a device needs that searches without us: the tables of `fold`, and which terms are short.

    Letters are replaced first, then pairs.
    """
    letters = {chr(one): other for one, other in _LETTERS.items()}
    return {"letters": letters, "pairs": _COARSE, "short": SHORT}


@lru_cache(maxsize=1024)  # outlets, posts and bodies come again and again
def fold(text: str) -> str:
    """The text as the search sees it: words in plain Latin letters and digits, one space apart."""
    text = unicodedata.normalize("NFKC", text).replace("İ", "i").casefold()
    text = text.translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for wide, narrow in _COARSE:
        text = text.replace(wide, narrow)
    return " ".join(_WORD.findall(text))


def key(parts: Iterable[str | None]) -> str:
    """The search key of a record from its texts, in every language it has them in."""
    words: dict[str, None] = {}
    for part in parts:
        words.update(dict.fromkeys(fold(part or "").split()))
    return " ".join(words)


def terms(query: str, *, most: int = 8) -> list[str]:
    """The folded words of a query; a record matches when its key has each of them."""
    return fold(query).split()[:most]


def begins_word(column: InstrumentedAttribute[Any], term: str) -> ColumnElement[bool]:
    """Whether a word of a column of keys begins with a term."""
    first = column.startswith(term, autoescape=True)
    return or_(first, column.contains(f" {term}", autoescape=True))


def mentions(column: InstrumentedAttribute[Any], term: str) -> ColumnElement[bool]:
    """Whether a column of keys has a term: a short one where a word begins, a longer one anywhere."""
    if len(term) > SHORT:
        return column.contains(term, autoescape=True)
    return begins_word(column, term)


def has(key: str, term: str) -> bool:
    """The same of one key."""
    return term in key if len(term) > SHORT else f" {term}" in f" {key}"
