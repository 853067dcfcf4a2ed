"""People in a list of those who speak, whatever they are, and those named beside their words."""

import re
from collections.abc import Iterator

from eventsapp.announcements.reading.body_names import ORGANISATION
from eventsapp.announcements.reading.findings import Span
from eventsapp.announcements.reading.text import Text

_LABEL = re.compile(
    r"^[^\w\n]*(?:катышуучулар|қатысушылар|участники|спикеры|спикерлер|докладчики|выступающие|speakers?|participants|katilimcilar|konuşmacilar|who|баяндамачылар)\s*:",
    re.MULTILINE,
)
_ENTRY = re.compile(r"(?:(?!\s[-–—]\s)[^,;\n])+")
_HONORIFIC = re.compile(r"^(?:Dr|Prof|Mrs?|Ms|Sayın|Doç|д-р|проф|г-н|г-жа)\.?\s+", re.IGNORECASE)
_SIGNS = " \t-–—•*·.0123456789)"  # before or after an entry of a list
_BEHIND = re.compile(r"\s*(?:,|\s[-–—])\s*(?P<post>[^;\n]{4,160}?)[\s;.,]*(?:;|$)", re.MULTILINE)


def listed(text: Text, name: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """The names in lists of speakers, each an entry of its own, in the label's line or below it.

    With the words behind a name, unless they name the next person.
    """
    for label in _LABEL.finditer(text.low):
        number = text.line_number(label.start())
        for span in _entries(text, (label.end(), text.lines[number][1]), name):
            yield span, _behind(text, span, name)
        for line in text.lines[number + 1 :]:
            found = list(_entries(text, line, name))
            if not found:
                break
            yield from ((span, _behind(text, span, name)) for span in found)


def _behind(text: Text, span: Span, name: re.Pattern[str]) -> str:
    """What somebody is: all that an entry says behind the name."""
    found = _BEHIND.match(text.plain, span[1], text.line(span[0])[1])
    parts = (each.strip(_SIGNS) for each in found["post"].split(",")) if found else ()
    people = (
        each for each in parts if name.fullmatch(each) and not ORGANISATION.search(Text(each).low)
    )
    return found["post"] if found and not any(people) else ""


def _entries(text: Text, line: Span, name: re.Pattern[str]) -> Iterator[Span]:
    for entry in _ENTRY.finditer(text.plain, *line):
        words = _HONORIFIC.sub("", entry[0].strip(_SIGNS))
        if name.fullmatch(words):
            start = entry.start() + entry[0].index(words)
            yield start, start + len(words)


def beside(text: Text, quote: Span, name: re.Pattern[str], said: re.Pattern[str]) -> Span | None:
    """The name in the words that say who is quoted, after the quotation and in the same sentence."""
    _start, end = text.line(quote[0])
    stop = min(end, quote[1] + 120)
    if found := name.search(text.plain, quote[1], stop):
        between = text.low[quote[1] : found.start()]
        after = text.low[found.end() : found.end() + 15]
        is_near = not re.search(r"[.!?]\s|\n", between) and len(re.findall(r"\w+", between)) <= 3
        if is_near and (said.search(between) or said.match(after.lstrip())):
            return found.span()
    return None
