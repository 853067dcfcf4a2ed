"""Statistics count the events of one house in a period, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eventsapp.checkin.models import Attendance
from eventsapp.events.kinds import Type
from eventsapp.events.models import State
from eventsapp.organisations.models import Organisation
from eventsapp.registration.models import Status
from eventsapp.statistics import plots
from eventsapp.statistics.queries import Period
from tests.counting import statements
from tests.factories import (  # fmt: skip
    make_applicant,
    make_city,
    make_event,
    make_organisation,
    make_registration,
    save,
)

NOW = datetime(2026, 12, 31, tzinfo=UTC)
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def house(app) -> Organisation:
    return make_organisation()


def drawn(house: Organisation) -> dict[str, dict[str, int]]:
    """Every plot that shows something by its key, its rows by their labels."""
    found = plots.plots(Period(house.id, *YEAR), now=NOW)
    return {plot.key: {row.label: row.number for row in plot.rows} for plot in found if plot.shows}


def let_in(registration) -> None:
    save(
        Attendance(
            event_id=registration.event_id,
            registration_id=registration.id,
            act_key=f"entry-{registration.id}",
            entered_at=registration.event.starts_at,
        )
    )


def test_plots_are_none_without_events(house):
    assert drawn(house) == {}


def test_plots_count_months_with_the_empty_ones(house):
    make_event(organisation=house, starts=datetime(2026, 3, 1, 10))
    make_event(organisation=house, starts=datetime(2026, 3, 31, 23))

    months = drawn(house)["months"]

    assert len(months) == 12
    assert months["March 2026"] == 2
    assert months["April 2026"] == 0


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.WITHDRAWN])
def test_plots_leave_out_what_was_not_held(house, state):
    make_event(organisation=house, state=state)

    assert drawn(house) == {}


def test_plots_leave_out_other_houses_and_days(house):
    make_event()
    make_event(organisation=house, starts=datetime(2025, 12, 31, 12))

    assert drawn(house) == {}


def test_plots_rank_types_and_cities(house):
    osh = make_city()
    for type_ in (Type.BRIEFING, Type.PRESS_CONFERENCE, Type.BRIEFING):
        make_event(organisation=house, type=type_, city=osh)

    assert list(drawn(house)["types"].items()) == [("Briefing", 2), ("Press conference", 1)]
    assert drawn(house)["cities"] == {"Osh": 3}


def test_plots_say_who_came_of_the_events_with_a_door(house):
    event = make_event(organisation=house)
    came, _missed = make_registration(event), make_registration(event)
    make_registration(event, status=Status.CANCELLED)
    make_registration(make_event(organisation=house))  # nobody stood at its door
    let_in(came)

    assert drawn(house)["turnout"] == {"Came": 1, "Had a place and did not come": 1}
    assert plots.summary(Period(house.id, *YEAR), now=NOW).came_percent == 50


def test_plots_count_the_languages_of_the_registered(house):
    event = make_event(organisation=house)
    for language in ("kk", "kk", "en"):
        make_registration(event, language=language)

    assert drawn(house)["languages"] == {"Қазақша": 2, "English": 1}


def test_plots_count_the_accredited_by_outlet(house):
    make_applicant(make_event(organisation=house))  # waits for an answer
    assert "outlets" not in drawn(house)

    make_applicant(make_event(organisation=house), status="accepted")

    assert list(drawn(house)["outlets"].values()) == [1]


@pytest.mark.parametrize(
    ("days", "label"),
    [(0, "On the same day"), (1, "1 to 2 days"), (6, "3 to 6 days"), (13, "7 to 13 days"),
     (14, "14 days and more"), (-1, "On the same day")],
)  # fmt: skip
def test_plots_say_how_early_events_were_announced(house, days, label):
    event = make_event(organisation=house)
    event.first_published_at = event.starts_at - timedelta(days=days)

    assert {name for name, number in drawn(house)["lead"].items() if number} == {label}


@pytest.mark.parametrize("rows", [1, 5])
def test_plots_cost_no_query_per_row(house, rows):
    for _ in range(rows):
        let_in(make_registration(make_event(organisation=house)))

    with statements() as counted:
        drawn(house)

    assert len(counted) <= 9
