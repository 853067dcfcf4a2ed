"""Dates and hours as people of the five languages write them; the only place that formats them.

CLDR has no official style for Kazakh and Kyrgyz years and no Kyrgyz dative months, so the
patterns are ours. Every function takes the language last. Nothing here returns U+202F.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_timedelta
from babel.units import format_unit

_LOCALES = {"kk": "kk", "ky": "ky", "ru": "ru", "en": "en_GB", "tr": "tr"}
_KY_MONTHS = (
    "январы", "февралы", "марты", "апрели", "майы", "июну",
    "июлу", "августу", "сентябры", "октябры", "ноябры", "декабры",
)  # fmt: skip
_FULL = {
    "kk": "y 'жылғы' d MMMM",
    "ru": "d MMMM y 'года'",
    "en": "d MMMM y",
    "tr": "d MMMM y",
}
_DAY_MONTH = {"kk": "d MMMM", "ru": "d MMMM", "en": "d MMMM", "tr": "d MMMM"}
_MONTH_YEAR = {
    "kk": "y 'ж.' MMMM",
    "ky": "y-'ж.' MMMM",
    "ru": "LLLL y",
    "en": "LLLL y",
    "tr": "LLLL y",
}
_SHORT = {
    "kk": "d MMM y",
    "ky": "d MMM y",
    "ru": "d MMM y",
    "en": "d MMM y",
    "tr": "d MMM y",
}
_DASH = "–"
MORNING = time(6)  # what ends before it belongs to the day before


def full(day: date, language: str) -> str:
    """The day with its weekday: `Friday 4 December 2026`, `2026 жылғы 4 желтоқсан, жұма`."""
    spelled, name = without_weekday(day, language), weekday(day, language)
    if language == "en":
        return f"{name} {spelled}"
    if language == "ru":
        return f"{name}, {spelled}"
    return f"{spelled} {name}" if language == "tr" else f"{spelled}, {name}"


def without_weekday(day: date, language: str) -> str:
    """The day in full: `4 December 2026`, `2026-жылдын 4-декабры`."""
    if language == "ky":
        return f"{day.year}-жылдын {_ky_day(day)}"
    return _format(day, _FULL[language], language)


def day_month(day: date, language: str) -> str:
    """The day without its year: `4 December`, `4-декабры`."""
    return _ky_day(day) if language == "ky" else _format(day, _DAY_MONTH[language], language)


def weekday_day_month(day: date, language: str) -> str:
    """The day with a short weekday: `Fri 4 December`, `жм, 4 желтоқсан`."""
    gap = " " if language == "en" else ", "
    return f"{short_weekday(day, language)}{gap}{day_month(day, language)}"


def heading(day: date, language: str) -> str:
    """The same where a line begins with it: `Пятница, 4 декабря 2026 года`."""
    text = full(day, language)
    return text[:1].upper() + text[1:]


def short(day: date, language: str) -> str:
    """The day in little room: `4 Dec 2026`."""
    return _format(day, _SHORT[language], language)


def month_year(day: date, language: str) -> str:
    """The month as a heading: `December 2026`, `2026 ж. желтоқсан`."""
    text = _format(day, _MONTH_YEAR[language], language)
    return text if language in ("kk", "ky") else text[:1].upper() + text[1:]


def month(day: date, language: str) -> str:
    """The name of the month alone, as a heading: `December`, `Декабрь`."""
    text = _format(day, "LLLL", language)
    return text[:1].upper() + text[1:]


def short_month(day: date, language: str) -> str:
    """The month in little room: `Dec`, `дек`; the first of a year with its year: `Jan 27`."""
    return _plain(_format(day, "LLL yy" if day.month == 1 else "LLL", language))


def weekday(day: date, language: str) -> str:
    """The name of the day of the week: `Friday`, `жұма`."""
    return _format(day, "EEEE", language)


def narrow_weekday(day: date, language: str) -> str:
    """The head of a column in a small calendar: `Fr`, `Жм`, `Cu`."""
    text = _format(day, "cccccc", language).rstrip(".")
    return text[:1].upper() + text[1:]


def short_weekday(day: date, language: str) -> str:
    """Two or three letters: `Fri`, `жм`."""
    return _format(day, "EEE", language).rstrip(".")


def day_range(first: date, last: date, language: str) -> str:
    """From the first day to the last: `4–6 December 2026`, `30 November – 2 December 2026`."""
    if first == last:
        return without_weekday(first, language)
    if first.year != last.year:
        return f"{without_weekday(first, language)} {_DASH} {without_weekday(last, language)}"
    end = without_weekday(last, language)
    if (first.year, first.month) == (last.year, last.month):
        return end.replace(
            day_month(last, language), f"{first.day}{_DASH}{day_month(last, language)}"
        )
    start = day_month(first, language)
    written = day_month(last, language)
    return end.replace(written, f"{start} {_DASH} {written}")


def clock(moment: time | datetime) -> str:
    """Hours and minutes on the 24-hour clock, alike in all five languages: `09:30`."""
    return f"{moment:%H:%M}"


def clock_range(start: time | datetime, end: time | datetime | None, language: str) -> str:
    """From hour to hour: `12:00 to 13:30` in English, `12:00–13:30` elsewhere."""
    if end is None:
        return clock(start)
    between = " to " if language == "en" else _DASH
    return f"{clock(start)}{between}{clock(end)}"


def spans_days(start: datetime, end: datetime | None) -> bool:
    """Whether hours on the wall lie on several days, and do not merely end after midnight."""
    if end is None:
        return False
    nights = (end.date() - start.date()).days
    return nights > 1 or (nights == 1 and end.time() > MORNING)


def day_and_hours(start: datetime, end: datetime | None, language: str) -> str:
    """`Friday 4 December 2026, 12:00 to 13:30`; of several days `4–6 December 2026, 10:00 to 17:00`."""
    several = end is not None and spans_days(start, end)
    day = (
        day_range(start.date(), end.date(), language) if end and several else full(start, language)
    )
    return f"{day}, {clock_range(start, end, language)}"


def moment(instant: datetime, zone: str, language: str) -> str:
    """Day and hour of an aware instant in a zone: `4 December 2026, 12:00`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{without_weekday(local, language)}, {clock(local)}"


def short_moment(instant: datetime, zone: str, language: str) -> str:
    """Day and hour in little room: `4 Dec 2026, 12:00`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{short(local, language)}, {clock(local)}"


def offset(instant: datetime, zone: str) -> str:
    """The distance of a zone from UTC at an instant: `UTC+6`, `UTC+5:30`."""
    shift = instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = int(shift.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def short_weekday_month(day: date, language: str) -> str:
    """The words beside a day's numeral: `Thu, Nov`, `бс, қар`."""
    name = _format(day, "MMM", language).rstrip(".")
    return f"{short_weekday(day, language)}, {name}"


def weekday_month_year(day: date, language: str) -> str:
    """The words beside a large numeral: `Friday, December 2026`, `Жұма, 2026 ж. желтоқсан`."""
    name = weekday(day, language)
    return f"{name[:1].upper()}{name[1:]}, {_format(day, _MONTH_YEAR[language], language)}"


def distance(days: int, language: str) -> str:
    """How far a day is from today: `in 8 days`, `8 күннен кейін`; the past likewise."""
    gap = timedelta(days=days)
    text = format_timedelta(
        gap, granularity="day", threshold=1e9, add_direction=True, locale=_LOCALES[language]
    )
    return _plain(text)


def waited(time: timedelta, language: str) -> str:
    """How long somebody has waited, in its largest unit: `2 days`, `22 hrs`, `12 mins`."""
    return _plain(format_timedelta(time, threshold=1, format="short", locale=_LOCALES[language]))


def duration(minutes: int, language: str) -> str:
    """How long something takes: `8 hours` where it is whole hours, else `90 minutes`."""
    hours, rest = divmod(minutes, 60)
    amount, unit = (minutes, "duration-minute") if rest else (hours, "duration-hour")
    return _plain(format_unit(amount, unit, length="long", locale=_LOCALES[language]))


def locale_name(language: str) -> str:
    """The locale Babel formats a language in (British English, not American)."""
    return _LOCALES[language]


def _ky_day(day: date) -> str:
    return f"{day.day}-{_KY_MONTHS[day.month - 1]}"


@lru_cache(maxsize=4096)  # a list names the same days again and again
def _format(day: date, pattern: str, language: str) -> str:
    return _plain(format_date(day, pattern, locale=_LOCALES[language]))


def _plain(text: str) -> str:
    """Without the narrow no-break space, for which web fonts have no sign."""
    return text.replace("\u202f", "\u00a0")
