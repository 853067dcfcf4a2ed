"""Clones and series: every event its own, every time at its old distance to the start."""

from datetime import date, datetime, timedelta

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events import services
from eventsapp.events.models import Precision, State
from eventsapp.extensions import db
from tests.factories import make_category, make_event


def test_clone_keeps_every_distance_to_the_start(app, now):
    event = make_event(doors=datetime(2026, 12, 4, 11, 30))
    make_category(event, closes_at=event.starts_at - timedelta(hours=18))

    copy = services.clone(event, starts=datetime(2027, 1, 15, 10, 0), by=None, now=now)
    db.session.commit()

    assert copy.local_doors_at == datetime(2027, 1, 15, 9, 30)
    assert copy.local_ends_at == datetime(2027, 1, 15, 11, 30)
    assert copy.categories[0].closes_at == copy.starts_at - timedelta(hours=18)
    assert copy.categories[0] is not event.categories[0]


def test_clone_is_a_draft_of_its_own(app, now):
    event = make_event(online_url="https://a.example.org", interpretation=["ru"])

    copy = services.clone(event, starts=event.local_starts_at, by=None, now=now)

    assert (copy.state, copy.slug, copy.sequence) == (State.DRAFT, None, 0)
    assert copy.uid != event.uid
    assert (copy.titles, copy.interpretation) == (event.titles, ["ru"])


def test_repeat_makes_one_draft_per_date_at_the_same_hour(app, now):
    event = make_event(timezone="Europe/Vienna", starts=datetime(2027, 3, 21, 10, 0))

    copies = services.repeat(
        event, rule="FREQ=WEEKLY;BYDAY=SU", until=date(2027, 4, 4), by=None, now=now
    )

    assert [copy.local_starts_at for copy in copies] == [
        datetime(2027, 3, 28, 10, 0),
        datetime(2027, 4, 4, 10, 0),
    ]
    assert [copy.starts_at.hour for copy in (event, *copies)] == [9, 8, 8]
    assert {copy.series for copy in copies} == {event.series}


def test_repeat_twice_joins_the_same_series(app, now):
    event = make_event()
    services.repeat(event, rule="FREQ=DAILY", until=date(2026, 12, 5), by=None, now=now)
    first = event.series

    more = services.repeat(event, rule="FREQ=MONTHLY", until=date(2027, 1, 31), by=None, now=now)

    assert [copy.series for copy in more] == [first]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every Friday",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=5",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY\nEXRULE:FREQ=DAILY",
        "FREQ=MONTHLY;INTERVAL=0",
    ],
)
def test_repeat_refuses_a_rule_without_dates(app, now, rule):
    event = make_event()

    with pytest.raises(services.BadRule):
        services.repeat(event, rule=rule, until=date(2027, 12, 31), by=None, now=now)


def test_repeat_refuses_more_than_two_hundred(app, now):
    event = make_event()

    with pytest.raises(services.BadRule):
        services.repeat(event, rule="FREQ=DAILY", until=date(2027, 12, 31), by=None, now=now)


def test_repeat_of_a_day_event_keeps_its_days(app, now):
    event = make_event(precision=Precision.DAY, titles=Texts(en="Camp"), ends=datetime(2026, 12, 6))

    [copy] = services.repeat(event, rule="FREQ=WEEKLY", until=date(2026, 12, 11), by=None, now=now)

    assert (copy.local_starts_at, copy.local_ends_at) == (
        datetime(2026, 12, 11),
        datetime(2026, 12, 13),
    )
