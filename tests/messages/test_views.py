"""The one question after an event: asked by a link, stored by a button, counted on the desk."""

from datetime import timedelta

import pytest

from eventsapp.core import clock
from eventsapp.extensions import db
from eventsapp.messages import ratings
from tests.factories import make_event, make_registration


@pytest.fixture
def person(desk):
    ended = (clock.utcnow() - timedelta(days=1)).replace(tzinfo=None)
    event = make_event(organisation=desk.organisation, timezone="UTC", starts=ended)
    return make_registration(event)


def test_show_asks_and_stores_nothing(client, person):
    page = client.get(f"/r/{person.token}/rating?points=4")

    assert 'value="4" checked' in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert ratings.find(person) is None


def test_rate_stores_one_answer_a_person_and_can_be_changed(client, person):
    for points in ("4", "2"):
        page = client.post(
            f"/r/{person.token}/rating", data={"points": points}, follow_redirects=True
        )

    assert "Thank you for your answer." in page.text
    assert ratings.result(person.event).counts == {1: 0, 2: 1, 3: 0, 4: 0, 5: 0}


@pytest.mark.parametrize("points", ["0", "6", "", "many"])
def test_rate_takes_one_to_five(client, person, points):
    page = client.post(f"/r/{person.token}/rating", data={"points": points})

    assert page.status_code == 422
    assert ratings.find(person) is None


def test_before_the_end_nothing_is_asked(client, app):
    person = make_registration(make_event(timezone="UTC", starts=_tomorrow()))

    assert client.get(f"/r/{person.token}/rating").status_code == 404


def test_the_desk_shows_the_average(desk, person):
    other = make_registration(person.event)
    ratings.rate(person, 5, now=clock.utcnow())
    ratings.rate(other, 4, now=clock.utcnow())
    db.session.commit()

    page = desk.get(f"/desk/e/{person.event_id}/messages").text

    assert "2 people answered: 4.5 of 5 on average." in page


def _tomorrow():
    return (clock.utcnow() + timedelta(days=1)).replace(tzinfo=None)
