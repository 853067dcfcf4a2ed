"""The place that a sentence names, language by language, where no label says it."""

import re

from eventsapp.announcements.reading import cities, title_words, venue_words
from eventsapp.announcements.reading.findings import Reading, Span
from eventsapp.announcements.reading.text import Text


def find(text: Text, reading: Reading) -> tuple[int, int, bool] | None:
    """The place named in the sentence of the date, else in the first that names one."""
    dated = [
        text.sentence(start)
        for finding in (reading.start_date, reading.start_time)
        if finding
        for start, _ in finding.spans
    ]
    own = list(dict.fromkeys(dated))
    rest = [one for one in text.sentences[:12] if one not in own]
    tour = venue_words.TOUR.search(text.low)
    for stretch in [*own, *rest]:
        if not tour and venue_words.GATHERS.match(text.low[slice(*stretch)]):
            continue
        found = _in_stretch(text, stretch, reading.language, own=stretch in own)
        if found:
            return (*found, stretch in own)
    return _listed(text, own)


def _listed(text: Text, own: list[Span]) -> tuple[int, int, bool] | None:
    """A name of a place that stands between commas, near the day, without the ending for "in"."""
    after = [text.line(line[1] + 1) for line in map(text.line, [one[0] for one in own])]
    for stretch in [*own, *after]:
        for start, end in pieces(text, *stretch):
            words = text.low[start:end].strip(" .").split()
            named = re.match(r"\s*[«“\"A-ZА-ЯӘҒҚҢӨҰҮҺІÇŞİĞÜÖ]", text.plain[start:end])
            head = words and venue_words.HEAD_NOMINATIVE.fullmatch(words[-1])
            if head and named and 2 <= len(words) <= 8 and ":" not in text.low[start:end]:
                return start, end, False
    return None


def _in_stretch(text: Text, stretch: Span, language: str, *, own: bool) -> Span | None:
    """The place in one sentence; a press centre counts in that of the event, `own`, alone."""
    diary = venue_words.DIARY.match(text.plain[slice(*stretch)])
    diary = diary or venue_words.LISTED.match(text.plain[slice(*stretch)])
    if diary:
        return stretch[0] + diary.start("place"), stretch[0] + diary.end("place")
    bracketed = venue_words.BRACKETED.search(text.plain, *stretch)
    if bracketed and venue_words.STREET.search(Text(bracketed["address"]).low):
        return bracketed.span("place")
    if language in ("ru", "en"):
        patterns = (
            (venue_words.RUSSIAN, venue_words.RECEIVES)
            if language == "ru"
            else (venue_words.ENGLISH, venue_words.HOST)
        )
        for pattern in patterns:
            match = pattern.search(text.plain, *stretch)
            if match and (own or "press cent" not in match["place"].lower()):
                return match.span("place")
        return None
    return _turkish(text, stretch) if language == "tr" else _turkic(text, stretch)


def _turkish(text: Text, stretch: Span) -> Span | None:
    for match in venue_words.TURKISH.finditer(text.plain, *stretch):
        if venue_words.TURKISH_HEAD.search(match[0]):
            return match.span()
    return None


def _breaks(word: str) -> bool:
    """Whether a word before the name of a place does not belong to it."""
    if word.startswith("атында") or (
        cities.names_place(word) and re.search(r"ғ[ыі]$|г[ыу]$", word)
    ):
        return False
    return bool(venue_words.BREAK_TURKIC.match(word) or title_words.EVENT.fullmatch(word))


def _turkic(text: Text, stretch: Span) -> Span | None:
    """Back from a word for a place in the locative, to where its phrase begins."""
    words = [
        found.span()
        for found in re.finditer(
            r"\"[^\"\n]{2,60}\"|[^\s,;()\"]+|[,;()]", text.low[slice(*stretch)]
        )
    ]
    words = [(stretch[0] + start, stretch[0] + end) for start, end in words]
    for index, (start, end) in enumerate(words):
        word = text.low[start:end].rstrip(".")
        loc = venue_words.WORD_LOCATIVE.match(word)
        if not loc or not venue_words.HEAD_WORD.match(word):
            continue
        first = index
        while first > 0 and index - first < 9:
            before = text.low[slice(*words[first - 1])].strip(".")
            if before in ",;()-:" or (not before.startswith('"') and _breaks(before)):
                break
            first -= 1
        if index - first >= 1 or len(word) > 12:
            return words[first][0], start + len(word)
    return None


def pieces(text: Text, start: int, end: int) -> list[Span]:
    """The stretches between commas, brackets and semicolons that say something."""
    return [
        (start + found.start(), start + found.end())
        for found in re.finditer(r"[^,;()\n]+", text.plain[start:end])
        if re.search(r"\w", found[0])
    ]
