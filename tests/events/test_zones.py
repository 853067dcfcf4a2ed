"""Zone rules change: coming events keep their hour on the wall, past ones their instant."""

from datetime import datetime, time, timedelta

import pytest

from eventsapp.calendars import ical
from eventsapp.events import zones
from eventsapp.events.change_models import Change, ChangeKind
from eventsapp.events.models import Precision, State
from eventsapp.extensions import db
from tests.factories import make_category, make_event

HOUR = timedelta(hours=1)


def with_older_rules(**overrides):
    """An event whose instants were computed when its zone was one hour ahead."""
    event = make_event(**overrides)
    event.starts_at, event.ends_at = event.starts_at - HOUR, event.ends_at - HOUR
    db.session.commit()
    return event


def test_follow_zone_rules_keeps_the_hour_on_the_wall(app, now):
    event = with_older_rules()
    wall, old = event.local_starts_at, event.starts_at

    assert zones.follow_zone_rules(now) == 1

    assert (event.local_starts_at, event.starts_at) == (wall, old + HOUR)
    assert event.ends_at - event.starts_at == timedelta(hours=1, minutes=30)
    assert (event.sequence, event.updated_at) == (1, now)


def test_follow_zone_rules_tells_people_of_public_events(app, now):
    public, _draft = with_older_rules(), with_older_rules(state=State.DRAFT)

    assert zones.follow_zone_rules(now) == 2

    [change] = db.session.query(Change).all()
    assert (change.event, change.kind) == (public, ChangeKind.MOVED)
    assert change.before["utc"] == "2026-12-04T05:00:00+00:00"
    assert change.after["utc"] == "2026-12-04T06:00:00+00:00"


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.UNCERTAIN])
def test_follow_zone_rules_tells_nobody_of_a_day_without_hours(app, now, precision):
    event = with_older_rules(precision=precision)
    category = make_category(event, closes_at=event.starts_at - HOUR)
    old, shown = event.starts_at, ical.event_text(event, "en").text

    assert zones.follow_zone_rules(now) == 1
    db.session.commit()

    assert event.starts_at == old + HOUR
    assert category.closes_at == event.starts_at - HOUR
    assert (db.session.query(Change).count(), event.sequence) == (0, 0)
    assert ical.event_text(event, "en").text == shown


def test_follow_zone_rules_leaves_the_past_alone(app, now):
    event = with_older_rules(starts=datetime(2026, 11, 20, 12, 0))
    old = event.starts_at

    assert zones.follow_zone_rules(now) == 0

    assert event.starts_at == old


def test_follow_zone_rules_moves_an_end_alone(app, now):
    event = make_event()
    event.ends_at -= HOUR
    db.session.commit()

    assert zones.follow_zone_rules(now) == 1

    assert (event.ends_at - event.starts_at, event.sequence) == (timedelta(hours=1.5), 1)


def test_follow_zone_rules_lets_deadlines_keep_their_distance(app, now):
    event = with_older_rules()
    category = make_category(event, closes_at=event.starts_at - HOUR)

    zones.follow_zone_rules(now)

    assert category.closes_at == event.starts_at - HOUR


def test_follow_zone_rules_twice_changes_nothing_more(app, now):
    event = with_older_rules()
    zones.follow_zone_rules(now)
    db.session.commit()

    assert zones.follow_zone_rules(now) == 0
    assert event.sequence == 1


def test_follow_zone_rules_passes_over_an_hour_that_has_ceased_to_exist(app, now):
    gone = make_event(timezone="Europe/Vienna", starts=datetime(2027, 3, 28, 1, 30))
    gone.local_starts_at = datetime(2027, 3, 28, 2, 30)
    db.session.commit()
    other = with_older_rules()

    assert zones.follow_zone_rules(now) == 1

    assert (gone.sequence, other.sequence) == (0, 1)


def test_elsewhere_names_the_capitals_whose_clocks_differ(app):
    event = make_event()

    assert zones.elsewhere(event.starts_at, "Asia/Bishkek") == [
        ("Astana", time(11, 0)),
        ("Ankara", time(9, 0)),
    ]
