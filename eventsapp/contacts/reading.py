"""Files of contacts read into rows of text: CSV in several encodings, spreadsheets, vCards."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 4000
ENCODINGS = ("utf-8-sig", "cp1251")  # UTF-16 tells itself by its mark
_CARD_COLUMNS = ("name", "email", "phone", "outlet", "post", "note")


class UnreadableFile(Refusal):
    """No table and no cards."""

    message = _l("This file cannot be read. Choose a CSV, XLSX or vCard file.")


class TooManyRows(Refusal):
    """More than the book takes in at once."""

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
    else:
        text = _decode(data)
        if "BEGIN:VCARD" in text[:1000].upper():
            return Table(list(_CARD_COLUMNS), _limited(_cards(text)))
        rows = _lines(text)
    filled = [row for row in rows if any(row)]
    if len(filled) < 2:
        raise UnreadableFile
    width = min(MOST_COLUMNS, max(len(row) for row in filled[:100]))
    even = [(row + [""] * width)[:width] for row in filled]
    return Table(even[0], _limited(even[1:]))


def _limited(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    if not rows:
        raise UnreadableFile
    return rows


def _decode(data: bytes) -> str:
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


def _lines(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        found = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return [[_cell(cell) for cell in row] for row in found]
    except csv.Error as error:
        raise UnreadableFile from error


def _sheet(data: bytes) -> list[list[str]]:
    import python_calamine  # noqa: PLC0415 -- slow to load, seldom needed

    try:
        book = python_calamine.load_workbook(BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS * 2:
            raise TooManyRows
        return [[_cell(cell) for cell in row] for row in sheet.to_python()]
    except (python_calamine.CalamineError, IndexError, OSError) as error:
        raise UnreadableFile from error


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a phone number that a spreadsheet took for a number
    return " ".join(str(value).split())[:LONGEST_CELL]


def _cards(text: str) -> list[list[str]]:
    import vobject  # noqa: PLC0415 -- slow to load, seldom needed

    try:
        cards = list(vobject.readComponents(text, ignoreUnreadable=True, allowQP=True))
    except (vobject.base.ParseError, ValueError, IndexError, LookupError) as error:
        raise UnreadableFile from error
    return [_card(card.contents) for card in cards if card.name == "VCARD"]


def _card(contents: dict[str, list[Any]]) -> list[str]:
    def every(name: str) -> list[str]:
        return [_cell(_flat(each.value)) for each in contents.get(name, ())]

    phones = [phone.removeprefix("tel:").partition(";")[0] for phone in every("tel")]
    name = next(iter(every("fn") or every("n")), "")
    outlet = next(iter(every("org")), "")
    return [
        name,
        "; ".join(every("email")),
        "; ".join(phones),
        outlet,
        "; ".join(every("title")),
        " ".join(every("note")),
    ]


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if part)
    return str(value)
