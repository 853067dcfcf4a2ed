"""Which city: names in five languages with their case endings, from our gazetteer and CLDR."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from babel import Locale

from eventsapp.announcements.reading import place_names, regions
from eventsapp.announcements.reading.findings import Doubt, Finding, Mark, Reading
from eventsapp.announcements.reading.text import Text
from eventsapp.venues.gazetteer import CITIES

_CASES = (
    r"(?:'?(?:[дт][аеөо]н?|[нд]?[дт][аеөо]ғы|[дт]егі|[дт]ағы|[дт][аеоө]г[ыиуү]|[нд][ыіиуүө]ң|[дтн][ыиуү]н|[ғгқк][аеөо]|[дтн][ыіиуү]|н[аеө]|"
    r"d[ae]n?|t[ae]n?|d[ae]ki|t[ae]ki|n?[iuüı]n|[iuü]|y?[ae]|s|ga|da|dagi|ning|нинг)(?:ғы|гы|ки)?)?"
)
_RUSSIAN = r"(?:а|у|е|ы|и|ой|ою|ом|ем|ью|ю)?"
_MARK_AFTER = re.compile(
    r"^\s*(?:қ\.|қаласы\w*|қ\s|ш\.|шаары\w*|шаары|şehri\w*|г\.|шаҳ\w*|shahr\w*|city|қалалық|qalasy\w*)"
)
_MARK_BEFORE = re.compile(r"(?:\bг\.\s*|\bгород\w*\s+|\bгор\.\s*|\bcity of\s+|\bш\.\s*)$")
_LABELLED = re.compile(
    r"(?:мест\w+(?: проведения)?|где|yer(?:/saat)?|where|place|venue|орны|орду|жер\w*|өтетін жері|город|қала|шаар|жиналу орны|when and where|address|адрес|мекенжай|дарек|manzil|joy)\s*:[^\n]{0,120}$"
)
_LOCAL = re.compile(r"(?:'?[дт][аеөо](?:ғы|гы)?|'?[dt][ae]|[дт]ағы|[дт]егі|[дт][ао]г[ыу])$")
_GENITIVE = re.compile(r"(?:[дтн][ыиуүі]н|[ндт][ыіиуүө]ң)$")
_IN = re.compile(r"(?:\bв|\bво|\bin|\bto|\bat)\s+$")
_GOES = re.compile(r"hosts?\b|holds?\b|will host|примет|принимает|барат|visit", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"^[\s\"]*(?:region|oblast|област|облыс|облус|obl|район|аудан|province|valili|büyükşehir|belediye|ünivers|акима?\b|әкім|аким|хокимлиг|ҳоким|кеңеш|кенеш|университет|времени?|time|көч|көш|улиц|ул\.|street|road|avenue|cad|sok|проспект|даңғыл|bulvar|кўч|ko'ch|(?:жана|және|и|and|ve) [^\W\d_]+[- ]?[^\W\d_]* (?:облус|облыс|област|region))"
)
_MUNICIPAL = re.compile(
    r"\s+(?:büyükşehir\s+)?(?:belediye|valili)|\s+(?:қала|шаар|город)\w*\s+(?:әкімді|мэри|акимат)"
)
_LABEL = re.compile(r"орду\s*:")  # "Place:", no town of that name
_UNKNOWN = (
    r"(?P<name>[А-ЯӘҒҚҢӨҰҮҺІЁ][\w-]+?)(?:\s+(?:қаласы|шаары)\w*)",
    r"(?:\bг\.\s?|\bгороде?\s)(?P<name>[А-ЯЁ][\w-]+)",
    r"(?P<name>[A-ZÇŞİĞÜÖ][a-zçşığüö]{3,})'[dt][ae]\b",
)  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A city named in the text."""

    start: int
    end: int
    name: str  # in the nominative, in the script of the text
    key: str | None  # of the gazetteer
    score: float = 0.0


def read(text: Text, reading: Reading) -> None:
    """Fill in the city: the best supported of those named."""
    focus = [
        span for finding in (reading.start_date, reading.venue) if finding for span in finding.spans
    ]
    address = [end for finding in (reading.address,) if finding for _, end in finding.spans]
    towns = (named for named in find(text) if not regions.WORD.match(text.low, named.end))
    found = [_weigh(named, text, focus, address) for named in towns]
    best = max(found, key=lambda one: (one.score, -one.start), default=None)
    if best is None or best.score < 1:
        best = _unlisted(text, focus) or best
    if best is None or best.score < 1:
        best = _adjective(text) or _municipal(text) or _region(text)
    if best is not None:
        sure = Mark.SURE if best.score >= 2 else Mark.CHECK
        doubt = None if sure is Mark.SURE else Doubt.GUESSED
        reading.city = Finding(best.name, ((best.start, best.end),), sure, doubt)
        reading.city_key = best.key
    regions.keep(reading)


def find(text: Text) -> Iterator[Named]:
    """Every city of our lists that a text names, with a capital letter."""
    for match in _pattern().finditer(text.low):
        if text.plain[match.start()].isupper() and not _LABEL.match(text.low, match.start()):
            name, key = _names()[match["name"]] if match["name"] in _names() else _russian(match)
            written = text.plain[slice(*match.span("name"))]
            if name and Text(name).low == match["name"] and not written.isupper():
                name = written
            if name:
                yield Named(match.start(), match.end(), name, key)


@lru_cache(maxsize=4096)
def names_place(word: str) -> bool:
    """Whether a word is the name of a city or a country, in any case."""
    low = Text(word).low
    return (
        bool(_pattern().fullmatch(low))
        or low in _countries()
        or low in ("ш", "қ", "г", "город", "қаласы", "шаары")
    )


def _russian(match: re.Match[str]) -> tuple[str, str | None]:
    return _stems().get(match["name"], ("", None))


def _weigh(named: Named, text: Text, focus: list[tuple[int, int]], address: list[int]) -> Named:
    line = text.line(named.start)
    before, after = text.low[line[0] : named.start], text.low[named.end : line[1]]
    word = text.low[named.start : named.end]
    score = 0.5
    marked = bool(_MARK_AFTER.search(after) or _MARK_BEFORE.search(before))
    local = (
        bool(_LOCAL.search(word))
        and named.name.lower() != text.plain[named.start : named.end].lower()
    )
    local = local or bool(
        re.match(r"\s*(?:қаласында|шаарында|қаласындағы|шаарындагы|şehrinde)", after)
    )
    score += (
        1.5 * marked + 2 * (local or bool(_IN.search(before))) + 3 * bool(_LABELLED.search(before))
    )
    score += 1.0 * any(text.sentence(at) == text.sentence(named.start) for at, _ in focus)
    score += 1.5 * any(abs(at - named.start) < 90 and text.line(at) == line for at, _ in focus)
    score += 2.5 * any(-60 < named.start - at < 12 for at in address)
    score += 2 * (not before.strip() and not re.search(r"\w", after))
    score += 1.5 * (not before.strip() and bool(_GOES.search(after[:40])))
    stamp = re.match(r"\s*(?:қ\.|ш\.)?\s*,[^.]{0,40}\d", after) and not before.strip()
    score += 0.6 * bool(stamp and text.line_number(named.start) < 5)
    score -= 0.7 * bool(_GENITIVE.search(word)) + 4 * bool(_ADJECTIVE.search(after))
    quoted = bool(re.search(r"\"\s*$", before))
    score -= (4.0 if after.startswith('"') else 1.5) * quoted + 0.2 * min(
        5, text.line_number(named.start) // 4
    )
    score -= 1.5 * bool(re.match(r"\s*\([^)]{2,12}\)\s*-", after))
    score -= 4 * bool(re.search(r"\b(?:время|времени)\s+$", before))
    alone = re.search(r"\(\s*$", before) and re.match(r"\s*\)", after)
    dateline = not before.strip() and re.match(r"\s*\.\s", after)
    headline = text.line_number(named.start) == 0 and line[1] - line[0] < 120
    score += 0.7 * bool(alone or dateline) + 0.6 * headline
    score += 1.0 * bool(re.search(r"/\s*$", before) or re.match(r"\s*/", after))
    return Named(named.start, named.end, named.name, named.key, score)


def _unlisted(text: Text, focus: list[tuple[int, int]]) -> Named | None:
    """A town that stands in none of our lists but is called one, near the day or the place."""
    for pattern in _UNKNOWN:
        for match in re.finditer(pattern, text.plain):
            near = any(text.sentence(at) == text.sentence(match.start()) for at, _ in focus)
            month = re.match(_month_names(), Text(match["name"]).low)
            if near and not month:
                return Named(match.start("name"), match.end("name"), match["name"], None, 1.5)
    return None


def _adjective(text: Text) -> Named | None:
    """The city of "московский Манеж"."""
    for match in _adjectives().finditer(text.low):
        street = re.search(r"(?:улиц\w*|ул\.|площад\w+)\s*$", text.low[: match.start()])
        if not street and not _ADJECTIVE.search(text.low[match.end() :]):
            name, key = _adjective_stems()[match["name"]]
            return Named(match.start(), match.end(), name, key, 1.0)
    return None


def _municipal(text: Text) -> Named | None:
    """The city of "Gaziantep Büyükşehir Belediyesi", where no other is named."""
    for named in find(text):
        if _MUNICIPAL.match(text.low, named.end):
            return replace(named, score=1.0)
    return None


def _region(text: Text) -> Named | None:
    """The region, where no city of it is named: it is all that is said about the place."""
    for named in find(text):
        if word := regions.WORD.match(text.low, named.end):
            name = regions.name(named.name, word[1])
            return Named(named.start, word.end(), name, None, 1.0)
    return None


@cache
def _adjective_stems() -> dict[str, tuple[str, str | None]]:
    return {"москов": _names()["москва"]} | {
        (low[:-1] if low[-1] in "аеьыуи" else low).removesuffix("ск"): kept
        for low, kept in _names().items()
        if kept[1] and len(low) > 4 and low[0] > "z"
    }


@cache
def _adjectives() -> re.Pattern[str]:
    stems = "|".join(sorted(map(re.escape, _adjective_stems()), key=len, reverse=True))
    return re.compile(rf"\b(?P<name>{stems})(?:ин|н)?ск(?:ий|ая|ое|ом|ой|ого|ую|им)\b")


@cache
def _month_names() -> str:
    return "|".join(
        Text(name).low[:5]
        for code in ("tr", "en", "ru")
        for name in Locale.parse(code).months["format"]["wide"].values()
    )


@cache
def _names() -> dict[str, tuple[str, str | None]]:
    """Every name in low letters: how it is written, and its key in our gazetteer."""
    found: dict[str, tuple[str, str | None]] = {}
    for name in (
        *_cities_of_zones(),
        *place_names.ELSEWHERE,
        *place_names.TURKISH_PROVINCES,
    ):
        if len(name) > 3 and name[0].isalpha():
            found.setdefault(Text(name).low, (name, None))
    for row in CITIES:
        for name in (
            *place_names.FORMER.get(row.key, "").split(),
            row.kk,
            row.ky,
            row.tr,
            row.en,
            row.ru,
        ):
            found[Text(name).low] = (name, row.key)
    return found


def _cities_of_zones() -> Iterator[str]:
    """The cities after which CLDR names the time zones, in our languages."""
    for code in ("ru", "kk", "ky", "tr", "uz", "uz_Cyrl"):
        for about in Locale.parse(code).time_zones.values():
            yield about.get("city") or ""
    for zone in map(str, Locale.parse("ru").time_zones):
        yield zone.rpartition("/")[2].replace("_", " ")


@cache
def _stems() -> dict[str, tuple[str, str | None]]:
    """Russian names that change their last letter: Москв-а, Казан-ь."""
    return {low[:-1]: kept for low, kept in _names().items() if low[-1] in "аьяй" and len(low) > 4}


@cache
def _pattern() -> re.Pattern[str]:
    whole = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    stems = "|".join(re.escape(name) for name in sorted(_stems(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<name>(?:{whole})(?={_CASES}\b|{_RUSSIAN}\b)|(?:{stems})(?={_RUSSIAN}\b))(?:{_CASES}|{_RUSSIAN})\b"
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        Text(name).low
        for code in ("kk", "ky", "ru", "en", "tr")
        for name in Locale.parse(code).territories.values()
    )
