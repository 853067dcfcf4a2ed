"""The cities of the gazetteer are usable as they stand."""

from zoneinfo import ZoneInfo

from eventsapp.core import search
from eventsapp.venues.gazetteer import CITIES


def test_keys_differ_and_suit_addresses():
    keys = [city.key for city in CITIES]

    assert len(set(keys)) == len(keys)
    assert all(key.replace("-", "").isascii() and key.islower() for key in keys)


def test_every_zone_exists_and_kazakhstan_has_one_time():
    offsets = {ZoneInfo(city.timezone).key: city.country for city in CITIES}

    assert {zone for zone, country in offsets.items() if country == "KZ"} == {
        "Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Atyrau",
        "Asia/Oral", "Asia/Qostanay", "Asia/Qyzylorda",
    }  # fmt: skip


def test_kazakh_and_kyrgyz_names_use_no_latin_letters():
    mixed = [
        city.key
        for city in CITIES
        for name in city[3:6]
        if any(c.isascii() and c.isalpha() for c in name)
    ]

    assert mixed == []


def test_aktobe_is_found_in_any_script():
    aktobe = next(city for city in CITIES if city.key == "aktobe")

    assert {search.fold(name) for name in (aktobe.kk, aktobe.ru, aktobe.en)} == {"aktobe"}
