"""What the event is called: a theme in quotes, a labelled line, the headline, or its own words."""

import re
from collections.abc import Callable

from eventsapp.announcements.reading import cities, title_phrases, title_words
from eventsapp.announcements.reading.findings import Doubt, Finding, Mark, Reading, Span
from eventsapp.announcements.reading.text import Text, tidy
from eventsapp.core.alphabets import capitals
from eventsapp.events.kinds import Type

Found = tuple[Span, Mark] | None


def read(text: Text, reading: Reading) -> None:
    """Fill in the title: themes in quotes before the headline, the headline before a phrase."""
    long = len(text.low.strip()) > 900
    tries: list[Callable[[Text, Reading], Found]] = [_quoted_line, _labelled, _announced, _numbered]
    tries += [_asked]
    tries += [_headline, _theme, _phrase] if long else [_theme, _phrase, _headline]
    tries.append(_named_type)
    for attempt in tries:
        found = attempt(text, reading)
        if found:
            (start, end), mark = found
            start = _with_number(text, start, reading)
            value = _neat(text.plain[start:end], reading.language)
            if len(value) > 2:
                doubt = None if mark is Mark.SURE else Doubt.GUESSED
                reading.title = Finding(value, ((start, end),), mark, doubt)
                return


def _with_number(text: Text, start: int, reading: Reading) -> int:
    """Turkish names of events begin with which it is: "2. Ulusal … Çalıştayı"."""
    line = text.line(start)[0]
    numbered = reading.language == "tr" and re.fullmatch(r"\s*\d{1,3}\.\s", text.plain[line:start])
    return line if numbered else start


def _quoted_line(text: Text, _reading: Reading) -> Found:
    """A line near the top that is one name in quotes, perhaps over two lines."""
    for start, end in text.lines[:5]:
        if re.fullmatch(
            r"\s*[«“\"][^«»“”\"]{8,}(?:[«“\"][^«»“”\"]+[»”\"][^«»“”\"]*)?[»”\"]?\s*",
            text.plain[start:end],
        ):
            return (start, end), Mark.SURE
    return None


def _labelled(text: Text, _reading: Reading) -> Found:
    for match in title_words.LABEL.finditer(text.low):
        span = match.span("value")
        inner = title_words.QUOTED.search(text.plain, *span)
        if inner:
            return inner.span(), Mark.SURE
        value = text.low[slice(*span)].strip()
        if re.fullmatch(
            r"\W*(?:пресс-конференция|брифинг|press conference|basin toplantisi|баспасөз мәслихаты|пресс-тур)\W*",
            value,
        ):
            continue
        return span, Mark.SURE
    return None


def _announced(text: Text, _reading: Reading) -> Found:
    """What stands near the top behind the word for the event: "Press conference: results of …"."""
    for start, end in text.lines[:3]:
        kind = title_words.LABELLED_LINE.match(text.plain[start:end])
        if kind and title_words.EVENT.search(kind[0].lower()):
            value = (start + kind.end(), end)
            words = text.low[slice(*value)]
            if len(words.split()) >= 3 and not re.search(r"\d[:.]\d|\d{4}", words):
                return value, Mark.SURE
    return None


def _numbered(text: Text, reading: Reading) -> Found:
    """A headline that is a name: "1. Uluslararası … Sempozyumu", "III Международный форум"."""
    found = _headline(text, reading)
    if (
        found
        and title_words.NUMBERED.search(text.plain[slice(*found[0])])
        and title_words.EVENT.search(text.low[slice(*found[0])])
    ):
        return found
    return None


def _asked(text: Text, _reading: Reading) -> Found:
    """A line near the top that is one question: "Who owns the rivers?"."""
    for line in text.lines[:4]:
        words = text.plain[slice(*line)].strip()
        if words.endswith("?") and len(words.split()) >= 4 and len(words) < 160:
            return line, Mark.CHECK
    return None


def _theme(text: Text, reading: Reading) -> Found:
    """A theme in quotes: said to be one, or beside the word for the event."""
    best: tuple[float, Span] | None = None
    focus = {
        text.sentence(at)
        for finding in (reading.start_date, reading.type, reading.start_time)
        if finding
        for at, _ in finding.spans
    }
    for match in title_words.QUOTED.finditer(text.plain):
        score = _score(text, match.span(), reading, focus)
        if score > 1 and (best is None or score > best[0]):
            best = (score, match.span())
    return (best[1], Mark.SURE) if best else None


def _score(text: Text, span: Span, reading: Reading, focus: set[Span]) -> float:
    start, end = span
    before, after = text.low[max(0, start - 60) : start], text.low[end : end + 60]
    words = len(text.plain[start:end].split())
    places = [at for finding in (reading.venue, reading.address) if finding for at in finding.spans]
    if (
        any(start < b and a < end for a, b in places)
        or words > 30
        or re.search(r"[\"»”]?,\s*-?\s*(?:деп|дейт|сказа|said|dedi|дейді|отмет)", after[:20])
    ):
        return 0
    if title_words.NAME_OF_BODY.search(after):
        return 0
    if title_words.BODY_BEFORE.search(before) and not title_words.SAID_THEME.search(after):
        return 0
    score = 3.0 * bool(title_words.THEME.search(before) or title_words.THEME_AFTER.search(after))
    nouns = list(title_words.EVENT.finditer(before[-34:]))
    named = re.match(r"[^,.;:()\n]{2,40}", after)
    score += 1.5 * bool(named and title_words.EVENT.search(named[0]))
    score += 1.5 * bool(nouns) + 0.8 * (text.sentence(start) in focus) + 0.5 * (words >= 3)
    score += 1.5 * bool(title_words.EVENT.search(text.low[start:end]))
    return score - 0.002 * start - 1.5 * (words < 2 and not score >= 3)


def _headline(text: Text, reading: Reading) -> Found:
    stamps = {
        text.line(at) for finding in (reading.start_date,) if finding for at, _ in finding.spans
    }
    for line in text.lines[:6]:
        low = text.low[slice(*line)].strip()
        words = re.findall(r"[^\W\d_]{2,}", low)
        if (
            title_words.DOC.fullmatch(low)
            or title_words.GREETING.search(low)
            or title_words.LABELLED_LINE.match(text.plain[slice(*line)])
        ):
            continue
        if (
            len(words) < 3
            or len(low) > 220
            or low.endswith((".", ";", ","))
            or (line in stamps and len(words) < 5)
        ):
            if len(low) > 220:
                return None
            continue
        if sum(map(cities.names_place, words)) >= len(words) / 2:
            continue
        span = line[0], line[0] + len(title_words.SUFFIX_DATE.sub("", text.plain[slice(*line)]))
        return span, Mark.SURE if len(text.lines) > 3 else Mark.CHECK
    return None


def _phrase(text: Text, reading: Reading) -> Found:
    """The words around the noun for the event, in the sentence that dates it."""
    at = [
        a
        for finding in (reading.start_date, reading.start_time)
        if finding
        for a, _ in finding.spans
    ]
    stretches = list(dict.fromkeys([*map(text.sentence, at), *text.sentences[:4]]))
    for stretch in stretches:
        nouns = list(title_words.EVENT.finditer(text.low, *stretch))
        if not nouns or title_words.DOC.fullmatch(text.low[slice(*stretch)].strip()):
            continue
        span = (
            title_phrases.forward(text, stretch, nouns[0], reading.language)
            if reading.language in ("ru", "en")
            else title_phrases.backward(text, stretch, nouns)
        )
        words = re.findall(r"\w{2,}", text.plain[slice(*span)]) if span else []
        if span and len(words) >= 2:
            visit = reading.type and reading.type.value == Type.WORKING_VISIT.value
            short = visit and len(words) < 3
            return (short and _headline(text, reading)) or (span, Mark.CHECK)
    return None


def _named_type(_text: Text, reading: Reading) -> Found:
    if reading.type and reading.type.spans:
        return reading.type.spans[0], Mark.CHECK
    return None


_BASE = {
    "встречу": "встреча", "встрече": "встреча", "конференцию": "конференция", "конференции": "конференция",
    "пресс-конференцию": "пресс-конференция", "пресс-конференции": "пресс-конференция", "заседании": "заседание",
    "слушаниях": "слушания", "общественных": "общественные", "брифинге": "брифинг", "семинаре": "семинар",
    "форуме": "форум", "выставку": "выставка", "презентацию": "презентация", "поездку": "поездка",
}  # fmt: skip
_RUSSIAN_CASE = re.compile(rf"^(?:общественных\s+)?(?:{'|'.join(_BASE)})\b", re.IGNORECASE)


def _neat(value: str, language: str) -> str:
    value = tidy(re.sub(r"\s*\([^)]*$", "", value))
    value = re.sub(r"^(?:the|an?)\s+(?=\S+\s+\S)", "", value, flags=re.IGNORECASE)
    if language == "ru":
        value = _RUSSIAN_CASE.sub(
            lambda found: " ".join(_BASE[word] for word in found[0].lower().split()), value
        )
    if language in ("kk", "ky"):
        value = re.sub(
            r"(?<=[ыіи])(?:ның|нің|нын|нин|н[ае])$|(?<=у)(?:нун|на)$|(?<=ү)(?:нүн|нө)$|(?<=\w[ысіуү][ыіуү])н$|(?<=сапар)[ғг]а$",
            "",
            value,
        )
    if language == "tr":
        value = re.sub(r"'(?:n[ıiuü]|n[ae]|n?d[ae]n?|yl[ae])$", "", value)
    letters = [sign for sign in value if sign.isalpha()]
    if letters and all(sign.isupper() for sign in letters) and len(letters) > 12:
        value = value[0] + value[1:].lower()
    return capitals(value[:1], language) + value[1:]
