"""Calendar files: what is read of them, what is refused, what comes of them and goes again."""

import json
from datetime import datetime, timedelta

import pytest

from eventsapp.core import files
from eventsapp.eventfiles import services
from eventsapp.eventfiles.findings import TooMany, Unreadable
from eventsapp.events import services as events
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, Precision, State
from eventsapp.extensions import db
from tests.factories import make_event, make_organisation

HOME = "Asia/Bishkek"


def ics(*bodies):
    parts = [f"BEGIN:VEVENT\n{body.strip()}\nEND:VEVENT" for body in bodies]
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN"
    return "\r\n".join("\n".join([head, *parts, "END:VCALENDAR\n"]).split("\n")).encode()


def read(*bodies):
    return services.read(ics(*bodies), HOME)


TALKS = "UID:1@example.org\nSUMMARY:Talks\nDTSTART;TZID=Asia/Almaty:20261204T120000\nDURATION:PT1H"


def test_read_keeps_the_zone_and_the_wall_time(app):
    (found,) = read(TALKS + "\nLOCATION:Hall 2\\, Astana\nDESCRIPTION:With\\nguests")

    assert (found.title, found.place) == ("Talks", "Hall 2, Astana")
    assert (found.starts, found.zone) == (datetime(2026, 12, 4, 12), "Asia/Almaty")
    assert found.ends == datetime(2026, 12, 4, 13)
    assert found.description == "With\nguests"
    assert found.fault == ""


@pytest.mark.parametrize(
    ("start", "wall"),
    [
        (":20261204T060000Z", datetime(2026, 12, 4, 12)),
        (":20261204T120000", datetime(2026, 12, 4, 12)),
        (";TZID=Central Asia Standard Time:20261204T120000", datetime(2026, 12, 4, 12)),
    ],
)
def test_read_reads_moments_without_a_zone_of_ours_at_home(app, start, wall):
    (found,) = read(f"UID:1\nSUMMARY:Talks\nDTSTART{start}")

    assert (found.starts, found.zone) == (wall, HOME)


def test_read_takes_the_last_day_of_whole_days(app):
    (one, three) = read(
        "UID:1\nSUMMARY:One\nDTSTART;VALUE=DATE:20261204\nDTEND;VALUE=DATE:20261205",
        "UID:2\nSUMMARY:Three\nDTSTART;VALUE=DATE:20261204\nDURATION:P3D",
    )

    assert (one.has_hours, one.starts, one.ends) == (False, datetime(2026, 12, 4), None)
    assert three.ends == datetime(2026, 12, 6)


def test_read_follows_a_rule_with_its_exceptions(app):
    found = read(
        TALKS + "\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Asia/Almaty:20261211T120000",
        "UID:1@example.org\nRECURRENCE-ID;TZID=Asia/Almaty:20261218T120000\nSUMMARY:Moved talks\n"
        "DTSTART;TZID=Asia/Almaty:20261219T150000",
    )

    assert [(each.title, each.starts) for each in found] == [
        ("Talks", datetime(2026, 12, 4, 12)),
        ("Moved talks", datetime(2026, 12, 19, 15)),
        ("Talks", datetime(2026, 12, 25, 12)),
    ]
    assert len({each.uid for each in found}) == 3


def test_read_ends_a_rule_without_end(app):
    found = read(TALKS + "\nRRULE:FREQ=DAILY")

    assert len(found) == 200


def test_read_follows_a_rule_until_its_end(app):
    found = read(TALKS + "\nRRULE:FREQ=WEEKLY;UNTIL=20261218T070000Z")

    assert [each.starts.day for each in found] == [4, 11, 18]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;BYHOUR=1",
    ],
)
def test_read_takes_the_first_date_of_a_rule_that_it_does_not_follow(app, rule):
    (found,) = read(f"{TALKS}\nRRULE:{rule}")

    assert "only the first date" in found.note
    assert found.fault == ""


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("UID:1\nDTSTART:20261204T060000Z", "It has no title."),
        ("UID:1\nSUMMARY:Talks", "It has no start that can be read."),
        ("UID:1\nSUMMARY:Talks\nDTSTART:nonsense", "It has no start that can be read."),
        ("UID:1\nSUMMARY:Talks\nDTSTART:18201204T060000Z", "Its year is not between"),
        (TALKS + "\nSTATUS:CANCELLED", "It is cancelled there."),
        (
            "UID:1\nSUMMARY:Talks\nDTSTART;TZID=Europe/Berlin:20270328T023000",
            "Its hour does not exist",
        ),
    ],
)
def test_read_says_why_an_event_cannot_be_taken_over(app, body, fault):
    (found,) = read(body)

    assert found.fault.startswith(fault)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"Dear colleagues",
        b"{}",
        b'{"entries": 7}',
        b"[" * 100_000,
        b"BEGIN:VCALENDAR\n" * 5_000,
    ],
)
def test_read_refuses_what_is_no_calendar(app, data):
    with pytest.raises(Unreadable):
        services.read(data, HOME)


def test_read_finds_nothing_in_a_file_that_is_only_deep(app):
    deep = b"BEGIN:VCALENDAR\n" * 3_000 + b"END:VCALENDAR\n" * 3_000

    assert services.read(deep, HOME) == []


def test_read_refuses_more_than_it_can_show(app):
    with pytest.raises(TooMany):
        services.read(ics(*(f"UID:{n}\nSUMMARY:Talks" for n in range(501))), HOME)
    with pytest.raises(TooMany):
        read(*(TALKS.replace("1@", f"{n}@") + "\nRRULE:FREQ=DAILY" for n in range(3)))


def test_read_reads_the_feed_of_another_dateline(client):
    event = make_event(titles={"en": "School safety"})

    found = services.read(client.get("/en/events.json").data, HOME)

    assert [(each.title, each.starts, each.zone) for each in found] == [
        ("School safety", event.local_starts_at, event.timezone)
    ]
    assert found[0].ends == event.local_ends_at
    assert found[0].url.endswith(event.slug)


@pytest.mark.parametrize("wrong", [7, None, [], {}, "x"])
def test_read_survives_any_json(app, wrong):
    event = dict.fromkeys(
        ("uid", "title", "start", "duration", "timeZone", "locations", "links", "status"), wrong
    )
    data = json.dumps([{"@type": "Event", **event}, wrong]).encode()

    (found,) = services.read(data, HOME)

    assert found.fault


def send(data, now, organisation=None):
    organisation = organisation or make_organisation()
    sent = services.send(
        organisation, "a.ics", data, language="en", type_=Type.BRIEFING, by=None, now=now
    )
    db.session.commit()
    return sent


def test_take_makes_drafts_and_series_and_forgets_the_file(app, now):
    day = "UID:2\nSUMMARY:Open day\nDTSTART;VALUE=DATE:20261205"
    sent = send(ics(TALKS + "\nRRULE:FREQ=WEEKLY;COUNT=2", day), now)
    key = sent.file_key

    made = services.take(sent, by=None, now=now)
    db.session.commit()

    assert [event.titles["en"] for event in made] == ["Talks", "Open day", "Talks"]
    assert {(event.state, event.type) for event in made} == {(State.DRAFT, Type.BRIEFING)}
    assert made[1].precision is Precision.DAY
    assert made[0].series is made[2].series is not None
    assert made[0].starts_at.hour == 7
    assert files.open(key) is None
    with pytest.raises(services.Taken):
        services.take(sent, by=None, now=now)


def test_look_leaves_out_what_is_here_already(app, now):
    organisation = make_organisation()
    services.take(send(ics(TALKS), now, organisation), by=None, now=now)
    db.session.commit()

    (again,) = services.look(send(ics(TALKS), now, organisation))
    (elsewhere,) = services.look(send(ics(TALKS), now))

    assert again.fault == "It is already here."
    assert elsewhere.fault == ""


def test_undo_throws_the_drafts_away_and_keeps_what_is_public(app, now):
    sent = send(ics(TALKS, TALKS.replace("1@", "2@")), now)
    first, second = services.take(sent, by=None, now=now)
    first.state = State.PUBLISHED
    db.session.commit()

    left = services.undo(sent, by=None, now=now)

    assert left == [first]
    assert second.trashed_at == now
    assert db.session.query(Event).count() == 2


def test_forget_old_deletes_files_that_nobody_took(app, now):
    sent = send(ics(TALKS), now)
    key = sent.file_key

    assert services.forget_old(now + timedelta(hours=23)) == 0
    assert services.forget_old(now + timedelta(hours=25)) == 1
    db.session.commit()

    assert files.open(key) is None


def test_an_event_restored_from_the_trash_is_known_again(app, now):
    organisation = make_organisation()
    (event,) = services.take(send(ics(TALKS), now, organisation), by=None, now=now)
    events.put_away(event, by=None, now=now)

    assert services.look(send(ics(TALKS), now, organisation))[0].fault == ""
    events.restore(event)
    assert services.look(send(ics(TALKS), now, organisation))[0].fault == "It is already here."
