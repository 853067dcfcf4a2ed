"""Files with tables read into rows of text: CSV in several encodings, spreadsheets."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from itertools import islice
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l

from eventsapp.core import search, spreadsheets
from eventsapp.core.errors import Refusal
from eventsapp.core.sheets import FORMULA_STARTS
from eventsapp.core.texts import ENDONYMS

MOST_ROWS = 20_000
MOST_READ = 2 * MOST_ROWS  # empty rows among them
MOST_COLUMNS = 60
LONGEST_CELL = 4000
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d")
ENCODINGS = ("utf-8-sig", "cp1251")  # UTF-16 tells itself by its mark


class UnreadableFile(Refusal):
    """No table."""

    message = _l("This file cannot be read. Choose a CSV, XLSX or ODS file.")


class TooManyRows(Refusal):
    """More than is taken in at once."""

    message = _l("The file has more than 20,000 rows. Split it and import the parts.")


@dataclass(frozen=True)
class Table:
    """Headings, and rows as long as they."""

    headings: list[str]
    rows: list[list[str]]


def read(data: bytes) -> Table:
    """The table in a file, whatever its name says. Raises UnreadableFile, TooManyRows."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        rows = _sheet(data)
    elif holds_cards(text := decode(data)):
        raise UnreadableFile
    else:
        rows = _lines(text)
    filled = [row for row in rows if any(row)]
    if len(filled) < 2:
        raise UnreadableFile
    width = min(MOST_COLUMNS, max(len(row) for row in filled[:100]))
    even = [(row + [""] * width)[:width] for row in filled]
    return Table(even[0], limited(even[1:]))


def holds_cards(text: str) -> bool:
    """Whether a text is vCards: people, but no rows and columns."""
    return "BEGIN:VCARD" in text[:1000].upper()


def limited(rows: list[list[str]]) -> list[list[str]]:
    """The same rows. Raises UnreadableFile for none, TooManyRows."""
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    if not rows:
        raise UnreadableFile
    return rows


def decode(data: bytes) -> str:
    """The text of a file, whose encoding nobody tells. Raises UnreadableFile."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFile


def cell(value: Any) -> str:
    """One value as a line of text, without the apostrophe that tells spreadsheets it is one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a phone number that a spreadsheet took for a number
    text = " ".join(str(value).split())[:LONGEST_CELL]
    return text[1:] if text[1:].startswith(FORMULA_STARTS) and text[0] == "'" else text


def known_headings(words: Mapping[str, str]) -> dict[str, str]:
    """What each folded word of a heading means, from the words of each meaning."""
    return {word: field for field, each in words.items() for word in search.fold(each).split()}


def guess(headings: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """What each column means, by its heading; empty where unclear."""
    return [_guess_one(heading, known) for heading in headings]


def gather(row: Sequence[str], meanings: Sequence[str]) -> dict[str, list[str]]:
    """What a row says, by meaning; several columns may mean the same."""
    said: dict[str, list[str]] = {}
    for value, meaning in zip(row, meanings, strict=False):
        if value and meaning:
            said.setdefault(meaning, []).append(value)
    return said


def parts(values: Iterable[str], separators: str = ";") -> tuple[str, ...]:
    """The parts of some cells, each once."""
    found = (
        " ".join(part.split()) for value in values for part in re.split(f"[{separators}]", value)
    )
    return tuple(dict.fromkeys(part for part in found if part))


def address(text: str) -> str | None:
    """The e-mail address in a cell, as we store it; None if it is none."""
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return str(found.normalized).lower()


def day(text: str) -> date | None:
    """The day that a cell names, as spreadsheets and people write it: "4.12.2026"."""
    written = text.strip().partition(" ")[0].partition("T")[0]
    for shape in DAYS:
        try:
            return datetime.strptime(written, shape).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None


def language(text: str) -> str | None:
    """The language that a cell names by its code or by its own name, if it is one of ours."""
    wanted = text.strip().casefold()
    for code, name in ENDONYMS.items():
        if wanted and wanted in (code, name.casefold()):
            return code
    return None


def _guess_one(heading: str, known: Mapping[str, str]) -> str:
    words = search.fold(heading.replace("-", "")).split() + search.fold(heading).split()
    return next((known[word] for word in words if word in known), "")


def _lines(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        return _cells(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return _broken_lines(text, delimiter)


def _broken_lines(text: str, delimiter: str) -> list[list[str]]:
    """Each line for itself, so that a quote without its end costs no line but its own."""
    try:
        return _cells(
            row for one in text.splitlines() for row in csv.reader([one], delimiter=delimiter)
        )
    except csv.Error as error:
        raise UnreadableFile from error


def _sheet(data: bytes) -> list[list[str]]:
    try:
        return _cells(spreadsheets.read(data, rows=MOST_READ + 1, columns=MOST_COLUMNS))
    except spreadsheets.Unreadable as error:
        raise UnreadableFile from error


def _cells(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    found = [[cell(value) for value in row[:MOST_COLUMNS]] for row in islice(rows, MOST_READ + 1)]
    if len(found) > MOST_READ:
        raise TooManyRows
    return found
