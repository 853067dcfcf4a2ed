"""Words in braces that a message fills in."""

import pytest

from eventsapp.events.models import Precision
from eventsapp.messages import placeholders
from tests.factories import STARTS, make_event


def test_unknown_names_what_cannot_be_filled_in():
    assert placeholders.unknown("Dear {nmae}, {place} {} {time}") == ["", "nmae"]


def test_fill_leaves_what_has_no_value():
    assert placeholders.fill("{title}: {name}", {"title": "Talks"}) == "Talks: {name}"


@pytest.mark.parametrize(
    ("language", "day"), [("en", "Friday 4 December 2026"), ("kk", "2026 жылғы 4 желтоқсан, жұма")]
)
def test_of_event_speaks_the_language_of_the_reader(app, language, day):
    values = placeholders.of_event(make_event(), language)

    assert values["date"] == day
    assert values["title"]


def test_empty_names_what_the_event_has_nothing_for(app):
    event = make_event(precision=Precision.DAY, starts=STARTS.replace(hour=0))

    assert placeholders.empty("{date} {time} {place} {name}", event, "en") == ["place", "time"]
