import pytest

from eventsapp.core.texts import LANGUAGES
from eventsapp.demo.crowd import Crowd


@pytest.mark.parametrize("persons", [0, 1, 7, 86])
def test_parties_add_up(persons):
    parties = list(Crowd().parties(persons, ["ky", "ru"], 1))

    assert sum(1 + len(party.companions) for party in parties) == persons


def test_parties_write_in_their_languages_from_addresses_of_their_own():
    parties = list(Crowd().parties(300, LANGUAGES, 1))

    addresses = [party.email for party in parties]
    assert len(addresses) == len(set(addresses)) > 90
    assert all(address.endswith("@example.org") for address in addresses)
    assert {party.language for party in parties} == set(LANGUAGES)


def test_the_crowd_is_the_same_each_time():
    assert list(Crowd().parties(40, ["tr"], 1)) == list(Crowd().parties(40, ["tr"], 1))
