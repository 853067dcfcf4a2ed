"""What four independent readers make of our calendars: every instant is that of zoneinfo."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventsapp.calendars import entry, ical
from eventsapp.core.texts import Texts
from eventsapp.events.models import Precision, State
from eventsapp.events.times import is_skipped
from tests.factories import make_event, make_organisation, make_venue
from tests.readers import READERS, reader

ZONES = (
    "Asia/Almaty", "Asia/Qyzylorda", "Asia/Qostanay", "Asia/Aqtobe", "Asia/Bishkek",
    "Europe/Istanbul", "Europe/Berlin", "Europe/Moscow", "UTC",
)  # fmt: skip
CHANGES = {
    "Asia/Almaty": datetime(2024, 3, 1),
    "Asia/Qyzylorda": datetime(2018, 12, 21),
    "Europe/Istanbul": datetime(2016, 3, 27),
    "Europe/Berlin": datetime(2026, 10, 25),
}

pytestmark = pytest.mark.parametrize("name", READERS)


def feed_of(events, language="en"):
    written = [ical.write(each) for each in entry.read_all(events, language)]
    return ical.feed(written, name="Agenda", source="https://agenda.example.org/en/events.ics")


def instants(events):
    """What zoneinfo says, event by event."""
    return [
        (instant(each.local_starts_at, each.timezone), instant(each.local_ends_at, each.timezone))
        for each in events
    ]


def instant(local, zone):
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_hours_around_every_change_of_a_zone_in_one_file(app, name):
    read, organisation = reader(name), make_organisation()
    events = [
        make_event(organisation=organisation, timezone=zone, starts=change + timedelta(hours=hours))
        for zone, change in CHANGES.items()
        for hours in range(-26, 27)
        if not any(
            is_skipped(change + timedelta(hours=hours, minutes=minutes), zone)
            for minutes in (0, 90)
        )
    ]

    assert read(feed_of(events)) == instants(events)


def test_any_hours_of_thirty_years(app, name):
    read, organisation = reader(name), make_organisation()
    chance, events = random.Random(5545), []
    while len(events) < 200:
        zone, length = chance.choice(ZONES), timedelta(minutes=chance.randrange(15, 3000))
        starts = datetime(2007, 1, 1) + timedelta(minutes=chance.randrange(30 * 525_600))
        exists = not is_skipped(starts, zone) and not is_skipped(starts + length, zone)
        if exists and instant(starts, zone) < instant(starts + length, zone):
            times = {"timezone": zone, "starts": starts, "ends": starts + length}
            events.append(make_event(organisation=organisation, **times))

    assert read(feed_of(events)) == instants(events)


def test_days_uncertain_days_and_missing_ends(app, name):
    day, after = date(2026, 12, 4), date(2026, 12, 5)
    events = [
        make_event(precision=Precision.DAY),
        make_event(precision=Precision.DAY, ends=datetime(2026, 12, 6)),
        make_event(precision=Precision.UNCERTAIN),
        make_event(ends=None),
    ]

    starts = datetime(2026, 12, 4, 6, tzinfo=UTC)
    assert reader(name)(feed_of(events)) == [
        (day, after), (day, date(2026, 12, 7)), (day, after),
        (starts, starts + timedelta(hours=1)),
    ]  # fmt: skip


def test_hostile_texts_and_every_state(app, name):
    hostile = Texts(en='Budget; BEGIN:VEVENT, \\n "x"\r\nEND:VEVENT ' + "ө🎤" * 60)
    venue = make_venue(names=hostile, address=hostile, latitude=1e-6, longitude=-0.5)
    body = make_organisation(names=hostile)
    events = [
        make_event(titles=hostile, summaries=hostile, venue=venue, organisation=body, state=state)
        for state in (State.PUBLISHED, State.POSTPONED, State.CANCELLED)
    ]
    events.append(make_event(parent=events[0]))

    assert reader(name)(feed_of(events)) == instants(events)
