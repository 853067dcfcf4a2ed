"""The words of a file, read in a process of its own: PDF, .docx, mail, page.

A file of a few kilobytes can hold what takes minutes to read, or all memory, or breaks the library
that reads it. That process is not ours, and gets as much memory and time as an honest file needs.
"""

import email
import email.policy
import json
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET

MOST_PAGES = 30
MOST_MEMORY = 1024**3  # bytes
MOST_SECONDS = 1.5  # of the processor; then a signal ends it
ENOUGH_SECONDS = 0.8  # of the clock, after which no further page is begun
PATIENCE = 1.7  # seconds of the clock, so that even a busy machine answers within two
UNPACKED = 5 * 1024 * 1024  # bytes that the words of a .docx may unpack to

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


class Unreadable(ValueError):
    """No such file, a broken one, or one that needs more than it gets."""


class Locked(Unreadable):
    """It asks for a password."""


class TooLarge(Unreadable):
    """It unpacks to more than any announcement."""


REFUSALS = {each.__name__: each for each in (Unreadable, Locked, TooLarge)}


def read(kind: str, data: bytes) -> str:
    """The words of a file of one of the KINDS. Raises Unreadable."""
    try:
        ended = subprocess.run(  # noqa: S603 -- a program of ours
            [sys.executable, "-I", __file__, kind],
            input=data,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
            env={},
        )
    except subprocess.SubprocessError as error:
        raise Unreadable from error
    answer: dict[str, str] = json.loads(ended.stdout)
    if "refused" in answer:
        raise REFUSALS[answer["refused"]]
    return answer["words"]


def plain(data: bytes) -> str:
    """Bytes of a text in whatever encoding it stands. Raises Unreadable."""
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


def _answer() -> None:
    """What that process does: the file comes by its input, its words leave as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = {"words": KINDS[sys.argv[1]](sys.stdin.buffer.read())}
    except Unreadable as refusal:
        answer = {"refused": type(refusal).__name__}
    json.dump(answer, sys.stdout)


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 -- who calls `read` never needs it
    from pypdf.errors import DependencyError  # noqa: PLC0415 -- the same

    begun = time.monotonic()
    reader, found = PdfReader(BytesIO(data)), list[str]()
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked
        for page in reader.pages[:MOST_PAGES]:
            if time.monotonic() - begun < ENOUGH_SECONDS:
                found.append(page.extract_text())
    except (NotImplementedError, DependencyError):  # an encryption that needs more than we have
        raise Locked from None
    return "\n".join(found)


def _docx(data: bytes) -> str:
    """The paragraphs of a .docx; macros, links and pictures in it are never touched."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        about = archive.getinfo("word/document.xml")
        if about.file_size > UNPACKED:
            raise TooLarge
        if about.flag_bits & 1:
            raise Locked
        with archive.open(about) as part:
            xml = part.read(UNPACKED)
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise Unreadable  # entities are how an XML bomb grows
    paragraphs = ET.fromstring(xml).iter(f"{_WORD}p")  # noqa: S314 -- no entities, see above
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: ET.Element) -> list[str]:
    return [
        node.text or "" if node.tag == _RUN else _BLANKS[node.tag]
        for node in paragraph.iter()
        if node.tag == _RUN or node.tag in _BLANKS
    ]


def _mail(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Unreadable
    content = body.get_content()
    text = _Words.read(content) if body.get_content_subtype() == "html" else content
    return f"{message.get('subject', '')}\n{text}"


def _page(data: bytes) -> str:
    return _Words.read(plain(data))


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


KINDS: dict[str, Callable[[bytes], str]] = {
    "pdf": _pdf,
    "docx": _docx,
    "mail": _mail,
    "page": _page,
}

if __name__ == "__main__":
    _answer()
