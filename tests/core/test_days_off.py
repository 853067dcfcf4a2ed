"""Public holidays: named in our words, with the countries that keep them."""

from datetime import date

from holidays import country_holidays

from eventsapp.core import days_off
from eventsapp.core.days_off import COUNTRIES, NAMES


def test_every_holiday_of_these_years_has_words_of_ours(app):
    unknown = {
        name
        for country in COUNTRIES
        for names in country_holidays(country, years=range(2010, 2041), language="en_US").values()
        for name in (days_off._MOVED.sub("", each) for each in names.split("; "))
        if name not in NAMES and not name.startswith("Day off")
    }

    assert unknown == set()


def test_days_off_joins_the_countries_of_one_holiday(app):
    assert days_off.days_off(date(2026, 3, 8)) == [("International Women's Day", ["KZ", "KG"])]


def test_days_off_says_of_a_substitute_that_it_is_one(app):
    assert days_off.days_off(date(2026, 3, 9), ["KZ"]) == [
        ("International Women's Day (day off in lieu)", ["KZ"])
    ]


def test_days_off_in_follows_the_zone(app):
    independence = date(2026, 12, 16)

    assert days_off.days_off_in(independence, "Asia/Almaty") == ["Independence Day"]
    assert days_off.days_off_in(independence, "Asia/Bishkek") == []
    assert days_off.days_off_in(independence, "UTC") == []


def test_days_off_knows_nothing_of_other_countries(app):
    assert days_off.days_off(date(2026, 1, 1), ["AT"]) == []


def test_days_off_names_a_working_day_that_was_moved(app):
    assert days_off.days_off(date(2025, 1, 3), ["KZ"]) == [("Transferred day off", ["KZ"])]
