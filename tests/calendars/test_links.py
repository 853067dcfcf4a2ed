"""The link to Google Calendar."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from eventsapp.calendars import links
from eventsapp.core.texts import Texts
from eventsapp.events.models import Precision
from tests.factories import make_city, make_event, make_venue


def read(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_google_gets_the_event_in_utc_and_its_zone(app):
    event = make_event(city=make_city())

    address = links.google(event, "ky")

    assert address.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    assert "+" not in address
    assert read(address) == {
        "action": "TEMPLATE",
        "text": "Коопсуз билим берүү чөйрөсү",
        "dates": "20261204T060000Z/20261204T073000Z",
        "ctz": "Asia/Bishkek",
        "location": "Ош",
        "details": read(address)["details"],
    }
    assert f"https://agenda.example.org/ky/e/{event.slug}" in read(address)["details"]


def test_google_gets_whole_days_with_the_day_after(app):
    event = make_event(precision=Precision.DAY, ends=datetime(2026, 12, 6))

    found = read(links.google(event, "en"))

    assert found["dates"] == "20261204/20261207"
    assert "ctz" not in found


@pytest.mark.parametrize("letters", [100, 1000, 5000])
def test_google_gets_no_more_than_fits(app, letters):
    long = Texts(ky="Өзгөрүү " * (letters // 8))
    venue = make_venue(names=long, address=long)
    event = make_event(titles=long, summaries=long, venue=venue)

    address = links.google(event, "ky")

    assert len(address) <= 2000
    assert read(address)["text"].startswith("Өзгөрүү Өзгөрүү")


def test_google_gets_no_secret_link(app):
    assert "secret" not in links.google(
        make_event(online_url="https://meet.example.org/secret"), "en"
    )
