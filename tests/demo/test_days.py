from datetime import datetime

import pytest

from eventsapp.demo.content import days

THURSDAY = datetime(2026, 11, 26, 11, 17, 42)
SATURDAY = datetime(2026, 11, 28, 11, 0)


@pytest.mark.parametrize(
    ("when", "now", "starts"),
    [
        (days.day(1, "09:30"), THURSDAY, datetime(2026, 11, 27, 9, 30)),
        (days.workday(1), THURSDAY, datetime(2026, 11, 27, 10)),
        (days.workday(2), THURSDAY, datetime(2026, 11, 30, 10)),
        (days.workday(1), SATURDAY, datetime(2026, 11, 30, 10)),
        (days.workday(-4, "14:00"), THURSDAY, datetime(2026, 11, 20, 14)),
        (days.saturday(1), THURSDAY, datetime(2026, 11, 28, 10)),
        (days.saturday(1), SATURDAY, datetime(2026, 12, 5, 10)),
        (days.saturday(1), datetime(2026, 11, 27, 8), datetime(2026, 12, 5, 10)),
        (days.saturday(-1), THURSDAY, datetime(2026, 11, 14, 10)),
        (days.on(2019, 6, 14, "12:00"), THURSDAY, datetime(2019, 6, 14, 12)),
    ],
)
def test_days_are_counted_from_the_present(when, now, starts):
    assert when(now) == starts


@pytest.mark.parametrize(
    ("now", "starts"),
    [
        (THURSDAY, datetime(2026, 11, 26, 10, 30)),
        (datetime(2026, 11, 26, 11, 45), datetime(2026, 11, 26, 11)),
        (datetime(2026, 11, 26, 3), datetime(2026, 11, 26, 10)),
        (datetime(2026, 11, 26, 22), datetime(2026, 11, 27, 10)),
    ],
)
def test_what_goes_on_began_a_while_ago_but_never_at_night(now, starts):
    assert days.going_on(now) == starts


@pytest.mark.parametrize(
    ("now", "starts"),
    [
        (THURSDAY, datetime(2026, 11, 26, 15)),
        (datetime(2026, 11, 26, 14, 10), datetime(2026, 11, 26, 15, 30)),
    ],
)
def test_later_today_lies_ahead(now, starts):
    assert days.later_today(now) == starts
