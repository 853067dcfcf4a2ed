"""Calendars by their address: of another Dateline, behind redirects, of servers that misbehave."""

import socket

import pytest

from eventsapp.eventfiles import fetching
from eventsapp.eventfiles.fetching import NotFetched, fetch
from eventsapp.eventfiles.findings import LARGEST
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web.destinations import NotPublic, NotSecure
from tests.eventfiles.test_services import TALKS, ics
from tests.factories import make_event

ADDRESS = "/desk/events/import"
CALENDAR = {"Content_Type": "text/calendar; charset=utf-8"}


def send(desk, address):
    form = {"address": address, "language": "en", "type": "briefing"}
    return desk.post(ADDRESS, data=form, follow_redirects=True)


@pytest.mark.parametrize("path", ["/en/events.ics", "/en/events.json", "/en/e/{}", "/en/e/{}.ics"])
def test_events_of_another_dateline_are_looked_at_and_taken_over(desk, client, site, path):
    slug = make_event().slug
    for each in ("/en/events.ics", "/en/events.json", f"/en/e/{slug}", f"/en/e/{slug}.ics"):
        answer = client.get(each)
        site.put(each, answer.data, Content_Type=answer.headers["Content-Type"])

    page = send(desk, site.url(path.format(slug)))

    assert "1 of 1 event can be imported." in page.text
    assert f"127.0.0.1:{site.server_port}" in page.text
    desk.post(f"{page.request.path}/take")
    original, draft = db.session.query(Event).order_by(Event.id)
    assert (draft.starts_at, draft.titles["en"]) == (
        original.starts_at,
        "Safe learning environment",
    )


def test_a_redirect_is_followed_when_its_end_may_be_called(app, site):
    site.put("/new.ics", ics(TALKS), **CALENDAR)
    old = site.put("/old.ics", status=301, Location="/new.ics")

    name, data = fetch(old)

    assert (name, data) == (f"127.0.0.1:{site.server_port}", ics(TALKS))


@pytest.mark.parametrize(
    ("end", "refusal"), [("https://10.0.0.7/a.ics", NotPublic), ("http://8.8.8.8/", NotSecure)]
)
def test_a_redirect_into_another_network_is_refused(app, site, end, refusal):
    address = site.put("/old.ics", status=302, Location=end)

    with pytest.raises(refusal):
        fetch(address)


def test_a_redirect_to_what_is_no_address_ends(app, site):
    address = site.put("/old.ics", status=302, Location="http://[::1")

    with pytest.raises(NotFetched):
        fetch(address)


def test_redirects_in_a_circle_end(app, site):
    address = site.put("/a.ics", status=302, Location="/a.ics")

    with pytest.raises(NotFetched):
        fetch(address)

    assert len(site.asked) == fetching.MOST_STEPS


@pytest.mark.parametrize(
    "page",
    [
        {"status": 404},
        {"status": 302},
        {"body": b"<p>No calendar", "Content_Type": "text/html"},
        {"body": b"BEGIN:VCALENDAR", "Content_Length": "4000", **CALENDAR},
    ],
)
def test_what_is_no_calendar_or_cut_off_is_not_taken(app, site, page):
    with pytest.raises(NotFetched):
        fetch(site.put("/", **page))


def test_more_than_fits_is_not_read_to_its_end(app, site):
    _name, data = fetch(site.put("/a.ics", b"A" * (2 * LARGEST), **CALENDAR))

    assert len(data) == LARGEST + 1


def test_a_server_that_never_answers_is_left(app, monkeypatch):
    monkeypatch.setitem(app.config, "WEBHOOK_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setattr(fetching, "LONGEST_SECONDS", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(NotFetched),
    ):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/a.ics")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://127.0.0.1/events.ics", "This server is in a private network."),
        ("webcal://10.0.0.7/events.ics", "This server is in a private network."),
        ("10.0.0.7/events.ics", "This server is in a private network."),
        ("http://8.8.8.8/events.ics", "Write a whole address that begins with https://"),
        ("https://8.8.8.8/" + "a" * 2000, "This address is too long."),
    ],
)
def test_an_address_that_may_not_be_called_is_kept_in_the_form(desk, address, words):
    page = send(desk, address)

    assert page.status_code == 422
    assert words in page.text
    assert address[:40] in page.text


def test_nobody_waits_for_the_other_server(desk, monkeypatch):
    open_ = []

    def fetch_late(_address):
        open_.append(db.session().in_transaction())
        return "example.org", ics(TALKS)

    monkeypatch.setattr(fetching, "fetch", fetch_late)
    send(desk, "https://example.org/events.ics")

    assert open_ == [False]
