"""Tables for spreadsheets: read again by a reader that is not ours, and nothing in them runs."""

from io import BytesIO

import pytest
from python_calamine import load_workbook

from eventsapp.core import sheets

ROWS = [
    ["Name", "Note"],
    ["Айнура <Bekova> & Co", "=cmd()"],
    ["two\nlines", "bad \x0b\ufffe sign"],
]


@pytest.mark.parametrize("write", [sheets.xlsx, sheets.ods])
def test_workbooks_hold_every_cell_as_text(write):
    book = load_workbook(BytesIO(b"".join(write(ROWS))))

    rows = book.get_sheet_by_index(0).to_python()

    assert rows[0] == ["Name", "Note"]
    assert rows[1] == ["Айнура <Bekova> & Co", "=cmd()"]


def test_ods_begins_with_its_type_and_holds_no_formula():
    data = b"".join(sheets.ods(ROWS))

    assert data[30:38] == b"mimetype"
    assert data[38:].startswith(sheets.ODS.encode())
    assert b"table:formula" not in data


def test_ods_of_many_rows_comes_in_pieces():
    rows = ([str(number), "x" * (number % 97)] for number in range(50_000))

    pieces = list(sheets.ods(rows))

    assert len(pieces) > 1
    assert max(map(len, pieces)) <= sheets.PIECE
    rows = load_workbook(BytesIO(b"".join(pieces))).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[-1][0]) == (50_000, "49999")
