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


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "0", "a number from 1 on"),
        ("PORT", "70000", "a number up to 65535"),
        ("THREADS", "-1", "a number from 1 on"),
        ("TRUSTED_PROXIES", "-1", "a number from 0 on"),
        ("MAIL_TIMEOUT", "15s", "a whole number"),
        ("DEMO", "perhaps", "write 1 or 0"),
        ("BASE_URL", "press.example.org", "like https://press.example.org"),
        ("BASE_URL", "ftp://press.example.org", "like https://press.example.org"),
    ],
)
def test_a_setting_that_means_nothing_is_named(name, value, told):
    with pytest.raises(config.BadSetting, match=f"{name}='{value}'.*{told}"):
        config.load({name: value})


def test_a_clock_may_be_turned_back_and_a_switch_off():
    settings = config.load(
        {"CLOCK_OFFSET_SECONDS": "-60", "DEMO": "off", "OIDC_CREATES_ACCOUNTS": "Yes"}
    )

    assert settings["CLOCK_OFFSET_SECONDS"] == -60
    assert (settings["DEMO"], settings["OIDC_CREATES_ACCOUNTS"]) == (False, True)


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("postgres://press@db/dateline", "postgresql+psycopg://press@db/dateline"),
        ("postgresql://press@db/dateline", "postgresql+psycopg://press@db/dateline"),
        ("postgresql+psycopg://press@db/dateline", "postgresql+psycopg://press@db/dateline"),
        ("sqlite:////srv/dateline.db", "sqlite:////srv/dateline.db"),
        ("sqlite:///own.db", f"sqlite:///{config.ROOT}/own.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
    ],
)
def test_the_address_of_the_database_gets_its_driver(written, used):
    assert config.database_url(written) == used


@pytest.mark.parametrize("written", ["mysql://press@db/dateline", "dateline.db", "postgresql"])
def test_no_other_database_is_taken(written):
    with pytest.raises(config.BadSetting, match="DATABASE_URL"):
        config.database_url(written)
