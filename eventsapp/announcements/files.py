"""The text of a dropped file: .txt, .docx, .pdf, .eml, .html, or a page copied from a browser.

Whatever the file holds, the answer is a text or Unreadable; bombs are refused before unpacking.
"""

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from flask_babel import lazy_gettext as _l

from eventsapp.announcements import pdfs
from eventsapp.core.errors import Refusal

LARGEST = 5 * 1024 * 1024  # bytes of a file
UNPACKED = 5 * 1024 * 1024  # bytes that the words of a .docx may unpack to
LONGEST_TEXT = 400_000  # signs kept

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN = f"{_WORD}t"
_BLANKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n"}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "article",
        "td",
        "th",
        "dt",
        "dd",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "footer",
        "aside",
        "svg",
        "iframe",
        "form",
    ]
)
_ENCODINGS = ("utf-8-sig", "cp1251", "cp1254")


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
    read = _reader(name.lower(), data)
    text = read(data).replace("\r\n", "\n").replace("\x00", " ")
    if not re.search(r"\w{2}", text):
        raise Unreadable
    return re.sub(r"[^\S\n]{2,}", " ", re.sub(r"\n{3,}", "\n\n", text))[:LONGEST_TEXT].strip()


def holds_macros(data: bytes) -> bool:
    """Whether an office file brings programs with it; none of them is run here."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.endswith("vbaProject.bin") for name in archive.namelist())
    return False


def _reader(name: str, data: bytes) -> Callable[[bytes], str]:
    if data.startswith(b"%PDF"):
        return _pdf
    if data.startswith(b"PK\x03\x04"):
        return _docx
    if name.endswith(".eml"):
        return _mail
    start = data[:2000].lstrip().lower()
    if name.endswith((".html", ".htm")) or start.startswith((b"<!doctype html", b"<html")):
        return _page
    return _plain


def _plain(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4000]:
        raise Unreadable
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")


def _docx(data: bytes) -> str:
    """The paragraphs of a .docx; macros, links and pictures in it are never touched."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            about = archive.getinfo("word/document.xml")
            if about.file_size > UNPACKED:
                raise TooLarge
            with archive.open(about) as part:
                xml = part.read(UNPACKED)
        if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
            raise Unreadable  # entities are how an XML bomb grows
        paragraphs = ET.fromstring(xml).iter(f"{_WORD}p")  # noqa: S314 -- no entities, see above
        return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)
    except (KeyError, zipfile.BadZipFile, ET.ParseError, NotImplementedError, OSError):
        raise Unreadable from None
    except RuntimeError:  # the archive is encrypted
        raise Locked from None


def _runs(paragraph: ET.Element) -> list[str]:
    return [
        node.text or "" if node.tag == _RUN else _BLANKS[node.tag]
        for node in paragraph.iter()
        if node.tag == _RUN or node.tag in _BLANKS
    ]


def _pdf(data: bytes) -> str:
    try:
        return pdfs.read(data)
    except pdfs.Locked:
        raise Locked from None
    except pdfs.Unreadable:
        raise Unreadable from None


def _mail(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Unreadable
    try:
        content = body.get_content()
    except (LookupError, ValueError, KeyError):
        raise Unreadable from None
    text = _Words.read(content) if body.get_content_subtype() == "html" else content
    return f"{message.get('subject', '')}\n{text}"


def _page(data: bytes) -> str:
    return _Words.read(_plain(data))


class _Words(HTMLParser):
    """The words of a page, a line for each block; scripts, menus and footers left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    @classmethod
    def read(cls, page: str) -> str:
        """The text of a page."""
        parser = cls()
        parser.feed(page)
        parser.close()
        lines = "".join(parser.parts).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\n", " "))
