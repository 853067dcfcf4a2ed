"""What settings say of each other where only one of them is given."""

import pytest

from eventsapp import config


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PORT": "8765"}, "http://127.0.0.1:8765"),
        ({"PORT": "8765", "BASE_URL": "https://agenda.example.org/"}, "https://agenda.example.org"),
    ],
)
def test_the_address_of_readers_follows_the_port_unless_it_is_named(environment, address):
    assert config.load(environment)["BASE_URL"] == address
