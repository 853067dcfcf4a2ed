"""The links that copy an event into calendars on the web."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from eventsapp.calendars import links
from eventsapp.core.texts import Texts
from eventsapp.events.models import Precision
from tests.factories import make_city, make_event, make_venue


def link(event, language, name):
    return {each.name: each.url for each in links.add_links(event, language)}[name]


def google(event, language):
    return link(event, language, "Google Calendar")


def read(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_google_gets_the_event_in_utc_and_its_zone(app):
    event = make_event(city=make_city())

    address = google(event, "ky")

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

    found = read(google(event, "en"))

    assert found["dates"] == "20261204/20261207"
    assert "ctz" not in found


@pytest.mark.parametrize("letters", [100, 1000, 5000])
def test_google_gets_no_more_than_fits(app, letters):
    long = Texts(ky="Өзгөрүү " * (letters // 8))
    venue = make_venue(names=long, address=long)
    event = make_event(titles=long, summaries=long, venue=venue)

    address = google(event, "ky")

    assert len(address) <= 2000
    assert read(address)["text"].startswith("Өзгөрүү Өзгөрүү")


def test_google_gets_no_secret_link(app):
    assert "secret" not in google(make_event(online_url="https://meet.example.org/secret"), "en")


@pytest.mark.parametrize(
    ("name", "host"), [("Outlook.com", "outlook.live.com"), ("Microsoft 365", "outlook.office.com")]
)
def test_outlook_gets_the_event_in_utc(app, name, host):
    event = make_event(city=make_city())

    address = link(event, "ky", name)

    assert address.startswith(f"https://{host}/calendar/deeplink/compose?")
    assert "+" not in address
    assert read(address) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": "2026-12-04T06:00:00Z",
        "enddt": "2026-12-04T07:30:00Z",
        "allday": "false",
        "subject": "Коопсуз билим берүү чөйрөсү",
        "location": "Ош",
        "body": read(address)["body"],
    }


def test_yahoo_gets_start_and_end_in_utc(app):
    address = link(make_event(city=make_city()), "en", "Yahoo")

    found = read(address)
    assert address.startswith("https://calendar.yahoo.com/?v=60&")
    assert (found["st"], found["et"]) == ("20261204T060000Z", "20261204T073000Z")
    assert (found["title"], found["in_loc"]) == ("Safe learning environment", "Osh")


def test_days_go_to_every_service_without_an_hour(app):
    event = make_event(precision=Precision.DAY, ends=datetime(2026, 12, 6))

    outlook, yahoo = read(link(event, "en", "Outlook.com")), read(link(event, "en", "Yahoo"))

    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == (
        "2026-12-04", "2026-12-07", "true",
    )  # fmt: skip
    assert (yahoo["st"], yahoo["et"], yahoo["dur"]) == ("20261204", "20261206", "allday")


def test_no_service_gets_more_than_fits_or_a_closed_link(app):
    long = Texts(ky="Өзгөрүү " * 600)
    event = make_event(titles=long, summaries=long, online_url="https://meet.example.org/secret")

    for each in links.add_links(event, "ky"):
        assert len(each.url) <= 2000
        assert "secret" not in each.url
