"""Rules of feeds that hold for every form and every event; docs/calendars.md names each test."""

import re
import zoneinfo
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import insert, update

from eventsapp.calendars import entry as entries
from eventsapp.calendars import ical, jscalendar, services, texts
from eventsapp.calendars.models import EventText
from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.core.publication import Publication
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events import services as events
from eventsapp.events.details import of
from eventsapp.events.models import Event, Precision, State
from eventsapp.extensions import db
from tests.calendars.reading import lines, names, only, spans
from tests.calendars.reading import texts as shown
from tests.counting import statements
from tests.factories import make_city, make_event, make_organisation, make_venue
from tests.turning import turn_clock

PROPERTIES = {
    "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
    "DESCRIPTION", "URL", "CATEGORIES", "CLASS", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
    "LOCATION", "GEO", "CONFERENCE", "ORGANIZER", "CONTACT", "RELATED-TO",
}  # fmt: skip
MANY = 10_000


@pytest.fixture(autouse=True)
def _nothing_kept(app):
    app.extensions["dateline_shortcut"].forget()


def make_soon(**fields):
    """An event of the coming days by the app's clock."""
    starts = utcnow().replace(tzinfo=None, microsecond=0) + timedelta(days=3)
    return make_event(**{"starts": starts} | fields)


def make_all():
    """One event of each kind that calendars show differently."""
    venue = make_venue(latitude=40.51, longitude=72.81)
    parent = make_soon(venue=venue, city=venue.city)
    return [
        parent,
        make_soon(parent=parent, ends=None),
        make_soon(precision=Precision.DAY),
        make_soon(precision=Precision.UNCERTAIN),
        make_soon(state=State.POSTPONED),
        make_soon(state=State.CANCELLED),
        make_soon(online_url="https://tv.example.org", online_is_public=True, timezone="UTC"),
        make_soon(timezone="Asia/Almaty", starts=datetime(2030, 1, 1, 10)),
    ]


def feed(client, address="/en/events.ics"):
    publication.publish()
    db.session.commit()
    return client.get(address).data


def components(body, name):
    """The lines of each component of a name."""
    whole = "\n".join(lines(body))
    found = re.findall(f"^BEGIN:{name}\n(.*?)^END:{name}$", whole, re.DOTALL | re.MULTILINE)
    return [text.strip().split("\n") for text in found]


# a.1, a.2


def test_bytes_have_no_mark_no_bare_line_end_and_no_blank_line(client):
    make_all()

    body = feed(client)

    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert lines(body).count("BEGIN:VCALENDAR") == 1  # Exchange reads one of them only


def test_categories_escape_what_would_part_them(app):
    event = make_event()
    written = ical.write(entries.replace(entries.read(event, "en"), category="Visit, open; day"))

    assert only(ical.single(written), "CATEGORIES") == r"CATEGORIES;LANGUAGE=en:Visit\, open\; day"


def test_every_calendar_says_once_what_it_is_and_who_made_it(client):
    slug = make_soon().slug
    for address in ("/en/events.ics", f"/en/e/{slug}.ics", f"/en/e/{slug}/events.ics"):
        body = feed(client, address)

        assert only(body, "VERSION") == "VERSION:2.0"
        assert only(body, "PRODID") == f"PRODID:{ical.PRODID}"
        assert only(body, "CALSCALE") == "CALSCALE:GREGORIAN"
        assert only(body, "METHOD") == "METHOD:PUBLISH"


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_is_in_one_language(client, language):
    make_all()
    spoken = re.compile(r"^[A-Z-]+;LANGUAGE=(\w+)", re.MULTILINE)

    body = feed(client, f"/{language}/events.ics")

    said = set(spoken.findall("\n".join(line for line in lines(body) if "SUMMARY" not in line)))
    assert said == {language}


# a.3


def test_events_hold_only_what_every_client_reads(client):
    make_all()

    found = [line for each in components(feed(client), "VEVENT") for line in each]

    assert {line.partition(":")[0].partition(";")[0] for line in found} <= PROPERTIES


def test_properties_that_may_stand_once_stand_once(client):
    make_all()
    for event in components(feed(client), "VEVENT"):
        found = [line.partition(":")[0].partition(";")[0] for line in event]

        assert len(found) == len(set(found))
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER"} <= set(found)


def test_uid_is_one_in_every_form_and_through_every_edit(app, client, now):
    event = make_soon()
    uid = event.uid

    events.move(
        event, starts=event.local_starts_at + timedelta(hours=1), ends=None, doors=None,
        by=None, now=now,
    )  # fmt: skip
    events.postpone(event, reasons=Texts(), by=None, now=now)
    invitation = services.expect(event, address="ada@example.org", name="Ada", now=now)
    db.session.flush()

    _method, sent = services.build(services.request(invitation), now)
    assert only(sent, "UID") == f"UID:{uid}"
    assert only(feed(client, "/kk/events.ics"), "UID") == f"UID:{uid}"
    assert only(feed(client, f"/tr/e/{event.slug}.ics"), "UID") == f"UID:{uid}"
    assert client.get(f"/en/e/{event.slug}.json").get_json(force=True)["uid"] == uid
    assert re.fullmatch(r"[0-9a-f-]{36}@dateline", uid)


def test_uid_is_of_one_event_alone(client):
    made = make_all()

    found = [str(each["UID"]) for each in Calendar.from_ical(feed(client)).events]

    assert sorted(found) == sorted(event.uid for event in made)


def test_last_modified_grows_with_every_change_that_shows(app, now):
    event = make_event()
    for number, changed in enumerate(
        [
            {"titles": Texts(en="New")},
            {"summaries": Texts(ky="Жаңы")},
            {"online_url": "https://a.kg"},
        ]
    ):
        later = now + timedelta(minutes=number)
        what = of(event).__class__(**vars(of(event)) | changed)
        events.save_draft(event, what, version=event.version, by=None, now=later)
        events.publish_changes(event, minor=True, by=None, now=later)

        body = ical.single(ical.event_text(event, "en"))
        assert only(body, "LAST-MODIFIED") == f"LAST-MODIFIED:{later:%Y%m%dT%H%M%SZ}"
        assert only(body, "DTSTAMP") == f"DTSTAMP:{later:%Y%m%dT%H%M%SZ}"


def test_hours_never_float_and_never_carry_an_offset(client):
    make_all()
    local = r";TZID=[A-Z][\w/]+:\d{8}T\d{6}"
    allowed = re.compile(rf"DT(START|END)(;VALUE=DATE:\d{{8}}|:\d{{8}}T\d{{6}}Z|{local})")

    found = [
        line
        for event in components(feed(client), "VEVENT")
        for line in event
        if line.startswith(("DTSTART", "DTEND"))
    ]

    assert len(found) == 16
    assert all(allowed.fullmatch(line) for line in found)


def test_end_is_after_the_start_and_of_its_kind(client):
    make_all()

    for start, end in spans(feed(client)):
        assert type(start) is type(end)
        assert start < end


def test_description_is_plain_text_with_bare_addresses(app):
    event = make_event(
        summaries=Texts(en="A <b>bold</b> plan"),
        descriptions=Texts(en="**Bold** [link](https://x)"),
    )

    description = shown(ical.single(ical.event_text(event, "en")), "DESCRIPTION")[0]

    assert f"https://agenda.example.org/en/e/{event.slug}" in description.split()[1:]
    assert "A <b>bold</b> plan" in description  # as it was typed: text, and nothing made of it
    assert "](" not in description


def test_online_event_says_where_in_words_and_addresses(app):
    event = make_event(online_url="https://tv.example.org/live", online_is_public=True)

    body = ical.single(ical.event_text(event, "en"))

    assert only(body, "CONFERENCE") == (
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://tv.example.org/live"
    )
    assert "https://tv.example.org/live" in shown(body, "DESCRIPTION")[0]
    assert "LOCATION" not in names(body) or "tv.example.org" not in only(body, "LOCATION")


def test_reinstated_event_is_sure_again_one_higher(app, now):
    event = make_event()
    events.cancel(event, reasons=Texts(), by=None, now=now)
    events.reinstate(event, by=None, now=now)

    body = ical.single(ical.event_text(event, "en"))

    assert only(body, "STATUS") == "STATUS:CONFIRMED"
    assert only(body, "SEQUENCE") == "SEQUENCE:2"
    assert shown(body, "SUMMARY") == ["Safe learning environment"]


# a.4


def test_every_zone_used_is_explained_once_by_its_own_name(client):
    make_all()
    body = feed(client)

    used = set(re.findall(r"^DT\w+;TZID=([^:]+)", "\n".join(lines(body)), re.MULTILINE))
    explained = [line[5:] for line in lines(body) if line.startswith("TZID:")]

    assert used == {"Asia/Bishkek", "Asia/Almaty"}
    assert sorted(explained) == sorted(used)
    assert used <= zoneinfo.available_timezones()


def test_zone_covers_the_earliest_hour_written_in_it(client):
    make_all()
    body = feed(client)
    for zone in components(body, "VTIMEZONE"):
        name = next(line[5:] for line in zone if line.startswith("TZID:"))
        onset = min(line.removeprefix("DTSTART:") for line in zone if line.startswith("DTSTART"))
        hours = re.findall(rf"^DT\w+;TZID={name}:(\w+)$", "\n".join(lines(body)), re.MULTILINE)

        assert onset <= min(hours)


def test_zone_data_are_those_of_the_pinned_package():
    requirements = (Path(__file__).parents[2] / "requirements.txt").read_text()

    assert zoneinfo.TZPATH == ()
    assert f"tzdata=={version('tzdata')}" in requirements


def test_event_keeps_its_wall_time_and_zone_beside_the_instant(app):
    event = make_event(timezone="Asia/Almaty")

    assert event.local_starts_at == datetime(2026, 12, 4, 12)
    assert event.starts_at.astimezone(ZoneInfo(event.timezone)).replace(tzinfo=None) == (
        event.local_starts_at
    )


# a.5


def test_feed_says_when_it_changed_and_never_that_it_is_now(app, client, now):
    make_soon()
    first = client.get("/en/events.ics").headers["Last-Modified"]

    assert parsedate_to_datetime(first) <= utcnow()
    assert client.get("/ru/events.ics").headers["Last-Modified"] == first
    publication.publish()
    changed_at = now - timedelta(hours=1)
    db.session.execute(update(Publication).values(changed_at=changed_at))
    db.session.commit()
    for moment in (now, now + timedelta(hours=2)):
        turn_clock(app, moment)
        app.extensions["dateline_shortcut"].forget()
        for address in ("/en/events.ics", "/en/events.atom", "/en/events.json"):
            said = client.get(address).headers["Last-Modified"]
            assert parsedate_to_datetime(said) == changed_at


@pytest.mark.parametrize("form", ["ics", "atom", "json"])
def test_feeds_are_read_without_limit_and_without_signing_in(client, limits, form):
    make_soon()

    codes = {client.get(f"/en/events.{form}?q={number}").status_code for number in range(150)}

    assert codes == {200}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("open=press", "Dateline: Open to the press"),
        ("language=ky", "Dateline: Кыргызча"),
        ("type=briefing&type=press_conference&city=osh&open=press&open=stream",
         r"Dateline: Briefing\, Press conference\, Osh\, Open to the press\, Live stream"),
    ],
)  # fmt: skip
def test_feed_takes_several_filters_at_once(client, query, name):
    wanted = make_soon(
        city=make_city(), working_languages=["ky"], online_url="https://tv.example.org",
        online_is_public=True,
    )  # fmt: skip
    make_soon(open_to_press=False, working_languages=["ru"])

    body = feed(client, f"/en/events.ics?{query}")

    assert only(body, "UID") == f"UID:{wanted.uid}"
    assert set(only(body, "NAME")[5:].split(r"\, ")) == set(name.split(r"\, "))


def test_feed_of_ten_thousand_answers_a_known_mark_without_touching_them(client):
    make_many()
    first = client.get("/en/events.ics")

    with statements() as asked:
        again = client.get("/en/events.ics", headers={"If-None-Match": first.headers["ETag"]})

    assert first.data.count(b"BEGIN:VEVENT") == MANY
    assert (again.status_code, again.data) == (304, b"")
    assert not [sql for sql in asked if "event" in sql]


def make_many():
    """Events with their stored texts, written as rows."""
    sample = make_soon(organisation=make_organisation())
    fields = {column.name: getattr(sample, column.name) for column in Event.__table__.columns}
    numbers = range(sample.id + 1, sample.id + MANY)
    rows = [
        fields | {"id": number, "uid": f"{number}@dateline", "slug": f"e-{number}"}
        for number in numbers
    ]
    db.session.execute(insert(Event), rows)
    text = ical.event_text(sample, "en")
    stored = {"language": "en", "version": 1, "updated_at": sample.updated_at}
    kept = stored | {"maker": texts.maker(), "zone": text.zone, "text": text.text}
    db.session.execute(insert(EventText), [kept | {"event_id": number} for number in numbers])
    publication.publish()
    db.session.commit()


# c


def test_every_form_of_an_event_tells_the_same_hours(client):
    event = make_soon(starts=datetime(2027, 3, 5, 10, 30), timezone="Asia/Almaty", ends=None)

    [(start, end)] = spans(feed(client, f"/en/e/{event.slug}.ics"))
    data = jscalendar.event(entries.read(event, "en"))
    local = datetime.fromisoformat(data["start"]).replace(tzinfo=ZoneInfo(data["timeZone"]))

    assert (start, end) == (event.starts_at, event.effective_end)
    assert local == start
    assert data["duration"] == "PT1H"
    assert 'dt-start" datetime="2027-03-05T05:30:00+00:00"' in client.get("/en/events.html").text


def test_page_is_an_h_event_and_leads_to_the_feeds(client):
    event = make_soon(city=make_city())

    page = client.get(f"/en/e/{event.slug}").text

    for name in ("h-event", "p-name", "p-summary", "dt-start", "dt-end", "p-location", "u-url"):
        assert re.search(rf'class="[^"]*\b{name}\b', page), name
    assert (
        f'type="text/calendar" title="{event.titles["en"]}" href="/en/e/{event.slug}.ics"' in page
    )
    assert 'type="application/atom+xml"' in client.get("/en/events").text
