"""The text with what was found in it marked, a line at a time, for the page that shows both."""

from collections.abc import Iterator
from typing import NamedTuple

from eventsapp.announcements.reading.findings import Reading, Span

COLOURS = {  # each field's group; the groups have colours
    "document": "type", "type": "type", "type_name": "type", "title": "title", "versions": "title", "press_kit": "title", "funding_line": "title",
    "start_date": "when", "end_date": "when", "start_time": "when", "end_time": "when",
    "registration_time": "when", "accreditation_deadline": "when", "side_visit": "when",
    "city": "where", "venue": "where", "address": "where", "online_url": "where",
    "bodies": "who", "phones": "who", "emails": "who", "answerer": "who", "people": "people",
}  # fmt: skip
LONGEST_MARK = 400  # signs; more would colour the whole page


class Piece(NamedTuple):
    """A stretch of one line; `colour` is empty where nothing was found."""

    text: str
    colour: str


class Paragraph(NamedTuple):
    """One line; `language` is empty where it is that of the whole text."""

    language: str
    pieces: list[Piece]


def paragraphs(text: str, reading: Reading) -> Iterator[Paragraph]:
    """The lines of a text that are not empty, in pieces."""
    versions = [found.value for found in reading.versions]
    others = {line: one.language for one in versions for line in one.lines}
    marks, at = _marks(reading), 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        if line.strip():
            stop = at + len(line.rstrip("\r\n"))
            pieces = list(_pieces(text, at, stop, marks))
            yield Paragraph(others.get((at, stop), ""), pieces)
        at = end


def _marks(reading: Reading) -> list[tuple[Span, str]]:
    """What is marked, in order and without overlaps: of two the one that begins first."""
    found = [
        (span, COLOURS[name])
        for name, finding in reading.found()
        if name in COLOURS
        for span in finding.spans
        if span[1] - span[0] <= LONGEST_MARK
    ]
    kept: list[tuple[Span, str]] = []
    for span, colour in sorted(found):
        if not kept or span[0] >= kept[-1][0][1]:
            kept.append((span, colour))
    return kept


def _pieces(text: str, start: int, end: int, marks: list[tuple[Span, str]]) -> Iterator[Piece]:
    at = start
    for (begin, stop), colour in marks:
        first, last = max(begin, at), min(stop, end)
        if first < last:
            if at < first:
                yield Piece(text[at:first], "")
            yield Piece(text[first:last], colour)
            at = last
    if at < end:
        yield Piece(text[at:end], "")
