"""Events beside one, chosen in its form and counted on their own."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import beside, seats
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import UnknownWay
from tests.factories import make_category, make_event
from tests.together import together

PERSON = {"name": "Ada King", "email": "ada@example.org", "form_key": "first"}


@pytest.fixture
def event(app):
    return make_event(starts=soon())


def soon():
    return (utcnow() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)


@pytest.fixture
def talks(event):
    return make_category(event)


@pytest.fixture
def visit(event):
    return add_visit(event)


def add_visit(event, name="School visit", capacity=2, **fields):
    side = make_event(
        parent=event, starts=soon() + timedelta(hours=3), titles=Texts(en=name),
        organisation=event.organisation,
    )  # fmt: skip
    return make_category(side, capacity=capacity, **fields)


def post(client, talks, *ways, **fields):
    data = PERSON | {"category_id": talks.id, "beside": [each.id for each in ways]} | fields
    return client.post(f"/en/e/{talks.event.slug}/register", data=data)


def people(category):
    counted = select(func.count()).where(
        Registration.category_id == category.id, Registration.status == Status.CONFIRMED
    )
    return db.session.scalar(counted)


def test_the_form_offers_a_visit_and_gives_places_at_both(client, talks, visit):
    page = client.get(f"/en/e/{talks.event.slug}/register")

    answer = post(client, talks, visit, **{"people-0": "Ben Ak"})

    ticket = client.get(answer.location)
    assert "Also take part in" in page.text
    assert "School visit, " in page.text
    assert (people(talks), people(visit)) == (2, 2)
    assert "Your ticket for “School visit”" in ticket.text


def test_the_form_names_a_visit_with_the_language_of_its_title(client, talks, event):
    add_visit(event, name="<School> visit")

    page = client.get(f"/kk/e/{event.slug}/register").text

    assert '<span lang="en">&lt;School&gt; visit</span>, ' in page


def test_the_form_without_a_tick_takes_no_place_at_the_visit(client, talks, visit):
    post(client, talks)

    assert (people(talks), people(visit)) == (1, 0)


def test_the_form_stops_offering_a_visit_whose_last_place_has_gone(client, talks, visit):
    post(client, talks, visit, **{"people-0": "Ben Ak"})

    page = client.get(f"/en/e/{talks.event.slug}/register")
    assert "School visit, " not in page.text


def test_the_form_offers_no_visit_that_asks_for_something(client, talks, event):
    add_visit(event, "With a code", code="guests")
    add_visit(event, "By invitation", by_invitation=True)
    add_visit(event, "Closed", is_open=False)

    page = client.get(f"/en/e/{event.slug}/register")

    assert "Also take part in" not in page.text


def test_a_visit_without_room_for_the_party_refuses_everything(client, talks, event):
    visit = add_visit(event, capacity=1)

    answer = post(client, talks, visit, **{"people-0": "Ben Ak"})

    assert answer.status_code == 409
    assert "There are not enough places left at “School visit”." in answer.text
    assert 'value="Ben Ak"' in answer.text
    assert (people(talks), people(visit)) == (0, 0)


def test_a_way_into_an_event_that_is_not_beside_is_refused(client, talks):
    elsewhere = make_category(make_event(starts=soon()))

    answer = post(client, talks, elsewhere)

    assert answer.status_code == 422
    assert (people(talks), people(elsewhere)) == (0, 0)
    with pytest.raises(UnknownWay):
        beside.register(talks.event, details(talks, 1), [elsewhere.id], now=utcnow())


def test_edit_takes_and_gives_back_places_at_visits(client, talks, visit, event):
    walk = add_visit(event, "City walk")
    token = post(client, talks, visit).location.rpartition("/")[2]
    page = client.get(f"/r/{token}/edit").text

    client.post(
        f"/r/{token}/edit",
        data={"name": "Ada King", "category_id": talks.id, "beside": [walk.id]},
    )

    assert "School visit, " in page
    assert (people(talks), people(visit), people(walk)) == (1, 0, 1)


def test_edit_keeps_a_place_at_a_visit_that_is_full_by_now(client, talks, event):
    visit = add_visit(event, capacity=1)
    token = post(client, talks, visit).location.rpartition("/")[2]

    client.post(
        f"/r/{token}/edit",
        data={"name": "Ada Lovelace", "category_id": talks.id, "beside": [visit.id]},
    )

    assert people(visit) == 1


def test_a_race_for_the_last_places_of_a_visit_oversells_neither(app, talks, visit, event):
    walk = add_visit(event, "City walk", capacity=20)
    event_id, ways = event.id, {"visit": visit.id, "walk": walk.id}
    numbers = (talks.id, visit.id, walk.id)

    def work(number):
        order = list(ways.values()) if number % 2 else list(reversed(ways.values()))
        found = db.session.get_one(Event, event_id)
        beside.register(found, details_of(numbers[0], number), order, now=utcnow())
        db.session.commit()
        return "in"

    outcomes = together(app, work)

    talks, visit, walk = (db.session.get_one(Category, number) for number in numbers)
    assert outcomes == {"in": 2, "NoPlaceBeside": 6}
    assert (people(talks), people(visit), people(walk)) == (2, 2, 2)
    assert seats.places(visit.event).left == 0


def details(category, number):
    return details_of(category.id, number)


def details_of(category_id, number):
    return AttendeeDetails(
        name=f"Person {number}",
        email=f"person{number}@example.org",
        category_id=category_id,
        language="en",
        form_key=f"form {number}",
    )
