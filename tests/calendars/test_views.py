"""a.5: feeds over HTTP, and the files of single events."""

import gzip
from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
from icalendar import Calendar
from sqlalchemy import event as sqlalchemy_event
from werkzeug.http import http_date, parse_date

from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.change_models import FormerSlug
from eventsapp.events.models import PressContact, State, Visibility
from eventsapp.extensions import db
from tests.calendars.reading import only, texts
from tests.factories import make_city, make_contact, make_event, make_organisation, make_venue, save
from tests.turning import keep_machine_time, turn_clock

FEED = "/en/events.ics"
FEEDS = ("/en/events.ics", "/en/events.atom", "/en/events.json")


@pytest.fixture(autouse=True)
def _nothing_kept(app):
    app.extensions["dateline_shortcut"].forget()


def publish():
    publication.publish()
    db.session.commit()


def make_soon(**fields):
    """An event of the coming days by the real clock."""
    return make_event(**{"starts": utcnow().replace(tzinfo=None) + timedelta(days=3)} | fields)


def test_feed_is_a_calendar_to_read_in_place(client):
    event = make_soon()

    answer = client.get(FEED)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="events.ics"'
    assert answer.headers["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert only(answer.data, "UID") == f"UID:{event.uid}"


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_know_no_visitor(client, address):
    answer = client.get(address)

    assert answer.status_code == HTTPStatus.OK
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_are_sent_once_to_those_who_have_them(client, address):
    make_soon()
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["ETag"].startswith('"')  # strong
    assert (again.status_code, again.data) == (HTTPStatus.NOT_MODIFIED, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_feed_compares_marks_weakly_in_lists_and_any(client, form):
    mark = client.get(FEED).headers["ETag"]

    answer = client.get(FEED, headers={"If-None-Match": form.format(mark)})

    assert answer.status_code == HTTPStatus.NOT_MODIFIED


def test_feed_is_known_by_its_date_where_no_mark_is_given(client):
    changed = client.get(FEED).headers["Last-Modified"]
    before = http_date(parse_date(changed) - timedelta(seconds=1))

    assert client.get(FEED, headers={"If-Modified-Since": changed}).status_code == 304
    assert client.get(FEED, headers={"If-Modified-Since": before}).status_code == 200
    assert client.get(FEED, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_feed_trusts_the_mark_before_the_date(client):
    changed = client.get(FEED).headers["Last-Modified"]

    answer = client.get(FEED, headers={"If-None-Match": '"other"', "If-Modified-Since": changed})

    assert answer.status_code == HTTPStatus.OK


def test_feed_changes_at_once_with_an_event(client):
    event = make_soon()
    publish()
    before = client.get(FEED)
    event.titles = Texts(en="Another title")
    publish()

    answer = client.get(FEED, headers={"If-None-Match": before.headers["ETag"]})

    assert answer.status_code == HTTPStatus.OK
    assert texts(answer.data, "SUMMARY") == ["Another title"]
    assert answer.headers["ETag"] != before.headers["ETag"]


def test_feed_loses_at_once_what_has_become_private(app, client):
    keep_machine_time(app)
    event = make_soon()
    assert event.uid.encode() in client.get(FEED).data
    event.visibility = Visibility.PRIVATE
    publish()

    answer = client.get(FEED)

    assert event.uid.encode() not in answer.data
    assert parse_date(answer.headers["Last-Modified"]) > utcnow() - timedelta(minutes=5)


def test_feed_keeps_its_mark_when_others_change(client):
    make_soon()
    before = client.get(FEED)
    publish()

    assert client.get(FEED).headers["ETag"] == before.headers["ETag"]


def test_feed_is_compressed_only_for_those_who_take_it(client):
    make_soon()
    plain = client.get(FEED, headers={"Accept-Encoding": "gzip;q=0, br"})
    packed = client.get(FEED, headers={"Accept-Encoding": "br, gzip"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_head_is_get_without_a_body(client):
    make_soon()
    got = client.get(FEED)

    head = client.head(FEED)

    assert head.data == b""
    assert dict(head.headers) == dict(got.headers)


def test_post_is_told_what_is_allowed(client):
    answer = client.post(FEED)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_conditional_request_asks_for_nothing_but_the_counter(client):
    for _number in range(3):
        make_soon()
    mark = client.get(FEED).headers["ETag"]

    with statements() as asked:
        answer = client.get(FEED, headers={"If-None-Match": mark})

    assert answer.status_code == HTTPStatus.NOT_MODIFIED
    assert [sql for sql in asked if "event" in sql] == []


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_ask_as_much_for_three_events_as_for_one(client, address):
    counted = []
    for number in (1, 2):
        for _event in range(number):
            make_full()
        publish()
        db.session.expire_all()
        with statements() as asked:
            assert client.get(address).status_code == HTTPStatus.OK
        counted.append(len(asked))

    assert counted[0] == counted[1]


def make_full():
    organisation = make_organisation()
    venue = make_venue(organisation=organisation)
    contact = PressContact(contact=make_contact(organisation=organisation))
    parent = make_soon(organisation=organisation)
    return make_soon(
        organisation=organisation,
        venue=venue,
        room=venue.rooms[0],
        city=make_city(),
        contacts=[contact],
        parent=parent,
    )


def statements():
    return _Statements()


class _Statements(list):
    """The statements sent to the database meanwhile."""

    def __enter__(self):
        sqlalchemy_event.listen(db.engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_error):
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, sql, *_more):
        self.append(sql)


def test_feed_takes_the_filters_of_the_list_and_is_called_by_them(client):
    here = make_soon(city=make_city())
    make_soon(city=make_city(key="astana", names=Texts(en="Astana")))

    answer = client.get(f"{FEED}?city=osh&type=press_conference&city=nowhere&x=1")

    assert [str(each["UID"]) for each in Calendar.from_ical(answer.data).events] == [here.uid]
    assert only(answer.data, "NAME") == r"NAME:Dateline: Press conference\, Osh"
    source = "https://agenda.example.org/en/events.ics?type=press_conference&city=osh"
    assert only(answer.data, "SOURCE") == f"SOURCE;VALUE=URI:{source}"


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(
    "asked", ["type=nosuch", "city=osh&type=nosuch", "organiser=nobody", "open=all", "from=soon"]
)
def test_feed_of_unknown_values_alone_is_missing(client, address, asked):
    make_soon(city=make_city())

    assert client.get(f"{address}?{asked}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{address}?city=osh&type=&x=1").status_code == HTTPStatus.OK


def test_feed_speaks_the_language_of_its_address(client):
    make_soon()

    assert texts(client.get("/ky/events.ics").data, "SUMMARY") == ["Коопсуз билим берүү чөйрөсү"]


def test_organisation_feed_has_what_it_holds(client):
    event = make_soon()
    make_soon()

    answer = client.get(f"/en/o/{event.organisation.slug}/events.ics")

    assert only(answer.data, "UID") == f"UID:{event.uid}"
    assert only(answer.data, "NAME") == "NAME:Ministry of Education"


def test_organisation_feed_of_nobody_is_missing(client):
    answer = client.get("/en/o/nobody/events.ics", headers={"If-None-Match": "*"})

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_event_file_is_one_to_download(client):
    event = make_event()

    answer = client.get(f"/en/e/{event.slug}.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    assert only(answer.data, "UID") == f"UID:{event.uid}"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 200),
        ({"visibility": Visibility.UNLISTED}, 200),
        ({"state": State.CANCELLED}, 200),
        ({"state": State.DRAFT}, 404),
        ({"visibility": Visibility.PRIVATE}, 404),
        ({"state": State.WITHDRAWN}, 410),
    ],
)
def test_event_file_is_there_as_long_as_the_page(client, fields, status):
    event = make_event(**fields)

    assert client.get(f"/en/e/{event.slug}.ics").status_code == status


def test_event_file_follows_a_new_address(client):
    event = make_event()
    save(FormerSlug(slug="old", event_id=event.id))

    answer = client.get("/en/e/old.ics")

    assert answer.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert answer.headers["Location"].endswith(f"/en/e/{event.slug}.ics")


@pytest.mark.parametrize(
    "accepted", ["application/calendar+json", "*/*;q=0.1, application/calendar+json"]
)
def test_calendar_is_jcal_for_those_who_ask_for_it(client, accepted):
    event = make_soon()
    usual = client.get(FEED)

    answer = client.get(FEED, headers={"Accept": accepted})

    assert answer.headers["Content-Type"] == "application/calendar+json"
    assert "Accept" in answer.headers["Vary"].split(", ")
    read = Calendar.from_jcal(answer.get_json(force=True))
    assert [each["UID"] for each in read.events] == [event.uid]
    assert read.events[0].start == Calendar.from_ical(usual.data).events[0].start
    assert client.get(FEED).data == usual.data


def test_calendar_is_text_for_those_who_take_either(client):
    both = "text/calendar, application/calendar+json, application/calendar+xml"  # as Nextcloud asks

    answer = client.get(FEED, headers={"Accept": both})

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


JCAL, TEXT = "application/calendar+json", "text/calendar; charset=utf-8"
ACCEPTED = [
    ("Application/Calendar+JSON", JCAL),
    ("text/calendar;q=0.5, application/calendar+json", JCAL),
    ("application/calendar+json;q=0.5, text/calendar", TEXT),
    ("text/html, application/calendar+json;q=0", TEXT),
    ("application/*", TEXT),
    ("APPLICATION/*;q=0.9, */*;q=0.1", TEXT),
    ("text/calendar;q=0.1, */*", TEXT),
    ("*/*", TEXT),
    ("application/json", TEXT),
]


@pytest.mark.parametrize("file", [False, True])
@pytest.mark.parametrize(("accepted", "form"), ACCEPTED)
def test_calendar_is_the_same_whatever_the_reader_before_took(app, client, file, accepted, form):
    address = f"/en/e/{make_soon().slug}.ics" if file else FEED
    readers = [({}, TEXT), ({"Accept": "text/calendar"}, TEXT), ({"Accept": accepted}, form)]
    for order in (readers, readers[::-1]):
        app.extensions["dateline_shortcut"].forget()
        for headers, expected in order:
            assert client.get(address, headers=headers).headers["Content-Type"] == expected


def kept_by(app):
    return set(app.extensions["dateline_shortcut"].kept)


@pytest.mark.parametrize("headers", [{}, {"Accept": JCAL}])
def test_feed_is_made_once_whatever_is_added_to_its_address(app, client, headers):
    make_soon(city=make_city())
    for usual, others in (
        (FEED, ("?x=1", "?x=2&utm_source=y", "?city=", "?q=")),
        (f"{FEED}?type=press_conference&city=osh", ("&x=1", "&city=nowhere", "&city=osh")),
    ):
        first = client.get(usual, headers=headers)
        kept = kept_by(app)

        for other in others:
            with statements() as asked:
                again = client.get(usual + other, headers=headers)
            assert again.data == first.data
            assert dict(again.headers) == dict(first.headers)
            assert not [sql for sql in asked if "event" in sql]
        assert client.get(f"{usual}{others[0]}", headers=headers).data == first.data
        assert kept_by(app) == kept


@pytest.mark.parametrize("form", ["/en/e/{}.ics", "/en/e/{}.json", "/en/e/{}/events.ics"])
def test_calendar_of_one_event_is_made_once_whatever_is_added(app, client, form):
    address = form.format(make_soon().slug)
    first = client.get(f"{address}?x=1")
    kept = kept_by(app)

    assert client.get(f"{address}?x=2").data == client.get(address).data == first.data
    assert kept_by(app) == kept


def test_feed_takes_a_value_that_has_become_known(app, client):
    make_soon(city=make_city())
    astana = f"{FEED}?city=osh&city=astana"
    client.get(astana)
    there = make_soon(city=make_city(key="astana", names=Texts(en="Astana")))
    publish()

    assert there.uid.encode() in client.get(astana).data


def test_event_feed_has_the_event_and_what_belongs_to_it(client):
    parent = make_soon()
    part = make_soon(parent=parent)
    make_soon(parent=parent, state=State.DRAFT)
    make_soon()

    answer = client.get(f"/en/e/{parent.slug}/events.ics")

    calendar = Calendar.from_ical(answer.data)
    assert [str(each["UID"]) for each in calendar.events] == [parent.uid, part.uid]
    assert calendar.events[1]["RELATED-TO"] == parent.uid
    assert only(answer.data, "NAME") == "NAME:Safe learning environment"
    assert only(answer.data, "REFRESH-INTERVAL") == "REFRESH-INTERVAL;VALUE=DURATION:PT1H"


def test_event_data_is_one_jscalendar_event(client):
    event = make_soon()

    answer = client.get(f"/ky/e/{event.slug}.json")

    assert answer.headers["Content-Type"] == "application/jscalendar+json;type=event"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    data = answer.get_json(force=True)
    assert (data["@type"], data["uid"]) == ("Event", event.uid)
    assert data["title"] == "Коопсуз билим берүү чөйрөсү"


@pytest.mark.parametrize("form", ["{}.ics", "{}.json", "{}/events.ics"])
def test_forms_of_one_event_are_as_private_as_its_page(client, form):
    hidden, gone = make_event(visibility=Visibility.PRIVATE), make_event(state=State.WITHDRAWN)

    assert client.get(f"/en/e/{form.format(hidden.slug)}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/en/e/{form.format(gone.slug)}").status_code == HTTPStatus.GONE


def test_feed_from_a_day_is_the_archive(client):
    old = make_event(starts=datetime(2018, 12, 20, 10, 30), timezone="Asia/Qyzylorda")

    assert old.uid.encode() not in client.get(FEED).data
    archive = client.get(f"{FEED}?from=2018-01-01")

    assert only(archive.data, "UID") == f"UID:{old.uid}"
    assert only(archive.data, "DTSTART") == "DTSTART:20181220T043000Z"  # an hour of a former regime


def test_event_file_of_nothing_is_missing(client):
    assert client.get("/en/e/nothing.ics").status_code == HTTPStatus.NOT_FOUND


def test_feed_moves_its_window_on_at_midnight(app, client):
    starts = utcnow().replace(tzinfo=None) - timedelta(days=89)
    event = make_event(starts=starts)
    assert event.uid.encode() in client.get(FEED).data

    turn_clock(app, utcnow() + timedelta(days=2))
    answer = client.get(FEED)

    assert event.uid.encode() not in answer.data
