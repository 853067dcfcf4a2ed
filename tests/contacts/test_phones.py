"""Phone numbers as the region writes them."""

import pytest

from eventsapp.contacts import phones


@pytest.mark.parametrize(
    ("written", "country", "e164"),
    [
        ("+7 (7172) 24-93-05", "KZ", "+77172249305"),
        ("8 (702) 261-72-86", "KZ", "+77022617286"),
        ("8 702 261 72 86", "KZ", "+77022617286"),
        ("8 (702) 900-00-11", "KG", "+77029000011"),
        ("8 702 900 00 11 вн. 5", "TR", "+77029000011"),
        ("+996 500 241092", "KG", "+996500241092"),
        ("0500 24 10 92", "KG", "+996500241092"),
        ("+996 500 241092", "KZ", "+996500241092"),
        ("0312 444 55 66", "TR", "+903124445566"),
        ("+7 (7172) 24-93-05, вн. 105", "KZ", "+77172249305"),
        ("+7 (7172) 24-93-05 ішкі 105", "KZ", "+77172249305"),
        ("+7 (7172) 24-93-05 доб. 105", "KZ", "+77172249305"),
        ("+90 312 444 55 66 dahili 12", "KG", "+903124445566"),
        ("24-93-05", "KZ", None),
        ("on request", "KZ", None),
        ("", "KZ", None),
        ("+" * 300, "KZ", None),
    ],
)
def test_read_gives_e164_or_nothing(written, country, e164):
    assert phones.read(written, country) == e164


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Asia/Bishkek", "KG"),
        ("Asia/Qyzylorda", "KZ"),
        ("Asia/Almaty", "KZ"),
        ("Europe/Istanbul", "TR"),
    ],
)
def test_country_of_a_zone(zone, country):
    assert phones.country_of(zone) == country
