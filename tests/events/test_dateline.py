"""The dateline says what is known of the time, and says so where it is not known."""

from datetime import datetime

import pytest

from eventsapp.events.dateline import dateline
from eventsapp.events.models import Precision
from tests.factories import make_event

DAY = datetime(2026, 12, 4)


@pytest.mark.parametrize(
    ("times", "hours", "remark"),
    [
        ({}, "12:00 to 13:30", ""),
        ({"ends": datetime(2026, 12, 5, 1, 0)}, "12:00 to 01:00", ""),
        ({"ends": datetime(2026, 12, 5, 18, 0)}, "12:00 to 18:00", "until 5 December"),
        ({"ends": datetime(2026, 12, 6, 18, 0)}, "12:00 to 18:00", "until 6 December"),
        ({"precision": Precision.DAY, "starts": DAY}, "", "Hour to be announced"),
        (
            {"precision": Precision.DAY, "starts": DAY, "ends": datetime(2026, 12, 5)},
            "",
            "until 5 December",
        ),
        ({"precision": Precision.UNCERTAIN, "starts": DAY}, "", "Date to be confirmed"),
    ],
)
def test_dateline_remarks_on_what_the_hours_do_not_say(app, times, hours, remark):
    line = dateline(make_event(**times), "en")

    assert (line.weekday_month, line.hours) == ("Friday, December 2026", hours)
    assert line.remark == remark
