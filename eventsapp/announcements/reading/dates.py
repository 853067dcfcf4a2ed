"""Days as people write them, in any of the languages: "2015 жылғы 18 қарашада", "23-24 June"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from babel import Locale

from eventsapp.announcements.reading.text import Text

_EXTRA_MONTHS = {  # what Babel has no names for: Kazakh in Latin, Uzbek, traditional Kyrgyz, short forms
    1: "қантар qantar qańtar yanvar jan янв үчтүн", 2: "aqpan fevral feb фев бирдин",
    3: "naýryz nauryz mart mar жалган", 4: "sáýir säuir aprel апр чын", 5: "mamyr мая бугу",
    6: "maýsym mausym iyun jun кулжа", 7: "shilde şilde iyul jul теке", 8: "tamyz avgust aug авг баш",
    9: "қыркүйег qyrkúiek qyrküiek sentabr sentyabr sep sept сент сен аяк", 10: "qazan oktabr oktyabr oct окт тогуздун",
    11: "qarasha qaraşa noyabr nov нояб ноя жетинин", 12: "jeltoqsan dekabr dec дек бештин",
}  # fmt: skip
_RELATIVE = {
    0: r"сегодня(?!ш)|бүгін(?!гі таңда)\w*|бүгүн(?!кү күндө)\w*|today|bugün\w*|bugun\w*|бугун\w*",
    1: r"завтра\w*|ертең\w*|эртең\w*|эртен\w*|tomorrow|yarin\w*|ertaga\w*|эртага\w*",
}
_LOCALES = ("kk", "ky", "ru", "en", "tr", "uz", "uz_Cyrl")
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TAIL = r"(?:st|nd|rd|th|-?го|-?е|-?ші|-?чи|-?inci|-?nci)?"
_JOIN = r"\s*(?:-|,|&|\band\b|\bи\b|\bпо\b|\bto\b|\bmen\b|\bмен\b|\bменен\b|\bжана\b|\bжәне\b|\bve\b|\bva\b|\bва\b)\s*"
_DAYS = rf"(?<!\d-)(?P<days>{_DAY}{_TAIL}(?:{_JOIN}{_DAY}{_TAIL}(?![\d:.]\d))*)"
_YEAR_WORD = r"\s*[-.]?\s*(?:жыл\w*|ж\.|ж\b|yil\w*|йил\w*|jyl\w*|г\.|года?|году)"


@dataclass(frozen=True)
class Day:
    """A day or a range of days in the text; the year is None where it is not written."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None  # 0 is Monday
    offset: int | None = None  # days from the day of the text: today, tomorrow

    @property
    def is_range(self) -> bool:
        """Whether it names a first and a last day."""
        return self.last_day is not None


def find(text: Text) -> list[Day]:
    """Every day of a text in the order in which they stand."""
    taken: list[Day] = []
    for pattern in _patterns():
        for match in pattern.finditer(text.low):
            day = _read(match)
            if day and not any(day.start < one.end and one.start < day.end for one in taken):
                taken.append(day)
    joined = _join(sorted(taken, key=lambda one: one.start), text.low)
    return [_with_weekday(one, text) for one in joined]


def resolve(day: Day, reference: date, year: int | None) -> tuple[date, date | None] | None:
    """The dates meant: of a day without a year the one nearest to come, or just past."""
    if day.offset is not None:
        return reference + timedelta(days=day.offset), None
    years = [day.year or year] if day.year or year else _years(reference)
    possible = [one for one in (_make(each, day.month, day.day) for each in years if each) if one]
    if not possible:
        return None
    first = _fitting(possible, day, reference)
    last = None
    if day.last_day:
        last = _make(first.year, day.last_month or day.month, day.last_day)
        if last and last < first:
            last = _make(first.year + 1, last.month, last.day)
    return first, last if last != first else None


def weekdays(text: Text) -> list[tuple[int, int, int]]:
    """Names of weekdays: start, end, number."""
    return [
        (found.start(), found.end(), number)
        for number, pattern in _weekday_patterns()
        for found in pattern.finditer(text.low)
    ]


def _years(reference: date) -> list[int]:
    return [reference.year, reference.year + 1, reference.year - 1]


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fitting(possible: list[date], day: Day, reference: date) -> date:
    """The nearest day, a past one counting half as near; one whose weekday fits goes first."""

    def distance(one: date) -> tuple[bool, int]:
        away = (one - reference).days
        wrong = day.weekday is not None and one.weekday() != day.weekday
        return wrong and len(possible) > 1, away if away >= 0 else -2 * away

    near = min(possible, key=distance)
    nearest = min(possible, key=lambda one: abs((one - reference).days))
    return near if abs((near - reference).days) < 200 else nearest


def _read(match: re.Match[str]) -> Day | None:
    part = match.groupdict()
    start, end = match.span()
    if part.get("offset0") or part.get("offset1"):
        return Day(start, end, 0, 0, offset=0 if part.get("offset0") else 1)
    numbers = [int(number) for number in re.findall(r"\d+", part["days"])]
    month = int(part["m"]) if part.get("m") else _month_number(part["month"])
    year = int(part["year"]) if part.get("year") else None
    year = 2000 + year if year is not None and year < 100 else year
    if not 1 <= month <= 12 or not all(1 <= number <= 31 for number in numbers):
        return None
    last = numbers[-1] if len(numbers) > 1 and numbers[-1] > numbers[0] else None
    return Day(start, end, month, numbers[0], year, month if last else None, last)


def _join(days: list[Day], low: str) -> list[Day]:
    """Join "30 May - 2 June 2026" into one range."""
    joined: list[Day] = []
    for day in days:
        if joined and _are_range(joined[-1], day, low):
            joined[-1] = _up_to(joined[-1], day)
        else:
            joined.append(day)
    return joined


def _up_to(first: Day, last: Day) -> Day:
    return replace(
        first,
        end=last.end,
        year=first.year or last.year,
        last_month=last.last_month or last.month,
        last_day=last.last_day or last.day,
    )


def _are_range(first: Day, second: Day, low: str) -> bool:
    between = low[first.end : second.start]
    plain = first.offset is None and second.offset is None and not first.is_range
    return (
        plain
        and bool(re.fullmatch(r"(?:[нд]?[еаө]н|'?d[ea]n)?\s*(?:-|по|to|до)\s*", between))
        and (first.month, first.day) < (second.month, second.day)
    )


def _with_weekday(day: Day, text: Text) -> Day:
    """The day with the weekday written beside it, up to three signs away."""
    near = text.low[max(0, day.start - 18) : day.end + 22]
    shift = max(0, day.start - 18)
    for number, pattern in _weekday_patterns():
        for found in pattern.finditer(near):
            before, after = day.start - shift - found.end(), found.start() + shift - day.end
            if 0 <= before <= 5 or 0 <= after <= 4:
                return replace(day, weekday=number)
    return day


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{_months_alternation()})"
    numeric = r"(?P<m>0?[1-9]|1[0-2])"
    written = (
        rf"(?<![\d.])(?P<year>{_YEAR})-(?P<m>\d\d)-(?P<days>\d\d)(?!\d)",
        rf"(?<![\d.])(?P<days>{_DAY}(?:\s?-\s?{_DAY})?)(?P<sep>[./-]){numeric}(?P=sep)(?P<year>{_YEAR}|\d\d)(?![\d.]\d)(?:{_YEAR_WORD})?",
        rf"(?<!\d)(?P<year>{_YEAR})(?:{_YEAR_WORD})?\s*,?\s*\"?{_DAYS}\"?[-\s.]*{month}",
        rf"(?<![\d.:]){_DAYS}\"?(?:\s+of)?[-\s.]*{month}(?:[\s,.-]*(?P<year>{_YEAR})(?:{_YEAR_WORD})?)?",
        rf"\b{month}\s+{_DAYS}(?!\d|[:.]\d|\s*(?:час|жыл))(?:\s*,?\s*(?P<year>{_YEAR}))?",
        rf"\b(?:(?P<offset0>{_RELATIVE[0]})|(?P<offset1>{_RELATIVE[1]}))\b",
    )
    return tuple(re.compile(pattern) for pattern in written)


@cache
def _months() -> dict[str, int]:
    """The stem of every name of a month."""
    stems: dict[str, int] = {}
    for code in _LOCALES:
        for context in ("format", "stand-alone"):
            for number, name in Locale.parse(code).months[context]["wide"].items():
                stems[_stem(Text(name).low)] = number
    for number, names in _EXTRA_MONTHS.items():
        stems.update(dict.fromkeys(map(_stem, Text(names).low.split()), number))
    return stems


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 4 and name[-1] in "ьяаy" else name


@cache
def _months_alternation() -> str:
    stems = sorted(_months(), key=len, reverse=True)
    long = "|".join(re.escape(stem) for stem in stems if len(stem) > 4)
    short = "|".join(re.escape(stem) for stem in stems if len(stem) <= 4)
    ending = r"(?:'?(?:[тд][аеяуыү]\w{0,3}|н\w*|ын\w*|у\w{0,4}|ы\w{0,5}|ь|я|е|а|d[ae]\w{0,2}|\w?d[ae]n?|\w{1,2}n\w*))?"
    return rf"(?:{long})'?[^\W\d_]{{0,7}}|(?:{short}){ending}\b"


def _month_number(written: str) -> int:
    stems = _months()
    return next(
        (stems[written[:size]] for size in range(len(written), 1, -1) if written[:size] in stems), 0
    )


@cache
def _weekday_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    names: dict[int, set[str]] = {number: set() for number in range(7)}
    for code in _LOCALES:
        for number, name in Locale.parse(code).days["format"]["wide"].items():
            low = Text(name).low
            names[number].add(low[:-1] if code == "ru" and low[-1] in "аь" else low)
    return tuple(
        (number, re.compile(rf"\b(?:{'|'.join(sorted(each, key=len, reverse=True))})\w{{0,3}}\b"))
        for number, each in names.items()
    )
