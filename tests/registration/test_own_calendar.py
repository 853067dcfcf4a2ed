"""The calendar of one address: what it holds, who gets it, how it ends."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.registration import retention
from eventsapp.registration.models import OwnCalendar, Status
from tests.calendars.reading import names, only
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration

EMAIL = "ada@example.org"


@pytest.fixture
def registration(app):
    return make_registration(email=EMAIL)


def make_address(client, registration):
    """Press the button; the address that the page then shows, below the host."""
    page = f"/r/{registration.token}/calendar"
    assert client.post(page).location == page
    return re.search(r'value="https://agenda\.example\.org(/f/\w+\.ics)"', client.get(page).text)[1]


def uids(answer):
    return [str(each["UID"]) for each in Calendar.from_ical(answer.data).events]


def test_no_address_is_made_before_it_is_asked_for(client, registration):
    answer = client.get(f"/r/{registration.token}/calendar")

    assert "/f/" not in answer.text
    assert db.session.query(OwnCalendar).count() == 0


def test_ticket_leads_to_it(client, registration):
    assert f'href="/r/{registration.token}/calendar"' in client.get(f"/r/{registration.token}").text


def test_feed_holds_every_event_of_the_address_and_no_other(client, registration):
    again = make_registration(email=EMAIL)
    make_registration(email="other@example.org")

    answer = client.get(make_address(client, registration))

    assert set(uids(answer)) == {registration.event.uid, again.event.uid}
    assert only(answer.data, "X-WR-CALNAME") == "X-WR-CALNAME:Dateline: my events"
    assert "SOURCE" not in names(answer.data)
    assert registration.token in answer.text.replace("\r\n ", "")  # the way to change or cancel


@pytest.mark.parametrize(
    ("status", "state", "said"),
    [
        (Status.CONFIRMED, State.PUBLISHED, ["STATUS:CONFIRMED"]),
        (Status.PENDING, State.PUBLISHED, ["STATUS:TENTATIVE"]),
        (Status.CONFIRMED, State.CANCELLED, ["STATUS:CANCELLED"]),
        (Status.CANCELLED, State.PUBLISHED, []),
        (Status.CONFIRMED, State.WITHDRAWN, []),
    ],
)
def test_feed_says_where_a_registration_stands(client, registration, status, state, said):
    address = make_address(client, registration)
    registration.status, registration.event.state = status, state
    db.session.commit()

    answer = client.get(address)

    assert re.findall(r"^STATUS:[A-Z]+", answer.text, re.MULTILINE) == said


def test_feed_is_for_the_person_alone(client, registration):
    answer = client.get(make_address(client, registration))

    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_feed_is_sent_once_to_those_who_have_it(client, registration):
    address = make_address(client, registration)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    dated = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (again.status_code, again.data) == (304, b"")
    assert dated.status_code == 304


def test_new_address_ends_the_old_one(client, registration):
    old = make_address(client, registration)
    new = make_address(client, registration)

    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


@pytest.mark.parametrize("token", ["x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_unknown_address_is_missing(client, token):
    assert client.get(f"/f/{token}.ics").status_code == 404


def test_link_of_a_registration_opens_no_calendar(client, registration):
    assert client.get(f"/f/{registration.token}.ics").status_code == 404


def test_feed_asks_as_much_for_three_events_as_for_one(client, registration):
    address, counted = make_address(client, registration), []
    for number in (0, 2):
        for _event in range(number):
            make_registration(make_category().event, email=EMAIL)
        db.session.expire_all()
        with statements() as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_address_ends_with_the_last_registration_that_is_known(client, registration, now):
    address = make_address(client, registration)
    other = make_registration(make_event(), email=EMAIL)

    retention.erase(registration, now=now)
    db.session.commit()
    assert uids(client.get(address)) == [other.event.uid]

    retention.erase(other, now=now + timedelta(days=1))
    db.session.commit()
    assert client.get(address).status_code == 404
