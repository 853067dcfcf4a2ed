"""The text of a dropped file: .txt, .docx, .pdf, .eml, .html, or a page copied from a browser.

Whatever the file holds, the answer is a text or Unreadable, and comes within two seconds.
"""

import io
import re
import zipfile
from contextlib import suppress

from flask_babel import lazy_gettext as _l

from eventsapp.announcements import apart
from eventsapp.core.errors import Refusal

LARGEST = 5 * 1024 * 1024  # bytes of a file
LONGEST_TEXT = 400_000  # signs kept


class Unreadable(Refusal):
    """No text can be taken from this file."""

    message = _l("This file cannot be read. Copy its text and paste it here.")
    status = 422


class TooLarge(Unreadable):
    """The file is larger than any announcement."""

    message = _l("The file is too large. Files up to 5 MB can be read.")


class Locked(Unreadable):
    """The file asks for a password."""

    message = _l("The file is protected by a password. Copy its text and paste it here.")


def text_of(name: str, data: bytes) -> str:
    """The text of a file, whatever its name says it is. Raises Unreadable."""
    if len(data) > LARGEST:
        raise TooLarge
    text = _words(name.lower(), data).encode(errors="replace").decode()
    text = text.replace("\r\n", "\n").replace("\x00", " ")
    if not re.search(r"\w{2}", text):
        raise Unreadable
    return re.sub(r"[^\S\n]{2,}", " ", re.sub(r"\n{3,}", "\n\n", text))[:LONGEST_TEXT].strip()


def holds_macros(data: bytes) -> bool:
    """Whether an office file brings programs with it; none of them is run here."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    broken = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError)
    with suppress(*broken), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.endswith("vbaProject.bin") for name in archive.namelist())
    return False


def _words(name: str, data: bytes) -> str:
    kind = _kind(name, data)
    try:
        return apart.read(kind, data) if kind else apart.plain(data)
    except apart.Locked:
        raise Locked from None
    except apart.TooLarge:
        raise TooLarge from None
    except apart.Unreadable:
        raise Unreadable from None


def _kind(name: str, data: bytes) -> str:
    """What it is by its own first bytes, else by its name; empty for plain text."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if name.endswith(".eml"):
        return "mail"
    start = data[:2000].lstrip().lower()
    is_page = name.endswith((".html", ".htm")) or start.startswith((b"<!doctype html", b"<html"))
    return "page" if is_page else ""
