"""Wall time and instant always agree, in every zone, over twenty years of zone rules."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsapp.events import times
from eventsapp.events.models import Event, Precision

ZONES = (
    "Asia/Almaty", "Asia/Aqtobe", "Asia/Qyzylorda", "Asia/Bishkek", "Europe/Istanbul",
    "Europe/Vienna", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "UTC",
)  # fmt: skip
MINUTES = st.datetimes(datetime(2010, 1, 1), datetime(2030, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@given(st.sampled_from(ZONES), MINUTES)
def test_to_instant_and_back_is_the_same_wall_time(zone, local):
    if times.is_skipped(local, zone):
        with pytest.raises(times.NoSuchHour):
            times.to_instant(local, zone)
    else:
        assert times.to_local(times.to_instant(local, zone), zone) == local


@given(st.sampled_from(ZONES), MINUTES)
def test_to_local_and_back_is_the_same_instant_but_for_hours_that_occur_twice(zone, moment):
    instant = moment.replace(tzinfo=UTC)
    local = times.to_local(instant, zone)

    back = times.to_instant(local, zone)

    assert back == instant or (times.occurs_twice(local, zone) and back < instant)


@given(
    st.sampled_from(ZONES),
    MINUTES,
    st.timedeltas(timedelta(minutes=1), timedelta(days=3)),
    st.sampled_from(Precision),
)
def test_set_times_gives_an_end_after_the_start_or_refuses(zone, starts, length, precision):
    event = Event()

    try:
        times.set_times(event, starts=starts, ends=starts + length, zone=zone, precision=precision)
    except (times.NoSuchHour, times.EndBeforeStart):
        return

    assert event.starts_at < event.ends_at
    assert event.starts_at.tzinfo is event.ends_at.tzinfo is UTC
    assert times.to_local(event.starts_at, zone) == event.local_starts_at or not event.has_hours


@pytest.mark.parametrize(
    ("zone", "local", "skipped", "twice"),
    [
        ("Europe/Vienna", datetime(2026, 3, 29, 2, 30), True, False),
        ("Europe/Vienna", datetime(2026, 3, 29, 3, 0), False, False),
        ("Europe/Vienna", datetime(2026, 10, 25, 2, 30), False, True),
        ("Asia/Almaty", datetime(2024, 2, 29, 23, 30), False, True),
        ("Asia/Qyzylorda", datetime(2018, 12, 21, 0, 30), False, False),
        ("Asia/Bishkek", datetime(2026, 3, 29, 2, 30), False, False),
    ],
)
def test_hours_around_a_change_of_clocks(zone, local, skipped, twice):
    assert (times.is_skipped(local, zone), times.occurs_twice(local, zone)) == (skipped, twice)


def test_to_instant_takes_the_first_of_an_hour_that_occurs_twice():
    instant = times.to_instant(datetime(2026, 10, 25, 2, 30), "Europe/Vienna")

    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_set_times_of_a_day_event_spans_its_whole_days():
    event = Event()

    times.set_times(
        event,
        starts=datetime(2026, 12, 4, 9, 30),
        ends=datetime(2026, 12, 6, 18, 0),
        doors=datetime(2026, 12, 4, 9, 0),
        zone="Asia/Bishkek",
        precision=Precision.DAY,
    )

    zone = ZoneInfo("Asia/Bishkek")
    assert event.starts_at == datetime(2026, 12, 4, tzinfo=zone)
    assert event.ends_at == datetime(2026, 12, 7, tzinfo=zone)
    assert (event.local_doors_at, event.doors_at) == (None, None)
