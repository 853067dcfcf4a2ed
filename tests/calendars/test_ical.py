"""The rules of a feed's bytes, calendar and events: RFC 5545, 5546, 7986 and what clients ask."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from eventsapp.calendars import entry as entries
from eventsapp.calendars import ical
from eventsapp.core.texts import Texts
from eventsapp.events.models import Precision, PressContact, Series, State, Visibility
from eventsapp.events.times import NoSuchHour
from tests.calendars.reading import lines, names, only, spans, texts
from tests.factories import (
    CREATED,
    make_category,
    make_city,
    make_contact,
    make_event,
    make_organisation,
    make_venue,
    save,
)

GOLDEN = Path(__file__).parents[1] / "golden"
UID = "5c3a2a1e-4c1b-4f0e-9d57-1f2e3d4c5b6a@dateline"
ZONES = ("Asia/Almaty", "Asia/Qyzylorda", "Asia/Bishkek", "Europe/Istanbul", "Europe/Berlin")


def file_of(event, language="en"):
    return ical.single(ical.event_text(event, language))


def feed_of(*events, language="en", name="Press Agenda"):
    written = [ical.event_text(event, language) for event in events]
    return ical.feed(written, name=name, source="https://agenda.example.org/en/events.ics")


# a.1 bytes


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=300))
def test_any_text_is_read_back_as_it_was_meant(app, text):
    event = make_event(titles=Texts(en=f"a{text}"), summaries=Texts(en=f"{text}b"))

    body = file_of(event)

    lines(body)
    entry = entries.read(event, "en")
    assert texts(body, "SUMMARY") == [entry.title.text]
    assert texts(body, "DESCRIPTION") == [entry.description]


def test_text_is_escaped_and_loses_control_signs(app):
    event = make_event(
        titles=Texts(en="Budget;\r\nBEGIN:VEVENT, \\ \x00\x0b\u202eend\u2028x"), summaries=Texts()
    )

    body = file_of(event)

    assert only(body, "SUMMARY") == r"SUMMARY;LANGUAGE=en:Budget\; BEGIN:VEVENT\, \\ end x"
    assert names(body).count("BEGIN") == 4  # the calendar, its zone with one rule, one event


def test_text_is_in_normal_form_c(app):
    event = make_event(titles=Texts(ru="И\u0306Й"), original_language="ru")

    body = file_of(event, "ru")

    assert only(body, "SUMMARY") == "SUMMARY;LANGUAGE=ru:ЙЙ"


def test_lines_are_folded_at_75_octets_between_letters(app):
    body = file_of(make_event(titles=Texts(ky="Өү" * 80 + "🎤" * 40), original_language="ky"), "ky")

    assert len([line for line in body.split(b"\r\n") if len(line) > 70]) >= 5
    assert only(body, "SUMMARY").endswith("Өү" * 80 + "🎤" * 40)
    assert not body.startswith(b"\xef\xbb\xbf")


def test_parameters_are_quoted_and_encoded(app):
    organisation = make_organisation(names=Texts(en='Ministry "A"; press: B\nC'))

    organizer = only(file_of(make_event(organisation=organisation)), "ORGANIZER")

    assert organizer == "ORGANIZER;CN=\"Ministry ^'A^'; press: B C\":mailto:press@example.org"


def test_addresses_are_ascii_and_not_escaped(app):
    event = make_event(online_url="https://көрүү.kg/a,b;c ө\r\nX:1", online_is_public=True)

    conference = only(file_of(event), "CONFERENCE")

    host = "көрүү".encode("idna").decode()
    assert conference == (
        f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://{host}.kg/a,b;c%20%D3%A9%20X:1"
    )


# a.2 calendar


def test_feed_begins_with_its_properties_in_order(app):
    body = feed_of(make_event(), name="Agenda, Osh; press")

    assert lines(body)[:11] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline 0.1//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        r"NAME:Agenda\, Osh\; press",
        r"X-WR-CALNAME:Agenda\, Osh\; press",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "SOURCE;VALUE=URI:https://agenda.example.org/en/events.ics",
        "BEGIN:VTIMEZONE",
    ]


def test_single_has_no_name_of_a_calendar(app):
    assert not {"NAME", "X-WR-CALNAME", "SOURCE"} & set(names(file_of(make_event())))


def test_feed_without_events_is_a_calendar(app):
    assert Calendar.from_ical(feed_of()).events == []


# a.3 events


def test_event_text_says_what_changed_when_and_not_when_it_was_asked(app):
    changed = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    event = make_event(sequence=2, updated_at=changed)

    body = file_of(event)

    assert only(body, "UID") == f"UID:{event.uid}"
    assert only(body, "DTSTAMP") == "DTSTAMP:20261120T083000Z"
    assert only(body, "LAST-MODIFIED") == "LAST-MODIFIED:20261120T083000Z"
    assert only(body, "CREATED") == "CREATED:20261101T060000Z"
    assert only(body, "SEQUENCE") == "SEQUENCE:2"
    assert file_of(event) == body


def test_timed_event_is_in_the_hours_of_its_zone(app):
    body = file_of(make_event())

    assert "DTSTART;TZID=Asia/Bishkek:20261204T120000" in lines(body)
    assert "DTEND;TZID=Asia/Bishkek:20261204T133000" in lines(body)
    assert names(body).count("TZID") == 1


def test_event_without_an_end_gets_the_usual_length_of_its_type(app):
    body = file_of(make_event(ends=None))

    assert spans(body) == [
        (datetime(2026, 12, 4, 6, tzinfo=UTC), datetime(2026, 12, 4, 7, tzinfo=UTC))
    ]


def test_day_event_is_all_day_and_its_end_is_the_day_after(app):
    event = make_event(precision=Precision.DAY, ends=datetime(2026, 12, 6))

    body = file_of(event)

    assert only(body, "DTSTART") == "DTSTART;VALUE=DATE:20261204"
    assert only(body, "DTEND") == "DTEND;VALUE=DATE:20261207"
    assert spans(body) == [(date(2026, 12, 4), date(2026, 12, 7))]
    assert only(body, "STATUS") == "STATUS:CONFIRMED"
    assert only(body, "TRANSP") == "TRANSP:TRANSPARENT"
    assert "VTIMEZONE" not in body.decode()


def test_uncertain_event_is_all_day_and_tentative(app):
    body = file_of(make_event(precision=Precision.UNCERTAIN))

    assert only(body, "DTSTART") == "DTSTART;VALUE=DATE:20261204"
    assert only(body, "STATUS") == "STATUS:TENTATIVE"
    assert "The date is not certain yet." in texts(body, "DESCRIPTION")[0]


def test_cancelled_event_says_so_and_keeps_its_start(app):
    body = file_of(make_event(state=State.CANCELLED, reasons=Texts(en="The hall is flooded.")))

    assert only(body, "STATUS") == "STATUS:CANCELLED"
    assert texts(body, "SUMMARY") == ["Cancelled: Safe learning environment"]
    assert texts(body, "DESCRIPTION")[0].startswith("The hall is flooded.\n")
    assert "DTSTART;TZID=Asia/Bishkek:20261204T120000" in lines(body)
    assert only(body, "TRANSP") == "TRANSP:TRANSPARENT"


def test_postponed_event_is_tentative_and_makes_nobody_busy(app):
    body = file_of(make_event(state=State.POSTPONED))

    assert only(body, "STATUS") == "STATUS:TENTATIVE"
    assert only(body, "TRANSP") == "TRANSP:TRANSPARENT"
    assert texts(body, "SUMMARY") == ["Postponed: Safe learning environment"]
    assert texts(body, "DESCRIPTION")[0].startswith("A new date has not been set yet.\n")


def test_published_event_makes_busy(app):
    body = file_of(make_event())

    assert only(body, "STATUS") == "STATUS:CONFIRMED"
    assert only(body, "TRANSP") == "TRANSP:OPAQUE"
    assert only(body, "X-MICROSOFT-CDO-BUSYSTATUS") == "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"
    assert only(body, "CLASS") == "CLASS:PUBLIC"


def test_place_has_a_line_and_a_point(app):
    venue = make_venue(latitude=40.51331234567, longitude=72.81)

    body = file_of(make_event(venue=venue, room=venue.rooms[0], city=make_city()))

    assert texts(body, "LOCATION") == ["main hall, Press Centre, Central Street 14, Osh"]
    assert only(body, "GEO") == "GEO:40.513312;72.810000"


def test_texts_carry_the_language_they_are_in(app):
    body = file_of(make_event(titles=Texts(ky="Коопсуз билим"), original_language="ky"), "tr")

    assert only(body, "SUMMARY") == "SUMMARY;LANGUAGE=ky:Коопсуз билим"
    assert only(body, "DESCRIPTION").startswith("DESCRIPTION;LANGUAGE=tr:")


def test_link_to_join_is_in_a_feed_only_where_it_is_public(app):
    closed = file_of(make_event(online_url="https://meet.example.org/secret"))
    stream = file_of(make_event(online_url="https://tv.example.org", online_is_public=True))

    assert b"secret" not in closed
    assert only(stream, "CONFERENCE").endswith(":https://tv.example.org")
    assert "Watch online: https://tv.example.org" in texts(stream, "DESCRIPTION")[0]


def test_feed_names_the_institution_and_no_attendee(app):
    body = file_of(make_event())

    assert (
        only(body, "ORGANIZER") == 'ORGANIZER;CN="Ministry of Education":mailto:press@example.org'
    )
    assert "ATTENDEE" not in names(body)
    assert "VALARM" not in body.decode()


def test_organizer_without_a_mailbox_is_our_own(app):
    event = make_event(organisation=make_organisation(email=""))

    assert only(file_of(event), "ORGANIZER").endswith(":mailto:dateline@localhost.localdomain")


def test_press_contact_is_told(app):
    contact = make_contact()

    body = file_of(make_event(contacts=[PressContact(contact=contact)]))

    assert texts(body, "CONTACT") == ["Marat Bekov, +996 500 000 000, press@example.org"]


def test_description_begins_with_the_way_to_register(app):
    event = make_category().event

    description = texts(file_of(event), "DESCRIPTION")[0]

    page = f"https://agenda.example.org/en/e/{event.slug}"
    assert description.startswith(f"Details and registration: {page}\n")
    assert only(file_of(event), "URL") == f"URL:{page}"


@pytest.mark.parametrize(
    ("visibility", "related"), [(Visibility.PUBLIC, 1), (Visibility.PRIVATE, 0)]
)
def test_side_event_is_related_to_its_parent_if_that_is_public(app, visibility, related):
    parent = make_event(visibility=visibility)

    body = file_of(make_event(parent=parent))

    wanted = f"RELATED-TO;RELTYPE=PARENT:{parent.uid}"
    assert lines(body).count(wanted) == related


def test_series_names_its_first_event(app):
    series = save(Series(rule="FREQ=WEEKLY", first_uid=UID, created_at=CREATED))
    first, second = make_event(series=series, uid=UID), make_event(series=series)

    assert "RELATED-TO" not in names(file_of(first))
    assert only(file_of(second), "RELATED-TO") == f"RELATED-TO;RELTYPE=FIRST:{UID}"


# a.4 zones


@pytest.mark.parametrize(
    ("zone", "starts", "utc"),
    [
        ("Asia/Aqtobe", datetime(2015, 11, 18, 10, 30), "0530"),
        ("Asia/Bishkek", datetime(2019, 6, 14, 10, 30), "0430"),
        ("Asia/Almaty", datetime(2023, 6, 2, 10, 30), "0430"),
        ("Asia/Almaty", datetime(2024, 2, 29, 10, 30), "0430"),
        ("Asia/Almaty", datetime(2024, 3, 30, 10, 30), "0530"),
        ("Asia/Qyzylorda", datetime(2018, 12, 20, 10, 30), "0430"),
        ("Asia/Qyzylorda", datetime(2018, 12, 22, 10, 30), "0530"),
        ("Europe/Istanbul", datetime(2016, 9, 10, 10, 30), "0730"),
    ],
)
def test_known_moments_are_read_as_they_were(app, zone, starts, utc):
    body = file_of(make_event(timezone=zone, starts=starts))

    assert f"{spans(body)[0][0]:%Y-%m-%d %H%M}" == f"{starts:%Y-%m-%d} {utc}"


def test_both_kazakh_changes_in_one_file_are_right_in_every_reader(app):
    almaty = [datetime(2024, 2, 29, 23, 30), datetime(2024, 3, 1, 0, 30), datetime(2024, 2, 29, 9)]
    qyzylorda = [datetime(2018, 12, 20, 23, 30), datetime(2018, 12, 21, 0, 30)]
    events = [make_event(timezone="Asia/Almaty", starts=at) for at in almaty]
    events += [make_event(timezone="Asia/Qyzylorda", starts=at) for at in qyzylorda]

    body = feed_of(*events)

    assert [start for start, _end in spans(body)] == [event.starts_at for event in events]
    assert names(body).count("TZID") == 2
    assert "RDATE" not in names(body)


def test_repeated_hour_is_written_in_utc(app):
    body = file_of(
        make_event(timezone="Asia/Almaty", starts=datetime(2024, 2, 29, 23, 15), ends=None)
    )

    assert only(body, "DTSTART") == "DTSTART:20240229T171500Z"  # the first of the two
    assert "VTIMEZONE" not in body.decode()


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    zone=st.sampled_from(ZONES),
    local=st.datetimes(datetime(2010, 1, 1), datetime(2030, 12, 31)),
    minutes=st.integers(1, 3000),
)
def test_every_reader_agrees_with_zoneinfo(app, zone, local, minutes):
    starts = local.replace(second=0, microsecond=0)
    try:
        event = make_event(timezone=zone, starts=starts, ends=starts + timedelta(minutes=minutes))
    except NoSuchHour:
        assume(False)

    wanted = starts.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert spans(file_of(event)) == [(wanted, event.ends_at)]


# golden files: what a release changes in them, every calendar in the land sees


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("event.ics", {}),
        ("event-cancelled.ics", {"state": State.CANCELLED, "sequence": 3}),
        ("event-day.ics", {"precision": Precision.DAY}),
        ("event-utc.ics", {"timezone": "Asia/Almaty", "starts": datetime(2023, 6, 2, 10, 30)}),
    ],
)
def test_golden_files(app, name, fields):
    venue = make_venue(latitude=40.5133, longitude=72.8161)
    contact = PressContact(contact=make_contact())
    known = {
        "uid": UID,
        "slug": "safe-learning-2026",
        "titles": Texts(ky="Коопсуз билим берүү чөйрөсү"),
    }
    event = make_event(
        venue=venue, room=venue.rooms[0], city=make_city(), contacts=[contact], **known | fields
    )

    assert file_of(event).decode() == (GOLDEN / name).read_bytes().decode()
