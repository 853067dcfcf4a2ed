"""Phone numbers as the region writes them."""

import pytest

from eventsapp.contacts import phones


@pytest.mark.parametrize(
    ("written", "country", "e164"),
    [
        ("+7 (7172) 90-00-11", "KZ", "+77172900011"),
        ("8 (702) 900-00-12", "KZ", "+77029000012"),
        ("8 702 900 00 12", "KZ", "+77029000012"),
        ("8 (702) 900-00-11", "KG", "+77029000011"),
        ("8 702 900 00 11 вн. 5", "TR", "+77029000011"),
        ("+996 500 900011", "KG", "+996500900011"),
        ("0500 90 00 11", "KG", "+996500900011"),
        ("+996 500 900011", "KZ", "+996500900011"),
        ("0312 444 55 66", "TR", "+903124445566"),
        ("+7 (7172) 90-00-11, вн. 105", "KZ", "+77172900011"),
        ("+7 (7172) 90-00-11 ішкі 105", "KZ", "+77172900011"),
        ("+7 (7172) 90-00-11 доб. 105", "KZ", "+77172900011"),
        ("+90 312 444 55 66 dahili 12", "KG", "+903124445566"),
        ("90-00-11", "KZ", None),
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
