"""The week of a venue: who has which room when."""

from datetime import date, datetime

import pytest

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events import services
from eventsapp.events.models import Precision, State
from tests.counting import statements
from tests.factories import make_event, make_venue

FRIDAY = date(2026, 12, 4)  # of the week from 30 November


@pytest.fixture
def venue(desk):
    return make_venue(organisation=desk.organisation)


def page(desk, venue, day=FRIDAY):
    return desk.get(f"/desk/venues/{venue.id}/week", query_string={"day": day})


def book(venue, **values):
    fields = {"organisation": venue.organisation, "venue": venue, "room": venue.rooms[0]}
    return make_event(**fields | values)


def test_venue_week_names_what_takes_a_room_and_what_is_free(desk, venue):
    book(venue)

    shown = page(desk, venue).text

    assert "12:00 to 13:30" in shown
    assert "Safe learning environment" in shown
    assert shown.count("Free") == 6  # the hall on the other days


def test_venue_week_leaves_out_other_weeks_venues_and_cancelled_events(desk, venue):
    book(venue, state=State.CANCELLED)
    book(make_venue(organisation=desk.organisation))

    assert "Safe learning" not in page(desk, venue).text
    book(venue)
    assert "Safe learning" not in page(desk, venue, date(2026, 12, 7)).text


def test_venue_week_shows_several_days_on_each(desk, venue):
    three_days = datetime(2026, 12, 2), datetime(2026, 12, 4)
    book(venue, precision=Precision.DAY, starts=three_days[0], ends=three_days[1])

    assert page(desk, venue).text.count("Safe learning environment") == 3


def test_venue_week_of_no_day_is_that_of_today(desk, venue):
    answers = [page(desk, venue, day) for day in ("soon", "0001-01-01", "9999-12-31")]

    assert {answer.status_code for answer in answers} == {200}


def test_venue_week_asks_as_often_for_many_events_as_for_one(desk, venue):
    book(venue)
    with statements() as one:
        page(desk, venue)
    for _number in range(5):
        book(venue)

    with statements() as many:
        page(desk, venue)

    assert len(many) == len(one)


def test_venue_week_of_another_house_is_missing(desk):
    assert page(desk, make_venue()).status_code == 404


@pytest.fixture
def taken(desk):
    """A room of the house that a public event has, and a draft for the same hour."""
    [room] = make_venue(organisation=desk.organisation).rooms
    values = {"organisation": desk.organisation, "room": room, "venue": room.venue}
    first = make_event(state=State.DRAFT, titles=Texts(en="Council"), **values)
    services.publish(first, by=None, now=utcnow())
    return make_event(state=State.DRAFT, **values)


def test_publish_says_who_has_the_room_and_offers_to_share_it(desk, taken):
    address = f"/desk/e/{taken.id}/publish"

    refused = desk.post(address)
    shared = desk.post(address, data={"shares_room": "y"})

    assert refused.status_code == 422
    assert "The room is taken by “Council”: Friday 4 December 2026, 12:00 to 13:30." in refused.text
    assert 'name="shares_room"' in refused.text
    assert shared.status_code == 302
    assert taken.state is State.PUBLISHED


def test_move_keeps_what_was_typed_when_the_room_is_taken(desk, taken):
    services.publish(taken, by=None, now=utcnow(), shares_room=True)
    address = f"/desk/e/{taken.id}/move"
    times = {"precision": "time", "starts_on": "2026-12-04", "starts_at": "13:00"}

    page = desk.post(address, data=times | {"ends_at": "14:15"})

    assert page.status_code == 422
    assert 'value="14:15"' in page.text
