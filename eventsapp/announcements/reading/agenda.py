"""What will be discussed or shown, point by point."""

import re

from eventsapp.announcements.reading.findings import Finding, Mark, Reading, Span
from eventsapp.announcements.reading.text import Text, tidy

_AGENDA_HEAD = re.compile(
    r"(?:повестка дня|күн тәртібі|күн тартиби|agenda|programme|program|бағдарлама|программа|gündem)\s*:?\s*$"
)
_AGENDA_INLINE = re.compile(
    r"^[^\w\n]*(?:(?:в )?повестк[ае] дня|күн тәртібі(?:нде)?|күн тартиби(?:нде)?|(?:on the )?agenda|gündem(?:de)?)\s*:\s*(?P<items>[^;\n]{6,}(?:;[^;\n]{6,})+)$",
    re.MULTILINE,
)
_AGENDA_LINE = re.compile(
    r"^\s*(?:[-•*]|\d{1,2}[.)]|\d{1,2}[:.]\d\d(?:\s*[-–—]\s*\d{1,2}[:.]\d\d)?\s*[-–—:]?)\s*(?P<item>[^\n]{6,240})$"
)
_DISCUSSED = re.compile(
    r"қарастырылады|талқыланады|талқыға салынады|талкууланат|каралат|обсуд\w+|рассмотр\w+|will discuss|to be discussed"
    r"|will (?:review|consider|examine)|ele alin\w+|görüşül\w+|презентациялау|аударылады|көрсөтүлөт|көрсетіледі|муҳокама"
    r"|ознаком(?:ил|ит|ят)\w*с[яь] с |осмотр(?:ел|ит|ят)|таныс(?:ты|ады)|тааныш(?:ты|ат)"
)
_CLAUSE = re.compile(
    r"(?:[ылнтшр](?:ат|ет|от|өт)|[аеыі]лады|[еіи]леді|[аеы]нады|[еіи]неді|[ae]cak|[ıiuü]yor)"
    r"(?P<end>\s*,\s+(?:(?:ошондой эле|сондай-ақ|сонымен қатар|мындан тышкары|ayrica)\s+)?)(?=\w)(?!тактап айтканда|атап айтқанда|алсак|мысалы|деп)"
)
_SHORTEST, _MOST = 25, 8  # signs of a clause that is a point of its own; points


def read(text: Text, reading: Reading) -> None:
    """Fill in the points: the lines below "Agenda" or behind it, else what is to be discussed."""
    reading.agenda = _listed(text) or _in_line(text) or _said(text, reading)


def _listed(text: Text) -> list[Finding[str]]:
    items: list[Finding[str]] = []
    listing = False
    for line in text.lines[:120]:
        low, words = text.low[slice(*line)].strip(), text.plain[slice(*line)]
        if _AGENDA_HEAD.search(low) and len(low) < 60:
            listing = True
            continue
        item = _AGENDA_LINE.match(words)
        if listing and item:
            items.append(Finding(tidy(item["item"]), (line,)))
        elif listing and items:
            break
    return items[:40]


def _in_line(text: Text) -> list[Finding[str]]:
    """Points in the line of the word "Agenda", parted by semicolons."""
    found = _AGENDA_INLINE.search(text.low)
    points = re.finditer(r"[^;]+", text.low[slice(*found.span("items"))]) if found else ()
    start = found.start("items") if found else 0
    spans = [(start + each.start(), start + each.end()) for each in points]
    return [Finding(tidy(text.plain[slice(*span)]).rstrip("."), (span,)) for span in spans]


def _said(text: Text, reading: Reading) -> list[Finding[str]]:
    said = [
        span
        for span in text.sentences[:40]
        if _DISCUSSED.search(text.low[slice(*span)]) and not _is_headline(text, span, reading)
    ]
    points = [point for span in said for point in _clauses(text, span)]
    return [Finding(tidy(text.plain[slice(*span)]), (span,), Mark.CHECK) for span in points[:_MOST]]


def _is_headline(text: Text, span: Span, reading: Reading) -> bool:
    """Whether it is the title, or a line at the top that ends without a full stop."""
    titles = reading.title.spans if reading.title else ()
    alone = span in text.lines[:3] and not text.plain[slice(*span)].rstrip().endswith((".", "!"))
    return alone or any(span[0] <= start and end <= span[1] for start, end in titles)


def _clauses(text: Text, sentence: Span) -> list[Span]:
    """The clauses that end in a verb of their own, where that stands last."""
    cuts = [found.span("end") for found in _CLAUSE.finditer(text.low, *sentence)]
    edges = [sentence[0], *(point for cut in cuts for point in cut), sentence[1]]
    clauses = list(zip(edges[::2], edges[1::2], strict=True))
    long_enough = all(end - start >= _SHORTEST for start, end in clauses)
    return clauses if long_enough else [sentence]
