"""a.4: one VTIMEZONE a zone, right in every reader, nothing in it that Outlook leaves out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from eventsapp.calendars import zones
from tests.calendars.reading import spans

OURS = ("Asia/Almaty", "Asia/Qyzylorda", "Asia/Aqtobe", "Asia/Bishkek", "Europe/Istanbul")
OTHERS = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Asia/Kolkata")


def test_text_of_almaty_is_the_regime_since_2024():
    assert zones.text("Asia/Almaty").split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Almaty",
        "BEGIN:STANDARD",
        "DTSTART:20240301T000000",
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0500",
        "TZNAME:+05",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_text_of_a_zone_with_summer_time_is_two_yearly_rules():
    text = zones.text("Europe/Berlin")

    assert "DTSTART:19960331T020000\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n" in text


@pytest.mark.parametrize("zone", OURS + OTHERS)
def test_text_has_no_single_dates_and_no_offsets_with_seconds(zone):
    text = zones.text(zone)

    assert "RDATE" not in text
    assert "LMT" not in text
    offsets = [line for line in text.split("\r\n") if line.startswith("TZOFFSET")]
    assert all(len(line.partition(":")[2]) == len("+0500") for line in offsets)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Asia/Almaty", datetime(2024, 2, 29, 18, tzinfo=UTC)),
        ("Asia/Qyzylorda", datetime(2018, 12, 20, 18, tzinfo=UTC)),
    ],
)
def test_is_local_only_after_the_last_change_and_its_repeated_hour(zone, first):
    second = timedelta(seconds=1)
    assert not zones.is_local(first - second, zone)
    assert not zones.is_local(first, zone)  # 23:00 for the second time
    assert not zones.is_local(first + timedelta(minutes=59), zone)
    assert zones.is_local(first + timedelta(hours=1), zone)


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT-5", "America/Nuuk", "Asia/Jerusalem"])
def test_is_local_never_where_no_rule_can_say_the_zone(zone):
    assert not zones.is_local(datetime(2026, 12, 4, 6, tzinfo=UTC), zone)
    assert zones.text(zone) == ""


def test_is_local_never_in_an_hour_that_summer_time_repeats():
    assert not zones.is_local(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin")
    assert not zones.is_local(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin")
    assert zones.is_local(datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "Europe/Berlin")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    zone=st.sampled_from(OURS + OTHERS),
    local=st.datetimes(datetime(2010, 1, 1), datetime(2030, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)
def test_text_gives_the_offset_of_zoneinfo_in_two_readers(zone, local):
    aware = local.replace(tzinfo=ZoneInfo(zone))
    instant = aware.astimezone(UTC)
    exists = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local
    assume(exists and zones.is_local(instant, zone))
    assume(zones.is_local(instant + timedelta(hours=1), zone))

    assert spans(_event(zone, local)) == [(instant, instant + timedelta(hours=1))]


def _event(zone, local):
    """An event whose zone only its VTIMEZONE explains: under its own name readers know it."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Test//EN",
        zones.text(zone).replace("TZID:", "TZID:Ours/").strip(),
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Ours/{zone}:{local:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Ours/{zone}:{_hour_later(local, zone):%Y%m%dT%H%M%S}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines).encode()


def _hour_later(local, zone):
    later = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) + timedelta(hours=1)
    return later.astimezone(ZoneInfo(zone))
