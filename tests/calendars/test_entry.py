"""What calendars show of an event, in words."""

from datetime import datetime

import pytest

from eventsapp.calendars import entry as entries
from eventsapp.events.models import Precision
from tests.factories import make_event


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Friday 4 December 2026, 12:00 to 13:30 (UTC+6)"),
        ("ru", "пятница, 4 декабря 2026 года, 12:00–13:30 (UTC+6)"),
        ("tr", "4 Aralık 2026 Cuma, 12:00–13:30 (UTC+6)"),
    ],
)
def test_when_says_day_hours_and_offset(app, language, words):
    assert entries.when(entries.read(make_event(), language)) == words


@pytest.mark.parametrize(
    ("ends", "words"),
    [(None, "Friday 4 December 2026"), (datetime(2026, 12, 6), "4–6 December 2026")],
)
def test_when_says_only_days_where_no_hour_is_known(app, ends, words):
    event = make_event(precision=Precision.DAY, ends=ends)

    assert entries.when(entries.read(event, "en")) == words


def test_read_falls_back_to_the_original_language(app):
    entry = entries.read(make_event(), "tr")

    assert entry.title == ("Safe learning environment", "en")


def test_read_tells_doors_and_hours_of_the_event_itself(app):
    event = make_event(doors=datetime(2026, 12, 4, 11, 30))

    assert "Doors open at 11:30." in entries.read(event, "en").description


def test_read_privately_gives_the_link_to_join_to_nobody_else(app):
    event = make_event(online_url="https://meet.example.org/secret")

    private = entries.read_privately(event, "en", own_url="https://agenda.example.org/r/x")

    assert private.online_url == "https://meet.example.org/secret"
    assert "secret" not in repr(entries.read(event, "en"))
    assert "secret" not in repr(entries.read_privately(event, "en", joins=False))


def test_equal_events_make_equal_entries(app):
    event = make_event()

    assert entries.read(event, "ky") == entries.read(event, "ky")
    assert entries.read_all([event], "ky") == [entries.read(event, "ky")]
