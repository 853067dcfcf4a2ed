"""What stands under the dates: the same in words, in the reader's language."""

from datetime import datetime, timedelta

import pytest

from eventsapp.events import choices
from eventsapp.events.forms import DetailsForm
from eventsapp.events.hints import hints, spell_length
from tests.factories import make_details, make_organisation


def shown(app, now, language="en", **overrides):
    """The hints of a form that was just opened."""
    with app.test_request_context(f"/?lang={language}"):
        form = DetailsForm(make_details(**overrides), choices.gather(make_organisation(), None))
        return hints(form, now)


def test_hints_say_day_distance_length_and_other_clocks(app, now):
    assert shown(app, now) == {
        "starts": "Friday 4 December 2026, in 8 days",
        "ends": "1 h 30 min",
        "zone": "Asia/Bishkek, UTC+6. Astana 11:00, Ankara 09:00",
    }


def test_hints_speak_the_language_of_the_page(app, now):
    assert shown(app, now, "ky")["starts"].startswith("2026-жылдын 4-декабры, жума")


def test_hints_say_that_a_day_is_past(app, now):
    words = shown(app, now + timedelta(days=30))["starts"]

    assert words.endswith("This is in the past: it is kept as a past event.")


@pytest.mark.parametrize(
    ("month", "day", "words"),
    [
        (12, 5, "This is a weekend."),
        (5, 9, "Non-working day: Victory Day."),
        (12, 16, "in 20 days"),
    ],
)
def test_hints_say_that_nobody_works_there_on_a_day(app, now, month, day, words):
    year = 2027 if month == 5 else 2026

    assert shown(app, now, starts=datetime(year, month, day, 12), ends=None)["starts"].endswith(
        words
    )


@pytest.mark.parametrize(("minutes", "words"), [(45, "45 min"), (120, "2 h"), (90, "1 h 30 min")])
def test_spell_length(app, minutes, words):
    assert spell_length(timedelta(minutes=minutes)) == words
