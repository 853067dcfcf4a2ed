"""The list for other sites: text that cannot do harm, no more than asked for, as many queries."""

import re
from datetime import datetime
from html import unescape

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.models import State, Visibility
from eventsapp.extensions import db
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_city, make_event, make_venue
from tests.site.reading import parts


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


def test_fragment_of_unknown_values_alone_is_missing(client):
    make_event(city=make_city())

    assert client.get("/en/events.html?city=nowhere").status_code == 404
    assert client.get("/en/events.html?city=nowhere&city=osh").text.count("<li") == 1


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
            make_category(make_event(venue=make_venue()), opens_at=NOW)
        app.extensions["dateline_shortcut"].forget()
        db.session.expire_all()
        with statements() as asked:
            client.get("/en/events.html")
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_builder_gives_a_snippet_that_shows_the_list_on_another_site(client):
    event = make_event(city=make_city())
    page = client.get("/en/embed?city=osh&in=ky&limit=3&theme=dark")

    fragment, script = re.findall(
        r'(?:data-dateline|src)="https://agenda\.example\.org(.*?)"', snippet(page)
    )

    answer = client.get(unescape(fragment))
    assert unescape(fragment) == "/ky/events.html?city=osh&limit=3"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "<html" not in answer.text
    assert f'href="https://agenda.example.org/ky/e/{event.slug}"' in answer.text
    assert client.get(script).headers["Content-Type"].startswith("text/javascript")
    assert 'data-theme="dark"' in snippet(page)


def test_builder_previews_what_the_other_site_will_show(client):
    make_event(titles=Texts(en="In English", ky="Кыргызча"))
    make_event(titles=Texts(en="Another"), starts=datetime(2026, 12, 9, 9))

    page = client.get("/en/embed?in=ky&limit=1")

    assert parts(page, "dateline-title") == ["Кыргызча"]
    assert parts(page, "dateline-more") == ["Бардык иш-чаралар"]
    assert "data-theme=" not in snippet(page)


def test_builder_keeps_to_what_there_is(client):
    page = client.get("/en/embed?in=xx&limit=1000&theme=%22%3E%3Cb%3E")

    assert 'data-dateline="https://agenda.example.org/en/events.html?limit=50"' in snippet(page)
    assert "data-theme=" not in snippet(page)


def test_the_look_of_themes_has_an_address_that_never_changes(client):
    answer = client.get("/embed.css")

    assert answer.headers["Content-Type"].startswith("text/css")
    assert '[data-dateline][data-theme="dark"]' in answer.text


def snippet(page):
    """The code to copy."""
    return unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)[1])
