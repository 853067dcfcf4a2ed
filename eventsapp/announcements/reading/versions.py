"""A text that says the same in several languages, parted: each line goes to its own.

The languages may follow one another, alternate by paragraphs, or stand side by side in the cells
of a table, which a tab parts. A part counts as a version only if it announces a day by itself: a
letterhead, a quotation or the frame of a foreign page does not.
"""

import re
from collections import Counter

from eventsapp.announcements.reading import languages
from eventsapp.announcements.reading.findings import Doubt, Finding, Mark, Reading, Span, Version
from eventsapp.announcements.reading.text import Text
from eventsapp.core.texts import LANGUAGES

LEAST = 0.2  # of the text that a version takes up
_TELLING = 40  # signs that a line needs to tell its language
_NUMBER = re.compile(r"\d|@")  # a line that tells no language and has one ends what is above it
_COMMON = (  # what does not depend on the language
    "type", "start_date", "end_date", "start_time", "end_time", "registration_time",
    "accreditation_deadline", "online_url", "source",
)  # fmt: skip


def part(text: Text) -> dict[str, list[Span]]:
    """The stretches of each language in the order of the text; empty when there is only one."""
    rows = [_cells(text, line) for line in text.lines]
    cells = [cell for row in rows for cell in row]
    codes = _codes(text, cells)
    if len(codes) < 2:
        return {}
    parts: dict[str, list[Span]] = {code: [] for code in codes}
    told = [code for row in rows for code in _told(text, row, codes)]
    last = codes[0]
    for cell, code, below in zip(cells, told, _following(told), strict=True):
        is_heading = not _NUMBER.search(text.plain[slice(*cell)])
        last = code or (is_heading and below) or last
        parts[last].append(cell)
    return parts


def join(readings: dict[str, tuple[Reading, list[Span]]]) -> Reading:
    """One reading of several: the first language leads, each other one is a version of it."""
    (first, *others) = readings
    main, lines = readings[first]
    main.language, main.lines = first, lines
    for code in others:
        other, lines = readings[code]
        _complete(main, other)
        version = Version(
            code,
            other.title.value if other.title else "",
            other.venue.value if other.venue else "",
            tuple(lines),
        )
        spans = other.title.spans if other.title else ()
        main.versions.append(
            Finding(version, spans, other.title.mark if other.title else Mark.CHECK)
        )
    return main


def _complete(main: Reading, other: Reading) -> None:
    """Take over what the other language says more surely, and say where the two disagree."""
    for name in ("start_date", "start_time"):
        mine, theirs = getattr(main, name), getattr(other, name)
        if mine and theirs and mine.value != theirs.value:
            main.doubts += (Doubt.VERSIONS_DIFFER,)
    if main.start_date and other.start_date and other.start_date.mark is Mark.SURE:
        main.year_inferred = main.year_inferred and other.year_inferred
    for name in _COMMON:
        setattr(main, name, _surer(getattr(main, name), getattr(other, name)))
    if main.city is None:
        main.city, main.city_key = other.city, other.city_key
    numbers = {found.value.e164 for found in main.phones}
    main.phones += [found for found in other.phones if found.value.e164 not in numbers]
    for mine, theirs in ((main.emails, other.emails), (main.urls, other.urls)):
        known = {found.value.lower() for found in mine}
        mine += [found for found in theirs if found.value.lower() not in known]


def _surer(mine: Finding | None, theirs: Finding | None) -> Finding | None:
    if mine is None or theirs is None:
        return mine or theirs
    agrees = mine.value == theirs.value or not mine.spans
    return theirs if mine.mark is Mark.CHECK and theirs.mark is Mark.SURE and agrees else mine


def _cells(text: Text, line: Span) -> list[Span]:
    """The stretches of a line between tabs that say something."""
    start, end = line
    cells = []
    for cell in text.raw[start:end].split("\t"):
        if text.plain[start : start + len(cell)].strip():
            cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return cells


def _told(text: Text, row: list[Span], codes: list[str]) -> list[str | None]:
    """The language of each cell, if only by its column; None where nothing tells it."""
    columns = codes if len(row) == len(codes) else [None] * len(row)
    told = [languages.clearest(text.low[slice(*cell)], codes) for cell in row]
    return [code or column for code, column in zip(told, columns, strict=True)]


def _following(told: list[str | None]) -> list[str | None]:
    """For each cell its own language, else that of the next one that tells any."""
    found: list[str | None] = []
    for code in reversed(told):
        found.append(code or (found[-1] if found else None))
    return found[::-1]


def _codes(text: Text, cells: list[Span]) -> list[str]:
    """The languages that have a good share of the text, the first one first."""
    shares: Counter[str] = Counter()
    for start, end in cells:
        known = end - start > _TELLING and languages.clearest(text.low[start:end], languages.READ)
        shares[known or ""] += end - start
    codes = [code for code, share in shares.items() if code and share >= LEAST * shares.total()]
    return codes if set(codes) <= set(LANGUAGES) else []
