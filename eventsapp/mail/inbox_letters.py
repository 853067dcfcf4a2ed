"""Incoming letters, read with care: whatever is in them was written by strangers."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from functools import cached_property
from html import unescape

import nh3
from flask import current_app

from eventsapp.mail.inbox_sources import MOST_BYTES
from eventsapp.mail.lines import one_line

REPORTS = ("message/delivery-status", "message/feedback-report")  # RFC 3464, RFC 5965
MOST_PARTS = 100  # the parser descends once for each
MOST_HOPS = 40  # Received lines; more is a loop
MOST_OF_ADDRESS = 254  # characters: RFC 5321 §4.5.3.1.3
DIRECTED_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")


class Unreadable(ValueError):
    """A letter to put aside; the text says why."""


@dataclass(frozen=True)
class Letter:
    """One incoming letter."""

    message: Message
    digest: str  # of its bytes

    @cached_property
    def sender(self) -> str:
        """The one address of From in small letters; empty where there is none, or several."""
        found = _addresses(self.message, "From")
        return found[0] if len(found) == 1 else ""

    @cached_property
    def recipients(self) -> frozenset[str]:
        """The addresses it was directed to, in small letters."""
        return frozenset(
            address for name in DIRECTED_TO for address in _addresses(self.message, name)
        )

    @cached_property
    def is_automatic(self) -> bool:
        """Whether a machine wrote it: nothing is ever sent in answer to it (RFC 3834 §2)."""
        submitted = _text(self.message, "Auto-Submitted").partition(";")[0].strip().lower()
        precedence = _text(self.message, "Precedence").strip().lower()
        return (
            submitted not in ("", "no")
            or precedence in ("bulk", "list", "junk")
            or self.message["List-Id"] is not None
            or _text(self.message, "Return-Path").strip() == "<>"
        )

    @property
    def subject(self) -> str:
        """The subject on one line."""
        return _text(self.message, "Subject")

    @property
    def text(self) -> str:
        """What a person wrote, as plain text."""
        kinds = {part.get_content_type(): part for part in reversed(list(self.parts()))}
        if "text/plain" in kinds:
            return words(kinds["text/plain"]).strip()
        html = words(kinds["text/html"]) if "text/html" in kinds else ""
        return unescape(nh3.clean(html, tags=set())).strip()

    def parts(self) -> Iterator[Message]:
        """Its parts at any depth, without those of a letter inside it."""
        return _parts(self.message)

    def is_authentic(self) -> bool:
        """Whether our own mail server says that From is no forgery (RFC 8601, RFC 7489).

        Only the first Authentication-Results of the server named by INBOX_AUTHSERV_ID counts.
        """
        server, domain = current_app.config["INBOX_AUTHSERV_ID"], self.sender.rpartition("@")[2]
        for line in self.message.get_all("Authentication-Results", []):
            own, *results = _bare(str(line)).split(";")
            if server and own.split()[:1] == [server.lower()]:
                return bool(domain) and any(_vouches(each.split(), domain) for each in results)
        return False


def read(raw: bytes) -> Letter:
    """The letter of these bytes. Raises Unreadable for what is too large, too deep or in a loop.

    Of returned mail the beginning is enough: the report stands before the letter that came back.
    """
    if raw.lower().count(b"content-type") > MOST_PARTS:
        raise Unreadable("too many parts")
    message = message_from_bytes(raw)  # the older classes: the newer raise on hostile headers
    if not message.keys():
        raise Unreadable("no letter")
    if len(message.get_all("Received", [])) > MOST_HOPS:
        raise Unreadable("in a loop")
    if len(raw) > MOST_BYTES and not _begins_with_report(message):
        raise Unreadable("too large")
    return Letter(message, hashlib.sha256(raw).hexdigest())


def words(part: Message) -> str:
    """A part's text, in the charset it names as far as that is one."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        text = raw.decode(str(part.get_param("charset", "utf-8")), "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    return text.replace("\0", "")  # which no database takes


def _begins_with_report(message: Message) -> bool:
    """Whether a letter that was cut off has its whole report: something stands after it."""
    *whole, _cut = _parts(message)
    return any(part.get_content_type() in REPORTS for part in whole)


def _parts(message: Message) -> Iterator[Message]:
    if message.get_content_maintype() != "multipart":
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _addresses(message: Message, name: str) -> list[str]:
    lines = [str(line) for line in message.get_all(name, [])]
    found = (address.lower() for _name, address in getaddresses(lines))
    return [each for each in found if _is_address(each)]


def _is_address(text: str) -> bool:
    return "@" in text and len(text) <= MOST_OF_ADDRESS and text.isprintable()


def _text(message: Message, name: str) -> str:
    value = str(message.get(name, ""))
    try:
        return one_line(str(make_header(decode_header(value))))
    except (ValueError, LookupError):  # a charset or encoding that is none
        return one_line(value)


def _bare(line: str) -> str:
    """A header in small letters, without quoted words and comments."""
    line = _QUOTED.sub("", line)
    while (shorter := _COMMENT.sub("", line)) != line:
        line = shorter
    return line.lower()


def _vouches(result: list[str], domain: str) -> bool:
    """Whether one result of a server's checks stands for a domain."""
    signed = {word.rpartition("@")[2] for word in _values(result, "header.i")}
    signed |= set(_values(result, "header.d"))
    if result[:1] == ["dmarc=pass"]:
        return domain in _values(result, "header.from")
    aligned = any(domain == each or domain.endswith(f".{each}") for each in signed if each)
    return result[:1] == ["dkim=pass"] and aligned


def _values(result: list[str], name: str) -> list[str]:
    pairs = (word.partition("=") for word in result)
    return [value for key, _equals, value in pairs if key == name]
