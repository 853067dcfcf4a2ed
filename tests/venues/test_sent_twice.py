"""The form of a venue sent twice, as an example of every form of the desk that adds something."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from eventsapp.extensions import db
from eventsapp.venues.models import Venue
from eventsapp.web import once
from eventsapp.web.once import SentForm
from tests.factories import make_city, make_user
from tests.signing_in import sign_in
from tests.together import THREADS, together


def answers(**overrides):
    fields = {"names-en": "Press Centre", "city": str(make_city().id), "shown": "en"}
    return fields | {"csrf_token": "of one opening"} | overrides


def venues():
    return db.session.scalar(select(func.count(Venue.id)))


def test_same_form_sent_again_adds_nothing_and_leads_where_it_led(desk):
    form = answers()
    first = desk.post("/desk/venues/new", data=form)

    again = desk.post("/desk/venues/new", data=form)

    assert (first.status_code, again.status_code) == (302, 302)
    assert again.location == first.location
    assert venues() == 1
    assert "Nothing was added a second time." in desk.get(again.location).text


@pytest.mark.parametrize("change", [{"csrf_token": "of another opening"}, {"names-en": "Hall"}])
def test_form_opened_again_or_filled_in_otherwise_adds_another(desk, change):
    desk.post("/desk/venues/new", data=answers())

    desk.post("/desk/venues/new", data=answers(**change))

    assert venues() == 2


def test_form_that_was_refused_may_be_sent_again(desk):
    form = answers(**{"names-en": ""})

    refused = [desk.post("/desk/venues/new", data=form).status_code for _each in range(2)]

    assert refused == [422, 422]
    assert (venues(), db.session.scalars(select(SentForm)).all()) == (0, [])


@pytest.fixture
def taps(app):
    """Sends the same form from every thread, as somebody impatient does."""
    user, form = make_user(), answers()
    browsers = [sign_in(app.test_client(), user) for _each in range(THREADS)]

    def tap(number):
        return browsers[number].post("/desk/venues/new", data=form).status_code

    return lambda: together(app, tap)


def test_form_sent_by_many_taps_at_once_adds_one(taps):
    assert set(taps()) == {302}
    assert venues() == 1


def test_without_the_claim_many_taps_add_many(taps, monkeypatch):
    monkeypatch.setattr(once, "_claim", lambda _key: True)

    assert set(taps()) == {302}
    assert venues() == THREADS


def test_forget_sent_after_a_day(app, now):
    db.session.add_all(
        [
            SentForm(key="old", sent_at=now - timedelta(hours=25)),
            SentForm(key="new", sent_at=now - timedelta(hours=23)),
        ]
    )
    db.session.flush()

    assert once.forget_sent(now) == 1
    assert db.session.scalars(select(SentForm.key)).all() == ["new"]
