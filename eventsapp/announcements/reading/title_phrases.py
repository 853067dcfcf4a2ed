"""The words that belong to the noun for an event: behind it in Russian and English, else before it."""

import re

from eventsapp.announcements.reading import title_words
from eventsapp.announcements.reading.findings import Span
from eventsapp.announcements.reading.text import Text


def forward(text: Text, stretch: Span, noun: re.Match[str], language: str) -> Span:
    """From the adjectives before the noun to where the sentence goes on about something else."""
    if language == "en":
        return _led(text, stretch, noun.start()), _ended(text, stretch, noun.end())
    lead = re.search(
        r"(?:(?:[^\W\d_][\w-]*(?:ая|ый|ое|ий|ые|ого|ую|ной|ned|al|ed|th|st|nd|ic|ive|big|first|special|high-level|совместное|NATO|OSCE|\d+th)|\d+(?:-\S+|th|st|nd|rd)|[A-Z]{2,}|[A-ZА-ЯЁ][\w-]+)\s+){1,6}$",
        text.plain[stretch[0] : noun.start()],
    )
    start = stretch[0] + lead.start() if lead else noun.start()
    return start, _ended(text, stretch, noun.end())


def _led(text: Text, stretch: Span, at: int) -> int:
    """Where the English phrase before the noun begins: after a verb, a preposition, a comma."""
    before = text.plain[stretch[0] : at]
    edges = list(
        re.finditer(
            r"(?i)[.,;:()—–]\s|\b(?:hosts?|holds?|is|are|will|be|to|at|in|on|by|for|of|the|an?|host|hold|attend|invites?\s\w+|launch|conduct|organi[sz]es?|\d{4}|today|for the|start)\s+",
            before,
        )
    )
    return stretch[0] + (edges[-1].end() if edges else 0)


def _ended(text: Text, stretch: Span, at: int) -> int:
    stop = title_words.END_SLAVIC.search(text.plain, at, stretch[1])
    return stop.start() if stop else min(stretch[1], at + 120)


def backward(text: Text, stretch: Span, nouns: list[re.Match[str]]) -> Span | None:
    """From the noun back to the beginning of its phrase."""
    said = [
        one for one in nouns if title_words.VERBS_AFTER.search(text.low[one.end() : one.end() + 60])
    ]
    noun = said[-1] if said else nouns[-1]
    tail = re.match(r"\w*(?:\s(?:отырыс\w*|жыйын\w*|аземи\w*))?", text.low[noun.end() :])
    end = noun.end() + (tail.end() if tail else 0)
    words = [
        found.span()
        for found in re.finditer(
            r"\"[^\"\n]{2,160}\"|[^\s,;()\"]+|[,;():]", text.low[stretch[0] : noun.start()]
        )
    ]
    first = noun.start()
    for start, stop in reversed(words):
        word = text.low[stretch[0] + start : stretch[0] + stop].strip(".")
        if word in ",;():-" or (
            not word.startswith('"')
            and title_words.BREAK_BACK.match(word)
            and not word.startswith(("атында", "жөнінде", "жөнүндө"))
        ):
            break
        first = stretch[0] + start
    return first, end
