"""Pages that say what went wrong: nothing is lost, and there is a way on."""

import re
from datetime import datetime
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from eventsapp.core.texts import Texts
from eventsapp.events.models import Visibility
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from tests.factories import make_category, make_event
from tests.site.reading import words

ADA = {"name": 'Ada "<b>" King', "email": "ada@example.org"}


@pytest.fixture
def checked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The app with the check of form tokens, as in production."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return app


def test_an_address_that_leads_nowhere_names_the_next_events(client):
    days = [datetime(2026, 12, day, 12) for day in (3, 4, 5, 6)]
    for start in reversed(days):
        make_event(starts=start, titles=Texts(en=f"Briefing of {start.day} December"))
    make_event(titles=Texts(en="Behind closed doors"), visibility=Visibility.PRIVATE)

    page = client.get("/en/e/no-such-event")

    assert page.status_code == 404
    assert re.findall(r"Briefing of (\d)", words(page)) == ["3", "4", "5"]
    assert "Behind closed doors" not in page.text


def test_an_address_that_leads_nowhere_is_told_so_while_the_database_is_away(client, monkeypatch):
    def fail(*_wanted, **_how):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("eventsapp.site.queries.places", fail)

    answer = client.get("/en/nowhere")

    assert answer.status_code == 404
    assert "/en/" in answer.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/desk/", "/desk"),
        ("/account/sign-in/", "/account/sign-in"),
        ("/en/events.ics/?type=briefing", "/en/events.ics?type=briefing"),
    ],
)
def test_an_address_typed_with_a_slash_behind_it_is_found(client, typed, meant):
    answer = client.get(typed)

    assert (answer.status_code, answer.location) == (308, meant)


@pytest.mark.parametrize("path", ["/example.org/", "/en/e/none/", "/desk/nothing/"])
def test_other_addresses_with_a_slash_lead_nowhere(client, path):
    assert client.get(path, follow_redirects=True).status_code == 404


@pytest.mark.parametrize("language", ["kk", "tr"])
def test_an_address_that_leads_nowhere_is_answered_in_its_language(client, desk, language):
    for browser in (client, desk):
        page = browser.get(f"/{language}/no/such/page")
        assert page.status_code == 404
        assert f'<html lang="{language}"' in page.text


def test_an_address_that_leads_nowhere_is_told_so_while_nothing_is_announced(client):
    page = client.get("/en/e/no-such-event")

    assert page.status_code == 404
    assert "Upcoming events" not in words(page)


@pytest.mark.parametrize(
    "path", ["/desk/e/4711/details", "/desk/no/such/page", "/system/organisations"]
)
def test_a_page_that_says_no_keeps_people_at_work_within_the_desk(desk, client, path):
    inside, outside = desk.get(path), client.get(path, follow_redirects=True)

    assert inside.status_code in (403, 404)
    assert 'href="/desk/events"' in inside.text
    assert 'action="/account/sign-out"' in inside.text
    assert 'action="/account/sign-out"' not in outside.text
    assert "For organisers" not in words(inside)
    assert "Upcoming events" not in words(inside)


def token_of(page) -> str:
    return re.search('name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]


def outdate(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_TIME_LIMIT", -1)


def test_expired_form_keeps_what_was_typed_and_works_when_sent_again(checked, client, monkeypatch):
    category = make_category()
    address = f"/en/e/{category.event.slug}/register?from=mail"
    old = token_of(client.get(address))
    filled = ADA | {"category_id": str(category.id), "csrf_token": old}

    with monkeypatch.context() as context:
        outdate(checked, context)
        page = client.post(address, data=filled)
    assert page.status_code == 400
    assert "What you entered is kept: send it again." in words(page)
    assert f'action="{address}"' in page.text
    assert 'value="Ada &#34;&lt;b&gt;&#34; King"' in page.text
    assert db.session.scalars(select(Registration)).all() == []

    again = client.post(address, data=filled | {"csrf_token": token_of(page)})
    assert again.status_code == 302
    assert [each.name for each in db.session.scalars(select(Registration))] == [ADA["name"]]


@pytest.mark.parametrize("name", ["password", "new_password", "present"])
def test_expired_form_repeats_no_password(checked, client, name):
    page = client.post("/account/sign-in", data={"email": "dana@example.org", name: "my secret"})

    assert page.status_code == 400
    assert "dana@example.org" in page.text
    assert "my secret" not in page.text


def test_expired_form_asks_for_its_files_again(checked, desk):
    address = f"/desk/organisations/{desk.organisation.id}"
    sent = {"names-en": "Press House", "logo": (BytesIO(b"a picture"), "logo <1>.png")}

    page = desk.post(address, data=sent)

    assert page.status_code == 400
    assert "Choose this file again: logo <1>.png" in words(page).replace("&lt;", "<")
    assert 'enctype="multipart/form-data"' in page.text
    assert '<input class="input" type="file" id="again-1" name="logo">' in page.text
    assert 'name="names-en" value="Press House"' in page.text


@pytest.fixture
def away(app: Flask):
    """Whoever asks has it cut off: no connection to the database is there, none can be made."""

    def refuse(*_given):
        raise db.engine.dialect.loaded_dbapi.OperationalError("no connection")

    def cut():
        db.session.remove()
        db.engine.dispose()
        event.listen(db.engine, "do_connect", refuse)

    yield cut
    event.remove(db.engine, "do_connect", refuse)


def test_a_form_sent_while_the_database_is_away_can_be_sent_again(client, away):
    form = f"/en/e/{make_event().slug}/register"
    away()

    page = client.post(form, data=ADA | {"csrf_token": "old"})

    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert f'action="{form}?"' in page.text
    assert 'name="name" value="Ada &#34;&lt;b&gt;&#34; King"' in page.text
    assert "nothing was changed" in words(page)


def test_pages_say_that_the_database_is_away(client, desk, away):
    kept = f"/en/e/{make_event().slug}"
    assert client.get(kept).status_code == 200
    away()

    for browser, address in ((client, kept), (client, "/en/"), (desk, "/desk")):
        page = browser.get(address)
        assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
        assert "We are back in a few minutes" in page.text


def test_programs_are_told_that_the_database_is_away(client, away):
    away()

    answer = client.get("/api/v1/events")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.mimetype == "application/problem+json"
