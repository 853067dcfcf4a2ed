"""RFC 8984: the feed as JSON."""

import json
from datetime import datetime, timedelta

import pytest

from eventsapp.calendars import entry as entries
from eventsapp.calendars import jscalendar
from eventsapp.calendars.feeds import Feed
from eventsapp.events.filters import Filter
from eventsapp.events.models import Precision, State
from tests.factories import make_city, make_event, make_venue

FEED = Feed(
    language="en",
    today=datetime(2026, 11, 26).date(),
    filter=Filter(),
    name="Dateline",
    url="https://agenda.example.org/en/events.json",
    page="https://agenda.example.org/en/events",
)


def read(event, language="en"):
    return jscalendar.event(entries.read(event, language))


def test_group_holds_the_entries(app):
    event = make_event()

    data = json.loads(jscalendar.group(FEED, [entries.read(event, "en")]))

    assert data["@type"] == "Group"
    assert data["title"] == "Dateline"
    assert data["source"] == FEED.url
    assert [each["uid"] for each in data["entries"]] == [event.uid]
    assert json.loads(jscalendar.group(FEED, [])) | {"entries": data["entries"]} == data


def test_event_starts_by_the_wall_clock_beside_its_zone(app):
    data = read(make_event())

    assert data["start"] == "2026-12-04T12:00:00"
    assert data["timeZone"] == "Asia/Bishkek"
    assert data["duration"] == "PT1H30M"
    assert data["status"] == "confirmed"
    assert data["freeBusyStatus"] == "busy"
    assert data["updated"] == "2026-11-01T06:00:00Z"


@pytest.mark.parametrize(
    ("minutes", "duration"), [(30, "PT30M"), (60, "PT1H"), (1500, "PT25H"), (61, "PT1H1M")]
)
def test_event_lasts_hours_and_minutes(app, minutes, duration):
    starts = datetime(2026, 12, 4, 12)

    assert read(make_event(ends=starts + timedelta(minutes=minutes)))["duration"] == duration


def test_day_event_has_no_hour_and_no_zone(app):
    data = read(make_event(precision=Precision.UNCERTAIN, ends=datetime(2026, 12, 6)))

    assert (data["start"], data["duration"]) == ("2026-12-04T00:00:00", "P3D")
    assert data["showWithoutTime"] is True
    assert "timeZone" not in data
    assert data["status"] == "tentative"


def test_cancelled_event_says_so(app):
    data = read(make_event(state=State.CANCELLED))

    assert (data["status"], data["freeBusyStatus"]) == ("cancelled", "free")


def test_event_has_places_and_relations(app):
    venue = make_venue(latitude=40.5133, longitude=72.8161)
    parent = make_event()
    event = make_event(
        venue=venue,
        city=make_city(),
        parent=parent,
        online_url="https://tv.example.org",
        online_is_public=True,
    )

    data = read(event)

    assert data["locations"]["place"] == {
        "@type": "Location",
        "name": "Press Centre, Central Street 14, Osh",
        "coordinates": "geo:40.513300,72.816100",
    }
    assert data["virtualLocations"]["online"]["uri"] == "https://tv.example.org"
    assert data["relatedTo"] == {parent.uid: {"@type": "Relation", "relation": {"parent": True}}}


def test_event_names_nobody_who_takes_part(app):
    assert "participants" not in read(make_event())
