"""Tables written for spreadsheets row by row, so that a long one never stands in memory.

Nothing in them is taken for a formula.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from tempfile import TemporaryFile
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from eventsapp.core import xml

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PIECE = 64 * 1024  # bytes handed on at once

Rows = Iterable[Sequence[str]]

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAMESPACE}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_BEGINNING = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    f' xmlns:office="{_NAMESPACE}office:1.0" xmlns:table="{_NAMESPACE}table:1.0"'
    f' xmlns:text="{_NAMESPACE}text:1.0" xmlns:style="{_NAMESPACE}style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
    '<office:automatic-styles><style:style style:name="heading" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
    '<office:body><office:spreadsheet><table:table table:name="1">'
).encode()
_CELL = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_END = b"</table:table></office:spreadsheet></office:body></office:document-content>"


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


def ods(rows: Rows) -> Iterator[bytes]:
    """The rows as an OpenDocument table (ISO 26300), the first of them its headings."""
    with TemporaryFile() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as package:
            package.writestr("mimetype", ODS, ZIP_STORED)  # first and plain: part 2, 3.3
            package.writestr("META-INF/manifest.xml", _MANIFEST)
            with package.open("content.xml", "w", force_zip64=True) as content:
                content.write(_BEGINNING)
                for number, row in enumerate(rows):
                    style = "" if number else ' table:style-name="heading"'
                    cells = "".join(_CELL.format(style, _xml(cell)) for cell in row)
                    content.write(f"<table:table-row>{cells}</table:table-row>".encode())
                content.write(_END)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _xml(text: str) -> str:
    return escape(xml.chars(text))
