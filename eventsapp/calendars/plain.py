"""Texts and addresses made fit for calendars: NFC, no control signs, addresses in plain ASCII."""

import re
import unicodedata
from contextlib import suppress
from urllib.parse import quote

from werkzeug.urls import iri_to_uri

from eventsapp.mail.lines import one_line

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = ("Cc", "Cs")  # control signs, halves of surrogate pairs
_BIDI = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_ASCII = "".join(map(chr, range(33, 127)))


def line(text: str) -> str:
    """The text on one line."""
    return one_line(block(text))


def block(text: str) -> str:
    """The text with its lines and tabs, and nothing else that is no letter (RFC 5545 §3.3.11)."""
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    return "".join(sign for sign in text if sign in "\n\t" or _is_wanted(sign)).strip()


def uri(address: str) -> str:
    """The address as RFC 3986 has it: ASCII, without blanks and line ends."""
    address = line(address).replace(" ", "%20")
    with suppress(ValueError):  # a host or port that is none
        address = iri_to_uri(address)
    return quote(address, safe=_ASCII)


def mailto(address: str) -> str:
    """The address of a person as a URI."""
    return f"mailto:{quote(address, safe=_ASCII)}"


def _is_wanted(sign: str) -> bool:
    return sign not in _BIDI and unicodedata.category(sign) not in _UNWANTED
