"""What stands in a feed: the window, what is kept of the cancelled, what is nobody's business."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.calendars import queries
from eventsapp.events.filters import Filter
from eventsapp.events.models import State, Visibility
from tests.factories import make_city, make_event

TODAY = datetime(2026, 11, 26).date()
NOON = datetime(2026, 11, 26, 12)


def shown(filter_=None):
    return list(queries.in_feed(filter_ or Filter(), today=TODAY))


@pytest.mark.parametrize(("days", "is_shown"), [(-91, False), (-89, True), (0, True), (900, True)])
def test_in_feed_reaches_ninety_days_back_and_all_ahead(app, days, is_shown):
    event = make_event(starts=NOON + timedelta(days=days))

    assert shown() == [event] * is_shown


@pytest.mark.parametrize(
    ("ended", "cancelled", "is_shown"),
    [(29, 60, True), (31, 60, False), (31, 13, True), (31, 15, False), (89, 13, True)],
)
def test_in_feed_keeps_the_cancelled_30_days_past_their_end_and_14_after(
    app, ended, cancelled, is_shown
):
    midnight = datetime(2026, 11, 26, tzinfo=UTC)
    event = make_event(
        state=State.CANCELLED,
        starts=NOON - timedelta(days=ended),
        state_changed_at=midnight - timedelta(days=cancelled),
    )

    assert shown() == [event] * is_shown


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.DRAFT},
        {"state": State.WITHDRAWN},
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.PRIVATE},
    ],
)
def test_in_feed_has_only_what_is_listed(app, fields):
    make_event(**fields)

    assert shown() == []


def test_in_feed_is_sorted_by_start_then_uid(app):
    late = make_event(starts=NOON + timedelta(days=2))
    second = make_event(uid="b@dateline", starts=NOON)
    first = make_event(uid="a@dateline", starts=NOON)

    assert shown() == [first, second, late]


def test_in_feed_obeys_the_filter(app):
    here = make_event(city=make_city())
    make_event(city=make_city(key="astana", timezone="Asia/Almaty"))

    assert shown(Filter(cities=("osh",))) == [here]


def test_latest_changes_come_first_and_no_more_than_asked_for(app, now):
    events = [make_event(updated_at=now + timedelta(hours=hour)) for hour in (1, 3, 2)]

    found = queries.latest_changes(Filter(), today=TODAY, limit=2)

    assert list(found) == [events[1], events[2]]
