"""When a reminder is due: it follows the event through moves, zones and unknown hours."""

from datetime import UTC, datetime, time

import pytest

from eventsapp.events.models import Precision
from eventsapp.messages.models import Anchor, Rule, Unit
from eventsapp.messages.moments import due_moment
from tests.factories import make_category, make_event, make_intake


def rule(**fields) -> Rule:
    return Rule(**{"template": "messages/day", "amount": -1, "unit": Unit.HOURS} | fields)


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"amount": -1, "unit": Unit.HOURS}, datetime(2026, 12, 4, 5, tzinfo=UTC)),
        ({"amount": -30, "unit": Unit.MINUTES}, datetime(2026, 12, 4, 5, 30, tzinfo=UTC)),
        (
            {"amount": -1, "unit": Unit.DAYS, "local_time": time(10)},
            datetime(2026, 12, 3, 4, tzinfo=UTC),
        ),
        ({"amount": 1, "anchor": Anchor.END}, datetime(2026, 12, 4, 8, 30, tzinfo=UTC)),
        ({"amount": -1, "anchor": Anchor.DOORS}, datetime(2026, 12, 4, 4, 30, tzinfo=UTC)),
        (
            {"anchor": Anchor.ABSOLUTE, "local_due_at": datetime(2026, 12, 1, 9)},
            datetime(2026, 12, 1, 3, tzinfo=UTC),
        ),
    ],
)
def test_due_moment_counts_from_its_anchor(app, fields, due):
    event = make_event(doors=datetime(2026, 12, 4, 11, 30))

    assert due_moment(rule(**fields), event) == due


def test_due_moment_counts_from_the_last_closing(app):
    event = make_event()
    make_category(event, closes_at=datetime(2026, 12, 3, 12, tzinfo=UTC))

    due = due_moment(rule(amount=-2, anchor=Anchor.DEADLINE), event)

    assert due == datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_due_moment_by_the_hour_needs_an_hour(app):
    event = make_event(precision=Precision.DAY)

    assert due_moment(rule(), event) is None
    day_rule = rule(unit=Unit.DAYS, local_time=time(10))
    assert due_moment(day_rule, event) == datetime(2026, 12, 3, 4, tzinfo=UTC)


def test_due_moment_in_a_skipped_hour_is_the_next_one(app):
    event = make_event(starts=datetime(2015, 3, 30, 12), timezone="Europe/Istanbul")

    due = due_moment(rule(unit=Unit.DAYS, local_time=time(3, 30)), event)

    assert due == datetime(2015, 3, 29, 1, 30, tzinfo=UTC)


def test_due_moment_in_an_hour_shown_twice_is_the_second(app):
    event = make_event(starts=datetime(2015, 11, 9, 12), timezone="Europe/Istanbul")

    due = due_moment(rule(unit=Unit.DAYS, local_time=time(3, 30)), event)

    assert due == datetime(2015, 11, 8, 1, 30, tzinfo=UTC)  # clocks went back at 4:00


def test_due_moment_falls_on_the_leap_day(app):
    event = make_event(starts=datetime(2028, 3, 1, 12))

    due = due_moment(rule(unit=Unit.DAYS, local_time=time(10)), event)

    assert due == datetime(2028, 2, 29, 4, tzinfo=UTC)


def test_due_moment_counts_from_the_closing_of_accreditation(app):
    event = make_event()
    by_press = rule(amount=-2, anchor=Anchor.ACCREDITATION)
    assert due_moment(by_press, event) is None

    make_intake(event, closes_at=datetime(2026, 12, 2, 12, tzinfo=UTC))

    assert due_moment(by_press, event) == datetime(2026, 12, 2, 10, tzinfo=UTC)
