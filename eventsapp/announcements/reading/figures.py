"""Numbers that a text gives as facts: how many, of what, how exactly."""

import re

from eventsapp.announcements.reading import dates
from eventsapp.announcements.reading.findings import Figure, Finding, Mark, Reading, Span
from eventsapp.announcements.reading.text import Text

_BEFORE = r"свыше|более|около|почти|порядка|не менее|over|about|some|more than|nearly|at least|yaklaşik|en az|шамамен|чамасында|кемінде|кеминде"
_THOUSANDS = r"мың|миң|тысяч\w*|тыс\.|млн|миллион\w*|млрд|миллиард\w*|thousand|million|billion|bin|milyon|milyar"
_AFTER = r"жуық|жакын|астам|ашык|ашуун|aşkin|fazla"
_WORD = r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})?"
_FIGURE = re.compile(
    rf"(?P<q>{_BEFORE})?\s*(?<![\d.,:/№-])(?P<n>\d{{1,3}}(?: \d{{3}})+|\d+(?:[.,]\d+)?)"
    rf"(?P<k>\s?(?:{_THOUSANDS}))?\s?(?P<p>%)?(?P<s>\s*[-']?(?:[дтн][аеоө]н|[гқк][аеоө]|ға|[dt]?[ae]n|[ae])?\s+(?:{_AFTER}))?"
    rf"(?:[дтн][аеоө]н)?\s*(?P<unit>{_WORD}(?:\s{_WORD}){{0,2}})?"
)
_QUALIFIER = (
    ("over", re.compile(r"свыше|более|не менее|over|more than|at least|астам|ашык|ашуун|aşkin|fazla|en az|кемінде|кеминде")),
    ("about", re.compile(r"около|почти|порядка|about|some|nearly|жуық|жакын|шамамен|чамасында|yaklaşik")),
)  # fmt: skip
_NO_UNIT = re.compile(
    r"^(?:мен\b|жаст|жашт|лет\b|жыл|год|г\b|час|мин|сағат|саат|saat|үй|дом|корпус|кабинет|улиц|көш|көч|тармақ|баб|стать|пункт|января|[^\W\d_]*(?:ноя|дек|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт)|june|july|may|april|march|ақпан|қараша)"
)
_NOT_OF_IT = re.compile(  # verbs and adjectives behind a noun, which say something else of it
    r"\s(?:[^\W\d_]+(?:ады|еді|йды|йді|йт|[ылнр](?:ат|ет|от|өт)|ıyor|iyor|uyor|üyor)|[^\W\d_]+(?:[оы]го|его|ных|ной|ным|ными|[ое]м|их))$"
)
_NO_NOUN = re.compile(  # participles: "60 % completed"
    r"[^\W\d_]+(?:ены|аны|яты|ено|ано|ally)(?:\s|$)"
)
_SHARE_OF = re.compile(  # what a share is of stands before it in Turkic languages
    r"(?P<unit>(?:[^\W\d_]{3,} )?[^\W\d_]{3,}(?:ы|і|у|ү|и|sı|si|ı|i|u|ü))\s*$"
)
_OF_A_NAME = re.compile(r"[a-z] ")  # in Cyrillic text: "NIS Grade 12"
_CYRILLIC = ("kk", "ky", "ru")
_MOST = 60


def read(text: Text, reading: Reading) -> None:
    """Fill in the figures; hours, days, numbers of houses, phones and acts are none."""
    taken = [
        span for _, finding in reading.found() for span in finding.spans if span[1] - span[0] < 60
    ]
    taken += [(day.start, day.end) for day in dates.find(text)]
    matches = [one for one in _FIGURE.finditer(text.low) if not _is_taken(one, taken)]
    figures = [_figure(one, text) for one in matches if _is_fact(one, text, reading.language)]
    reading.figures = figures[:_MOST]


def _is_taken(match: re.Match[str], taken: list[Span]) -> bool:
    return any(start < match.end("n") and match.start("n") < end for start, end in taken)


def _is_fact(match: re.Match[str], text: Text, language: str) -> bool:
    """Whether it counts something: no year, and no number that belongs to a Latin name."""
    unit, at = match["unit"] or "", match.start("n")
    named = language in _CYRILLIC and _OF_A_NAME.fullmatch(text.low[max(0, at - 2) : at])
    counts = match["p"] or (unit and not _NO_UNIT.match(unit))
    return bool(counts) and not named and not re.fullmatch(r"(?:19|20)\d\d", match["n"])


def _figure(match: re.Match[str], text: Text) -> Finding[Figure]:
    unit = _unit(match, text)
    start = match.start("q") if match["q"] else match.start("n")
    end = max(match.end(group) for group in ("n", "k", "p", "s") if match[group])
    words = text.low[start:end]
    qualifier = next((name for name, pattern in _QUALIFIER if pattern.search(words)), "")
    number = text.plain[match.start("n") : match.end("k") if match["k"] else match.end("n")]
    figure = Figure(
        number.strip() + ("%" if match["p"] else ""), text.plain[slice(*unit)], qualifier
    )
    exact = not (match["k"] or match["p"] or qualifier or len(match["n"]) > len("999"))
    return Finding(figure, ((start, max(end, unit[1])),), Mark.CHECK if exact else Mark.SURE)


def _unit(match: re.Match[str], text: Text) -> Span:
    """What is counted: the words behind the number; of a share also those before it."""
    start, end = match.span("unit") if match["unit"] else (match.end("n"), match.end("n"))
    if match["p"] and (start == end or _NO_NOUN.match(match["unit"])):
        shared = _SHARE_OF.search(text.low, text.sentence(match.start("n"))[0], match.start("n"))
        return shared.span("unit") if shared else (end, end)
    while trailing := _NOT_OF_IT.search(text.low, start, end):
        end = trailing.start()
    return start, end
