"""Messages as they go on the wire: MIME parts, encoded headers, addresses in ASCII.

Written by hand, because the standard library takes longer for it than a mail server for the
letter, and loses or glues words of long Cyrillic subjects. Every line is ASCII and short.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import Row

from eventsapp.core import qr
from eventsapp.mail import inbox_addresses, one_click
from eventsapp.mail.addresses import ascii_address, own_address
from eventsapp.mail.lines import one_line
from eventsapp.mail.models import Message
from eventsapp.mail.services import unsubscribe_url
from eventsapp.organisations import senders

_LINE = 76  # characters of base64: RFC 2045 §6.8
_MOST = 75  # characters of an encoded word: RFC 2047 §2
_LONGEST_WORD = 60  # that surely goes on a line with the header's name
_FILES = {"CANCEL": "cancel", "PUBLISH": "event"}  # by calendar method; else invite
_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_OBJECT_END = re.compile(rb"(?<=\nEND:VCALENDAR\r\n)")  # of each: a longer line has a space before
Paper = tuple[str, bytes]  # name and content of a PDF


@dataclass(frozen=True)
class Letter:
    """A message ready for the wire: envelope and bytes, free of the database."""

    id: int
    name: str  # of the file, when letters go into a folder
    sender: str  # of the envelope: where it is returned to
    recipient: str
    content: bytes


def compose(message: Message | Row[Any], *, now: datetime, paper: Paper | None = None) -> Letter:
    """Make the letter of a message, or of its row, whose calendar object has been built.

    Raises BadAddress when the recipient cannot be addressed.
    """
    recipient = ascii_address(message.recipient)
    sender = own_address()
    return_path = inbox_addresses.return_path(message.id) if inbox_addresses.is_on() else sender
    own = message.sender_address or ""
    origin = own if senders.is_allowed(own) else sender  # the setting may have changed meanwhile
    headers = _headers(message, origin, recipient, now)
    head = "".join(f"{name}: {value}\n" for name, value in headers.items())
    content = head.replace("\n", "\r\n").encode("ascii") + _body(message, paper)
    file = f"{message.id:08}-{message.template.replace('/', '-')}.eml"
    return Letter(message.id, file, return_path, recipient, content)


def _body(message: Message | Row[Any], paper: Paper | None) -> bytes:
    """mixed[ alternative[ plain, related[ html, QR ], calendar ], application/ics, PDF ]."""
    parts, files = [_text("plain", message.text), _html(message)], []
    method = message.calendar_method
    objects = [each for each in _OBJECT_END.split(message.calendar or b"") if each]
    if objects and method != "PUBLISH":
        # The calendar is the last alternative, without a disposition: RFC 6047 §2.4
        kind = f'text/calendar; charset="utf-8"; method="{method}"'
        parts.append(_part(kind, objects[0]))
    files += [_file("application/ics", name, each) for name, each in _named(objects, method)]
    if paper:
        files.append(_file("application/pdf", *paper))
    words = _multipart("alternative", parts)
    return _multipart("mixed", [words, *files]) if files else words


def _named(objects: list[bytes], method: str) -> Iterator[tuple[str, bytes]]:
    """Calendar objects with the names of their files: invite.ics, or invite-1.ics, cancel-2.ics."""
    for number, each in enumerate(objects, 1):
        own = _METHOD.search(each)
        name = _FILES.get(own[1].decode() if own else method, "invite")
        yield (f"{name}-{number}.ics" if len(objects) > 1 else f"{name}.ics"), each


def _file(kind: str, name: str, content: bytes) -> bytes:
    disposition = f'Content-Disposition: attachment; filename="{name}"'
    return _part(f'{kind}; name="{name}"', content, disposition)


def _html(message: Message | Row[Any]) -> bytes:
    html = _text("html", message.html)
    if not message.qr_text:
        return html
    disposition = 'Content-Disposition: inline; filename="entry-code.png"'
    picture = _part("image/png", qr.png(message.qr_text), "Content-ID: <entry-code>", disposition)
    return _multipart("related", [html, picture])


def _text(subtype: str, text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    canonical = "\r\n".join(lines)  # before base64: RFC 2045 §6.8
    return _part(f'text/{subtype}; charset="utf-8"', canonical.encode())


def _part(kind: str, content: bytes, *headers: str) -> bytes:
    """Headers and content of a part, in base64: no line too long, none that looks like another."""
    head = (f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *headers, "", "")
    whole = b2a_base64(content, newline=False)
    lines = [whole[at : at + _LINE] for at in range(0, len(whole), _LINE)]
    return "\r\n".join(head).encode() + b"\r\n".join([*lines, b""])


def _multipart(subtype: str, parts: list[bytes]) -> bytes:
    """Parts between lines that cannot occur in them: there is no underscore in base64."""
    boundary = f"=_{subtype}_="
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'
    inner = b"".join(b"--%b\r\n%b" % (boundary.encode(), part) for part in parts)
    return head.encode() + inner + f"--{boundary}--\r\n".encode()


def _headers(
    message: Message | Row[Any], sender: str, recipient: str, now: datetime
) -> dict[str, str]:
    site = current_app.config["SITE_NAME"]
    headers = {
        "From": _address("From", _name(message.sender_name) or site, sender),
        "To": _address("To", _name(message.recipient_name), recipient),
        "Subject": _encoded("Subject", message.subject),
        "Date": format_datetime(now),
        "Message-ID": f"<{message.message_id}>",
        "MIME-Version": "1.0",
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",  # RFC 3834 §5
        "X-Auto-Response-Suppress": "All",  # Exchange's word for the same
    }
    if message.reply_to:
        headers["Reply-To"] = ascii_address(message.reply_to)
    if message.is_optional:
        headers |= one_click.headers(unsubscribe_url(message))
    return headers | {name: one_line(value) for name, value in message.headers.items()}


def _name(text: str) -> str:
    """A person's or body's name; without an @, which looks like a forgery."""
    return one_line(text.replace("@", " "))


def _address(header: str, name: str, address: str) -> str:
    if _goes_as_it_is(name):
        return formataddr((name, address))
    return f"{_encoded(header, name)}\n <{address}>"


@lru_cache(maxsize=1000)  # the same sender and subject in all letters about an event
def _encoded(header: str, text: str) -> str:
    """The text of a header, in folded RFC 2047 words where it is not ASCII."""
    text = one_line(text)
    charset = "us-ascii" if _goes_as_it_is(text) else "utf-8"
    return Header(text, charset, header_name=header, maxlinelen=_MOST).encode()


def _goes_as_it_is(text: str) -> bool:
    """Whether a header needs no encoded words: ASCII that folds, and is not read as one of them."""
    folds = all(len(word) <= _LONGEST_WORD for word in text.split())
    return text.isascii() and folds and "=?" not in text
