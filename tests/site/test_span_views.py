"""The calendar by week and by day, with public holidays; the archive by year."""

from datetime import datetime, timedelta

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.outcome.models import Outcome
from tests.counting import statements
from tests.factories import STARTS, make_city, make_event, save
from tests.site.reading import parts, words

OVER = {"starts": datetime(2025, 6, 3, 10, 0), "ends": datetime(2025, 6, 3, 12, 0)}
BEFORE = {"starts": datetime(2024, 6, 3, 10, 0), "ends": datetime(2024, 6, 3, 12, 0)}


def test_week_shows_seven_days_and_what_is_on_each(client):
    make_event(titles={"en": "School safety"})
    make_event(titles={"en": "Another week"}, starts=STARTS + timedelta(days=7))

    page = client.get("/en/calendar/week/2026-W49")

    assert "30 November – 6 December 2026" in words(page, "page-title")
    assert len(parts(page, "day-head")) == 7
    assert page.text.count("Nothing on this day.") == 6
    assert "School safety" in page.text
    assert "Another week" not in page.text
    assert "/en/calendar/week/2026-W48" in page.text
    assert "/en/calendar/week/2026-W50" in page.text


def test_day_shows_an_event_of_several_days_on_each(client):
    make_event(titles={"en": "Forum"}, ends=STARTS + timedelta(days=2))

    assert "Forum" in client.get("/en/calendar/day/2026-12-05").text
    assert "Nothing on this day." in client.get("/en/calendar/day/2026-12-07").text


@pytest.mark.parametrize("asked", ["week/2026-W49", "day/2026-12-04", "day/2026-11-02"])
def test_where_nothing_is_the_next_event_is_named(client, asked):
    event = make_event(starts=datetime(2027, 1, 12, 10))

    page = client.get(f"/en/calendar/{asked}")

    assert words(page, "list-summary") == "Next event: 12 January 2027."
    assert f"/en/e/{event.slug}" in page.text


def test_the_next_event_is_one_that_the_filters_leave(client):
    make_event(starts=datetime(2027, 1, 12, 10))
    city = make_city()

    page = client.get(f"/en/calendar/week/2026-W49?city={city.key}").text

    assert "Next event" not in page


def test_week_keeps_the_filters(client):
    make_event(titles={"en": "In Osh"})
    city = make_city()

    page = client.get(f"/en/calendar/week/2026-W49?city={city.key}").text

    assert "In Osh" not in page
    assert f"/en/calendar/week/2026-W50?city={city.key}" in page


@pytest.mark.parametrize("asked", ["week/2026-W60", "week/x", "day/2026-02-30", "day/0001-01-01"])
def test_a_day_that_does_not_exist_is_not_found(client, asked):
    assert client.get(f"/en/calendar/{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["week/2100-W52", "week/1990-W01", "day/2100-12-31"])
def test_the_ends_of_the_calendar_can_be_shown(client, asked):
    assert client.get(f"/en/calendar/{asked}").status_code == 200


def test_holidays_are_named_with_their_countries(client):
    assert "Independence Day (KZ)" in client.get("/en/calendar/day/2026-12-16").text
    assert "Nooruz (KG)" in client.get("/en/calendar/2026/3").text


@pytest.mark.parametrize("rows", [1, 3])
def test_week_costs_no_query_per_row(client, rows):
    for _ in range(rows):
        make_event()

    with statements() as counted:
        client.get("/en/calendar/week/2026-W49")

    assert len(counted) <= 12


def test_past_shows_a_year_by_month_with_what_is_left(client, now):
    event = make_event(titles={"en": "Closing talks"}, **OVER)
    save(
        Outcome(
            event_id=event.id,
            texts=Texts(en="Signed."),
            recording_url="https://video.example.org",
            published_at=now,
        )
    )
    make_event(titles={"en": "The year before"}, **BEFORE)

    page = client.get("/en/archive/2025")

    assert "June 2025" in page.text
    assert {"Closing talks", "Outcome", "Recording"} <= set(page.text.replace("<", ">").split(">"))
    assert "The year before" not in page.text
    assert "2024 1" in words(page, "chips")


def test_past_without_a_year_shows_the_last(client):
    make_event(**OVER)

    assert "Past events of 2025" in client.get("/en/archive").text


def test_past_shows_no_drafts_and_nothing_to_come(client):
    make_event(titles={"en": "A draft"}, **OVER, state=State.DRAFT, slug=None)
    make_event(titles={"en": "To come"}, starts=datetime(2099, 6, 3), ends=datetime(2099, 6, 4))
    db.session.commit()

    assert "No past events in 2025." in client.get("/en/archive/2025").text
    assert "To come" not in client.get("/en/archive/2099").text


def test_past_is_narrowed_by_the_filters(client):
    make_event(titles={"en": "Talks"}, **OVER)

    page = client.get("/en/archive/2025?type=briefing")

    assert "Talks" not in page.text
    assert "/en/archive/2025" in page.text
    assert client.get("/en/archive/20251").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_past_costs_no_query_per_row(client, rows):
    for _ in range(rows):
        make_event(**OVER)

    with statements() as counted:
        client.get("/en/archive/2025")

    assert len(counted) <= 16
