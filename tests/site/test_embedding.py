"""The list for other sites: text that cannot do harm, no more than asked for, as many queries."""

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.models import State, Visibility
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import make_city, make_event, make_venue


def test_fragment_says_what_when_and_where_in_its_language(client):
    make_event(city=make_city())

    text = client.get("/ky/events.html").text

    assert "Коопсуз билим берүү чөйрөсү" in text
    assert "(UTC+6)" in text
    assert ">Ош<" in text


def test_fragment_has_no_more_than_asked_for(client):
    for _number in range(3):
        make_event()

    assert client.get("/en/events.html?limit=2").text.count("<li") == 2
    assert client.get("/en/events.html?limit=0").text.count("<li") == 1


@pytest.mark.parametrize("hidden", [{"state": State.DRAFT}, {"visibility": Visibility.UNLISTED}])
def test_fragment_holds_only_what_is_listed(client, hidden):
    make_event(**hidden)

    assert "No events are announced yet." in client.get("/en/events.html").text


def test_fragment_says_that_an_event_is_cancelled(client):
    make_event(state=State.CANCELLED)

    assert "Cancelled: Safe learning environment" in client.get("/en/events.html").text


def test_fragment_brings_no_script_into_another_site(client):
    make_event(titles=Texts(en="<script>alert(1)</script>"))

    assert "<script" not in client.get("/en/events.html").text


def test_fragment_asks_as_much_for_three_events_as_for_one(app, client):
    counted = []
    for number in (1, 2):
        for _event in range(number):
            make_event(venue=make_venue())
        app.extensions["dateline_shortcut"].forget()
        db.session.expire_all()
        with statements() as asked:
            client.get("/en/events.html")
        counted.append(len(asked))

    assert counted[0] == counted[1]
