"""Dates as people of the five languages write them (design, "Dates on screen")."""

from datetime import UTC, date, datetime, time

import pytest

from eventsapp.core import dates
from eventsapp.core.texts import LANGUAGES

FRIDAY = date(2026, 12, 4)


def in_all(write, *values) -> dict[str, str]:
    return {language: write(*values, language) for language in LANGUAGES}


def test_full_is_the_official_form():
    assert in_all(dates.full, FRIDAY) == {
        "kk": "2026 жылғы 4 желтоқсан, жұма",
        "ky": "2026-жылдын 4-декабры, жума",
        "ru": "пятница, 4 декабря 2026 года",
        "en": "Friday 4 December 2026",
        "tr": "4 Aralık 2026 Cuma",
    }


def test_kyrgyz_months_take_their_possessive_form():
    written = [dates.day_month(date(2026, month, 1), "ky") for month in range(1, 13)]

    assert written == [
        "1-январы", "1-февралы", "1-марты", "1-апрели", "1-майы", "1-июну",
        "1-июлу", "1-августу", "1-сентябры", "1-октябры", "1-ноябры", "1-декабры",
    ]  # fmt: skip


def test_short_fits_little_room():
    assert in_all(dates.short, FRIDAY) == {
        "kk": "4 жел. 2026",
        "ky": "4 дек. 2026",
        "ru": "4 дек. 2026",
        "en": "4 Dec 2026",
        "tr": "4 Ara 2026",
    }


def test_month_year_is_a_heading():
    assert in_all(dates.month_year, FRIDAY) == {
        "kk": "2026 ж. желтоқсан",
        "ky": "2026-ж. декабрь",
        "ru": "Декабрь 2026",
        "en": "December 2026",
        "tr": "Aralık 2026",
    }


def test_day_month_leaves_the_year_out():
    assert in_all(dates.day_month, FRIDAY) == {
        "kk": "4 желтоқсан",
        "ky": "4-декабры",
        "ru": "4 декабря",
        "en": "4 December",
        "tr": "4 Aralık",
    }


@pytest.mark.parametrize(
    ("language", "within_month", "over_months"),
    [
        ("kk", "2026 жылғы 4–6 желтоқсан", "2026 жылғы 30 қараша – 2 желтоқсан"),
        ("ky", "2026-жылдын 4–6-декабры", "2026-жылдын 30-ноябры – 2-декабры"),
        ("ru", "4–6 декабря 2026 года", "30 ноября – 2 декабря 2026 года"),
        ("en", "4–6 December 2026", "30 November – 2 December 2026"),
        ("tr", "4–6 Aralık 2026", "30 Kasım – 2 Aralık 2026"),
    ],
)
def test_day_range_says_month_and_year_once(language, within_month, over_months):
    assert dates.day_range(FRIDAY, date(2026, 12, 6), language) == within_month
    assert dates.day_range(date(2026, 11, 30), date(2026, 12, 2), language) == over_months


def test_day_range_over_new_year_says_both_years():
    written = dates.day_range(date(2026, 12, 30), date(2027, 1, 2), "en")

    assert written == "30 December 2026 – 2 January 2027"


def test_clock_range_has_24_hours():
    assert dates.clock_range(time(9, 30), time(13), "en") == "09:30 to 13:00"
    assert dates.clock_range(time(9, 30), time(13), "kk") == "09:30–13:00"
    assert dates.clock_range(time(9, 30), None, "ru") == "09:30"


def test_moment_is_local_to_the_zone():
    instant = datetime(2026, 12, 4, 6, tzinfo=UTC)

    assert dates.moment(instant, "Asia/Bishkek", "en") == "4 December 2026, 12:00"
    assert dates.moment(instant, "Asia/Almaty", "en") == "4 December 2026, 11:00"


@pytest.mark.parametrize(
    ("instant", "zone", "offset"),
    [
        (datetime(2024, 2, 28, tzinfo=UTC), "Asia/Almaty", "UTC+6"),
        (datetime(2024, 3, 30, tzinfo=UTC), "Asia/Almaty", "UTC+5"),
        (datetime(2026, 1, 1, tzinfo=UTC), "Asia/Kolkata", "UTC+5:30"),
        (datetime(2026, 1, 1, tzinfo=UTC), "America/New_York", "UTC-5"),
        (datetime(2026, 1, 1, tzinfo=UTC), "UTC", "UTC+0"),
    ],
)
def test_offset_follows_the_zone_through_its_changes(instant, zone, offset):
    assert dates.offset(instant, zone) == offset


def test_distance_is_relative_in_words():
    assert dates.distance(8, "kk") == "8 күннен кейін"
    assert dates.distance(1, "en") == "in 1 day"


def test_nothing_holds_a_narrow_no_break_space():
    written = [
        write(date(2026, month, 4), language)
        for write in (dates.full, dates.short, dates.month_year, dates.day_month, dates.month)
        for language in LANGUAGES
        for month in range(1, 13)
    ]

    assert not any("\u202f" in text for text in written)


def test_the_words_beside_a_numeral():
    assert in_all(dates.short_weekday_month, FRIDAY) == {
        "kk": "жм, жел",
        "ky": "жума, дек",
        "ru": "пт, дек",
        "en": "Fri, Dec",
        "tr": "Cum, Ara",
    }
    assert in_all(dates.weekday_month_year, FRIDAY) == {
        "kk": "Жұма, 2026 ж. желтоқсан",
        "ky": "Жума, 2026-ж. декабрь",
        "ru": "Пятница, декабрь 2026",
        "en": "Friday, December 2026",
        "tr": "Cuma, Aralık 2026",
    }


@pytest.mark.parametrize(
    ("language", "week"),
    [
        ("kk", "Дс Сс Ср Бс Жм Сб Жс"),
        ("ky", "Дш Шш Шр Бш Жм Иш Жш"),
        ("ru", "Пн Вт Ср Чт Пт Сб Вс"),
        ("en", "Mo Tu We Th Fr Sa Su"),
        ("tr", "Pt Sa Ça Pe Cu Ct Pa"),
    ],
)
def test_narrow_weekday_tells_every_day_apart(language, week):
    days = [date(2026, 11, 30 - 7 + day) for day in range(7)]

    assert " ".join(dates.narrow_weekday(day, language) for day in days) == week


def test_duration_is_in_hours_where_they_are_whole():
    assert in_all(dates.duration, 480) == {
        "kk": "8 сағат",
        "ky": "8 саат",
        "ru": "8 часов",
        "en": "8 hours",
        "tr": "8 saat",
    }
    assert in_all(dates.duration, 90)["ru"] == "90 минут"


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (None, "Friday 4 December 2026, 10:00"),
        (datetime(2026, 12, 4, 17), "Friday 4 December 2026, 10:00 to 17:00"),
        (datetime(2026, 12, 5, 1), "Friday 4 December 2026, 10:00 to 01:00"),
        (datetime(2026, 12, 5, 17), "4–5 December 2026, 10:00 to 17:00"),
        (datetime(2026, 12, 7, 1), "4–7 December 2026, 10:00 to 01:00"),
    ],
)
def test_day_and_hours_name_every_day(end, words):
    assert dates.day_and_hours(datetime(2026, 12, 4, 10), end, "en") == words
