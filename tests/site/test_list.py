"""The list: which events stand where, what their rows say, what the filters do."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.core import publication
from eventsapp.core.texts import Texts
from eventsapp.events.kinds import Type
from eventsapp.events.models import Precision, State, Visibility
from eventsapp.extensions import db
from eventsapp.web import caching
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_category,
    make_city,
    make_event,
    make_organisation,
    make_registration,
    make_venue,
)
from tests.site.reading import parts, words
from tests.turning import turn_clock

FRIDAY = datetime(2026, 12, 4, 12, 0)


def row_of(client, **overrides) -> str:
    """What the one row of the list says."""
    make_event(**overrides)
    (row,) = parts(client.get("/en/"), "event-row")
    return row


def action_of(client) -> str:
    return words(client.get("/en/"), "event-row-action")


def test_a_row_says_hours_type_title_and_place(client):
    venue = make_venue()

    row = row_of(client, city=venue.city, venue=venue)

    assert row == "12:00 to 13:30 Press conference Safe learning environment Osh, Press Centre"


def test_a_title_in_another_language_is_marked(client):
    make_event(titles=Texts(ky="Коопсуз билим"), original_language="ky")

    page = client.get("/en/")

    assert 'class="event-row-title" lang="ky"' in page.text
    assert words(page, "event-row-title") == "Коопсуз билим Кыргызча"


def test_days_are_headed_by_today_tomorrow_and_dates(client):
    for day in (26, 27, 28):
        make_event(starts=datetime(2026, 11, day, 15))

    assert parts(client.get("/en/"), "day-head") == [
        "Thursday 26 November 2026 26 Today Thu, Nov",
        "Friday 27 November 2026 27 Tomorrow Fri, Nov",
        "Saturday 28 November 2026 28 Saturday November",
    ]


def test_an_event_of_several_days_stands_under_today_while_it_lasts(client):
    make_event(starts=datetime(2026, 11, 25, 9), ends=datetime(2026, 11, 27, 18))

    page = client.get("/en/")

    assert words(page, "day-head").startswith("Thursday 26 November")
    assert "09:00 until 27 November" in words(page, "event-row")


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"state": State.CANCELLED}, "Cancelled"),
        ({"state": State.POSTPONED}, "Postponed New date to be announced"),
        ({"starts": datetime(2026, 11, 26, 11, 30)}, "Live now"),
        (
            {
                "starts": datetime(2026, 11, 26, 11, 30),
                "online_url": "https://stream.example.org",
                "online_is_public": True,
            },
            "Live now Watch stream",
        ),
        ({"starts": datetime(2026, 11, 26, 9), "ends": None}, "Over"),
        ({}, ""),
    ],
)
def test_the_right_column_says_what_matters_most(client, overrides, said):
    make_event(**overrides)

    assert action_of(client) == said


@pytest.mark.parametrize(
    ("category", "taken", "said"),
    [
        ({"capacity": 3}, 1, "Register 2 of 3 places left"),
        ({"capacity": 1}, 1, "Full"),
        ({"capacity": None}, 1, "Register"),
        (
            {"opens_at": datetime(2026, 12, 1, 4, tzinfo=UTC)},
            0,
            "Registration opens 1 December, 10:00",
        ),
        ({"closes_at": NOW - timedelta(hours=1)}, 0, "Registration is closed"),
        (
            {"capacity": 9, "closes_at": NOW + timedelta(hours=2)},
            0,
            "Register Closes today at 14:00 9 of 9 places left",
        ),
    ],
)
def test_the_right_column_says_how_to_get_in(client, category, taken, said):
    event = make_event()
    own = make_category(event, **category)
    for _person in range(taken):
        make_registration(event, category=own)

    assert action_of(client) == said


def test_a_moved_event_stays_struck_at_its_old_day(client):
    make_event(
        starts=datetime(2026, 12, 15, 14),
        previous_local_starts_at=FRIDAY,
        previous_starts_at=datetime(2026, 12, 4, 6, tzinfo=UTC),
    )

    page = client.get("/en/")

    assert len(parts(page, "event-row")) == 2
    assert parts(page, "day-head")[0].startswith("Friday 4 December")
    assert words(page, "event-row-action") == "Moved New date 15 December, 14:00"
    assert page.text.count('class="event-row" data-state="postponed"') == 1


def test_an_event_moved_within_its_day_stands_once(client):
    make_event(
        previous_local_starts_at=FRIDAY - timedelta(hours=2),
        previous_starts_at=datetime(2026, 12, 4, 4, tzinfo=UTC),
    )

    assert len(parts(client.get("/en/"), "event-row")) == 1


@pytest.mark.parametrize(
    ("precision", "said"),
    [(Precision.DAY, "Hour to be announced"), (Precision.UNCERTAIN, "Date to be confirmed")],
)
def test_an_unknown_hour_is_said(client, precision, said):
    assert said in row_of(client, precision=precision)


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": State.DRAFT},
        {"state": State.WITHDRAWN},
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.PRIVATE},
        {"starts": datetime(2026, 11, 24, 12)},
    ],
)
def test_what_is_not_public_or_over_is_not_listed(client, hidden):
    make_event(**hidden)

    page = client.get("/en/")

    assert parts(page, "event-row") == []
    assert "No events are announced yet." in words(page)


def test_filters_leave_what_they_name(client):
    osh = make_event(city=make_city(), titles=Texts(en="In Osh"))
    make_event(titles=Texts(en="Elsewhere"), type=Type.COUNCIL)

    page = client.get(f"/en/events?city=osh&type={osh.type}")

    assert parts(page, "event-row-title") == ["In Osh"]
    assert words(page, "list-summary") == "1 event"
    assert parts(page, "chips")[-1] == "Press conference Osh"


def test_each_filter_says_how_many_events_it_stands_for(client):
    make_event(city=make_city())
    make_event(type=Type.COUNCIL, open_to_press=False)

    lines = parts(client.get("/en/"), "filter-line")

    assert "Press conference , 1" in lines
    assert "Open to the press , 1" in lines
    assert "Osh , 1" in lines


def test_unknown_filter_values_are_named_and_left_out(client):
    make_event()

    page = client.get("/en/events?city=atlantis")

    assert "were left out: atlantis." in words(page, "notice")
    assert len(parts(page, "event-row")) == 1


def test_no_match_offers_the_removal_that_gives_most(client):
    for _event in range(2):
        make_event(city=make_city())
    make_event(type=Type.COUNCIL)

    page = client.get("/en/events?city=osh&type=council")

    assert words(page, "empty-actions") == "Remove Council meeting: 2 events"
    assert 'href="/en/events?city=osh"' in page.text


def test_a_day_of_the_past_shows_what_was(client):
    make_event(starts=datetime(2026, 11, 20, 12))

    page = client.get("/en/events?from=2026-11-20&to=2026-11-20")

    assert words(page, "event-row-action") == "Over"


def test_long_lists_are_paged(client):
    organisation = make_organisation()
    for number in range(31):
        make_event(organisation=organisation, starts=FRIDAY + timedelta(minutes=number))

    first, second = client.get("/en/"), client.get("/en/events?page=2")

    assert len(parts(first, "event-row")) == 30
    assert words(first, "paging") == "Page 1 of 2 Next"
    assert len(parts(second, "event-row")) == 1


@pytest.mark.parametrize("asked", ["0", "99", "many"])
def test_pages_that_do_not_exist_give_the_nearest(client, asked):
    make_event()

    assert len(parts(client.get(f"/en/events?page={asked}"), "event-row")) == 1


def test_the_list_costs_the_same_queries_for_one_row_and_for_three(client, app):
    def made_with(number: int) -> int:
        for _event in range(number):
            venue = make_venue()
            event = make_event(city=venue.city, venue=venue)
            make_registration(event)
        app.extensions["dateline_shortcut"].forget()
        db.session.expire_all()
        with statements() as queries:
            client.get("/en/")
        return len(queries)

    assert made_with(1) == made_with(2)


def test_a_publication_shows_at_once(client):
    event = make_event()
    client.get("/en/")
    event.titles = Texts(en="Another title")
    publication.publish()
    db.session.commit()

    assert words(client.get("/en/"), "event-row-title") == "Another title"


def test_free_places_show_within_ten_seconds(client, monkeypatch):
    event = make_event()
    make_category(event, capacity=2)
    before = action_of(client)
    make_registration(event)
    within = action_of(client)
    monkeypatch.setattr(caching, "PROBE_SECONDS", 0)

    assert (before, within) == (before, before)
    assert action_of(client) == "Register 1 of 2 places left"


def test_the_start_of_an_event_shows_when_it_comes(app, client):
    make_event(starts=datetime(2026, 11, 26, 12, 30))
    before = action_of(client)
    turn_clock(app, datetime(2026, 11, 26, 6, 31, tzinfo=UTC))

    assert (before, action_of(client)) == ("", "Live now")


def test_nothing_personal_is_read_or_set(client):
    page = client.get("/en/", headers={"Cookie": "dateline=nonsense; language=kk"})

    assert page.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in page.headers
    assert 'html lang="en"' in page.text


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31.11.2026", "2026-11-31"])
def test_a_day_that_cannot_be_is_left_out_and_named_where_somebody_reads_it(client, name, day):
    make_event()

    page = client.get(f"/en/?{name}={day}")

    assert words(page, "notice").endswith(f"were left out: {day}.")
    assert len(parts(page, "event-row")) == 1
    assert client.get(f"/en/events.ics?{name}={day}").status_code == 404
