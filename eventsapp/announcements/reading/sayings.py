"""What people are quoted as saying, and what a text tells of their words."""

import re

from eventsapp.announcements.reading.findings import Finding, Mark, Person, Quote, Reading
from eventsapp.announcements.reading.text import Text, tidy

_TOLD = re.compile(
    r"\bотметил\w*, что|\bподчеркнул\w*, что|\bзаявил\w*, что|\bсообщил\w*, что|\bпризвал\w*|\bпожелал\w*"
    r"|\bпо (?:ее|его|их) словам|атап өтті|деп белгіледі|деп белгиледи|деп билдирди|\bсөзінше|\bайтымында"
    r"|\b(?:noted|said|stressed|added) that|\bcalled on|\bwished|belirtti|ifade etti|vurguladi"
)
_SHORTEST, _LONGEST, _MOST = 20, 600, 12


def read(text: Text, reading: Reading) -> None:
    """Fill in the quotations, word for word first; then the sentences that tell somebody's words."""
    direct = [
        Finding(Quote(person.name, ", ".join(person.posts), words), found.spans[:1])
        for found in reading.people
        for person in [found.value]
        for words in person.quotes
    ]
    told = [span for span in text.sentences if _is_told(text.low[slice(*span)])]
    reading.quotes = (direct + [_told(text, span, reading) for span in told])[:_MOST]


def _is_told(sentence: str) -> bool:
    fits = _SHORTEST <= len(sentence) <= _LONGEST and '"' not in sentence
    return fits and bool(_TOLD.search(sentence))


def _told(text: Text, span: tuple[int, int], reading: Reading) -> Finding[Quote]:
    """The sentence with the person who was named last; who that is has to be looked at."""
    named = [
        (start, found.value)
        for found in reading.people
        for start, _end in found.spans
        if start < span[1]
    ]
    _at, person = max(named, key=lambda pair: pair[0], default=(0, Person("")))
    quote = Quote(
        person.name, ", ".join(person.posts), tidy(text.plain[slice(*span)]), is_direct=False
    )
    return Finding(quote, (span,), Mark.CHECK)
