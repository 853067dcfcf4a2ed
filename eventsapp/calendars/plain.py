"""Texts and addresses made fit for calendars: NFC, no control signs, addresses in plain ASCII."""

import re
import unicodedata
from contextlib import suppress
from urllib.parse import quote

from werkzeug.urls import iri_to_uri

from eventsapp.mail.addresses import BadAddress, ascii_address

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control signs, but for tab and line end
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reverse the reading
    "\ud800-\udfff\ufffe\uffff]"  # halves of surrogate pairs, and what is no sign
)
_ADDRESS = re.compile(r"https?://[a-z0-9.:-]+/[\w./?=&%-]*", re.ASCII)  # what most are
_ASCII = "".join(map(chr, range(33, 127)))


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(block(text).split())


def block(text: str) -> str:
    """The text with its lines and tabs, without signs that calendars cannot hold."""
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    return _UNWANTED.sub("", text).strip()


def uri(address: str) -> str:
    """The address as RFC 3986 has it: ASCII, without blanks and line ends."""
    if _ADDRESS.fullmatch(address):
        return address
    address = line(address).replace(" ", "%20")
    with suppress(ValueError):  # a host or port that is none
        address = iri_to_uri(address)
    return quote(address, safe=_ASCII)


def mailto(address: str) -> str:
    """The address of a person as a URI, spelt as mail to them is: clients look for their own."""
    with suppress(BadAddress):
        address = ascii_address(address)
    return f"mailto:{quote(address, safe=_ASCII)}"
