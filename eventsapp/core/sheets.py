"""Tables written for spreadsheets row by row, so that a long one never stands in memory.

Nothing in them is taken for a formula.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from tempfile import TemporaryFile

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 64 * 1024  # bytes handed on at once

Rows = Iterable[Sequence[str]]


def csv_lines(rows: Rows) -> Iterator[str]:
    """The rows for Excel and its kin: UTF-8 with BOM, semicolons."""
    yield BOM
    for row in rows:
        text = StringIO()
        csv.writer(text, delimiter=";").writerow([harmless(cell) for cell in row])
        yield text.getvalue()


def xlsx(rows: Rows) -> Iterator[bytes]:
    """The rows as a workbook, the first of them its headings; kept on disk until it is whole."""
    import xlsxwriter  # noqa: PLC0415 -- slow to load, seldom needed

    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell, None if number else bold)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
