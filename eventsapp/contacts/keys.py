"""By what contacts are found and known again: beginnings of words, addresses, numbers, names.

Keys are ordered by their bytes on every database, so that one index serves every beginning.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

import phonenumbers
from sqlalchemy import ColumnElement, String, and_
from sqlalchemy.orm import InstrumentedAttribute

from eventsapp.core import search

LONGEST = 80
LONGEST_OUTLET = 64
ORDERED = String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql")
_LAST = "\U0010ffff"  # after every letter
_PATRONYMIC = re.compile(r"\w{3,}(?:[oe]vich|[oe]vna|ichna|uli|ulu|kizi)")


class Kind(StrEnum):
    """What a key is made of. All but words tell one person from another."""

    WORD = "word"
    EMAIL = "email"
    PHONE = "phone"  # E.164
    NAME = "name"  # its words in order of the alphabet


SOUGHT = (Kind.WORD, Kind.EMAIL, Kind.PHONE)  # a name is found by its words


class Index(NamedTuple):
    """What a contact is found by: kept on its own row, and as keys."""

    outlet_key: str
    search_key: str
    keys: set[tuple[Kind, str]]


def index(
    names: Sequence[str],
    outlet: str,
    posts: Iterable[str],
    emails: Iterable[str],
    phones: Iterable[tuple[str, str | None]],
) -> Index:
    """What somebody is found by; phones as written and in E.164."""
    words = search.key([*names, outlet, *posts])
    keys = _keys(names, words.split(), emails, phones)
    return Index(outlet_key(outlet), words, keys)


def _keys(
    names: Iterable[str],
    words: Iterable[str],
    emails: Iterable[str],
    phones: Iterable[tuple[str, str | None]],
) -> set[tuple[Kind, str]]:
    keys = {(Kind.WORD, word) for word in words}
    keys |= {(Kind.NAME, name_key(name)) for name in names}
    for address in emails:
        keys |= {
            (Kind.EMAIL, address.lower()),
            (Kind.WORD, f"@{address.partition('@')[2].lower()}"),
        }
    for written, e164 in phones:
        keys |= {(Kind.PHONE, e164), (Kind.WORD, _national(e164))} if e164 else set()
        keys.add((Kind.WORD, digits(written)))
    return {(kind, text[:LONGEST]) for kind, text in keys if text}


def name_key(name: str) -> str:
    """The same for one name in another script or order, with or without the father's name.

    >>> name_key("Осмонов Канат Бекович") == name_key("Kanat Osmonov")
    True
    """
    words = search.fold(name).split()
    own = [word for word in words if not _PATRONYMIC.fullmatch(word)]
    return " ".join(sorted(own if len(own) > 1 else words))


def outlet_key(name: str) -> str:
    """The same for one outlet in another script or spelling; empty for no name.

    >>> outlet_key("Степной курьер") == outlet_key("STEPNOI KURER")
    True
    """
    folded = search.fold(name) or name
    is_long = len(folded) > LONGEST_OUTLET
    return hashlib.sha256(folded.encode()).hexdigest() if is_long else folded


def begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Whether a key begins with a text, so that the index of the keys answers."""
    text = text[:LONGEST]
    return and_(column >= text, column < text + _LAST)


def digits(written: str) -> str:
    """The digits of a number as written."""
    return "".join(sign for sign in written if sign.isdecimal())


def _national(e164: str) -> str:
    return str(phonenumbers.parse(e164).national_number)
