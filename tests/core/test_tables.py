"""Tables in files of every kind, the broken and the malicious among them."""

from io import BytesIO

import pytest
import xlsxwriter

from eventsapp.core import sheets, tables
from eventsapp.core.tables import TooManyRows, UnreadableFile

ROWS = [["Name", "E-mail"], ["Айгүл Төлөева", "aigul@example.org"]]


def workbook(*cells):
    """A sheet with these cells: (row, column, value)."""
    result = BytesIO()
    with xlsxwriter.Workbook(result) as book:
        page = book.add_worksheet()
        for cell in cells:
            page.write(*cell)
    return result.getvalue()


@pytest.mark.parametrize("write", [sheets.xlsx, sheets.ods])
def test_read_takes_spreadsheets(app, write):
    table = tables.read(b"".join(write(ROWS)))

    assert [table.headings, *table.rows] == ROWS


def test_read_takes_what_a_formula_has_given_and_never_the_formula(app):
    table = tables.read(workbook((0, 0, "Name"), (0, 1, "Phone"), (1, 0, "=1+1"), (1, 1, 996500)))

    assert table.rows == [["0", "996500"]]  # nobody has reckoned it yet


def test_read_outlives_a_sheet_that_claims_more_cells_than_fit(app):
    with pytest.raises(UnreadableFile):
        tables.read(workbook((0, 0, "Name"), (1, 0, "Ada"), (1_048_575, 16_383, "x")))


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(100), b"\xd0\xcf\x11\xe0" * 100])
def test_read_refuses_what_only_begins_like_a_spreadsheet(app, data):
    with pytest.raises(UnreadableFile):
        tables.read(data)


def test_read_loses_one_line_at_most_to_a_quote_without_its_end(app):
    table = tables.read(b'Name;E-mail\n"Ada;ada@example.org\nBob;"bob@example.org"\n')

    assert table.rows == [["Ada;ada@example.org", ""], ["Bob", "bob@example.org"]]


def test_read_keeps_lines_inside_of_quotes(app):
    assert tables.read(b'Name;Note\nAda;"two\nlines"\n').rows == [["Ada", "two lines"]]


def test_read_stops_at_a_file_of_too_many_lines(app):
    with pytest.raises(TooManyRows):
        tables.read(b"Name;E-mail\n" + b"\n" * tables.MOST_READ)
