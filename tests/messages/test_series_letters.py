"""Several dates of a series that change together: one letter to each person, a file for each date."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from eventsapp.calendars import services as calendars
from eventsapp.core.texts import Texts
from eventsapp.desk import series
from eventsapp.events.models import Precision, Series
from eventsapp.extensions import db
from eventsapp.mail import wire
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message
from eventsapp.messages import notices, queries, reach
from eventsapp.registration import mails
from tests.calendars.reading import only
from tests.factories import ENDS, STARTS, make_event, make_registration, save

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
WEEK = timedelta(days=7)


@pytest.fixture
def dates(app):
    weekly = save(Series(rule="FREQ=WEEKLY", first_uid="first@example.org", created_at=NOW))
    return [
        make_event(series=weekly, starts=STARTS + WEEK * n, ends=ENDS + WEEK * n) for n in range(3)
    ]


def register(event, email="ada@example.org", **more):
    person = make_registration(event, email=email, **more)
    mails.confirm(person, NOW)
    deliver(NOW)
    return person


def deliver(now):
    db.session.commit()
    deliver_pending(now, build_calendar=calendars.build)


def move(dates, *, by=timedelta(hours=2)):
    starts, ends = dates[0].local_starts_at + by, dates[0].local_ends_at + by
    series.move(
        dates, starts=starts, ends=ends, doors=None, precision=Precision.TIME, by=None, now=NOW
    )
    series.tell(dates, NOW)


def told(*, to="ada@example.org", template=None) -> list[Message]:
    wanted = Message.template == template if template else Message.template.like("messages/%")
    return Message.query.filter(Message.recipient == to, wanted).order_by(Message.id).all()


def files(message):
    """The names and contents of what is attached, and the object that programs enter."""
    letter = message_from_bytes(wire.compose(message, now=NOW).content, policy=policy.default)
    attached = {part.get_filename(): part.get_content() for part in letter.iter_attachments()}
    [entered] = [p for p in letter.walk() if p.get_content_type() == "text/calendar"]
    return attached, entered


def test_one_letter_lists_every_date_as_it_was_and_is(dates):
    for event in dates:
        register(event)
    move(dates)

    notices.send_due(LATER)

    [letter] = told()
    text = " ".join(letter.text.split())
    assert letter.subject == "Changed: Safe learning environment"
    for day in ("4", "11", "18"):
        assert f"before Friday {day} December 2026, 12:00 to 13:30, now" in text
        assert f"now Friday {day} December 2026, 14:00 to 15:30" in text
    assert len({line for line in letter.text.splitlines() if "/r/" in line}) == 3


def test_each_date_is_a_calendar_file_of_its_own_and_the_first_enters_itself(dates):
    for event in dates:
        register(event)
    move(dates)
    notices.send_due(LATER)

    deliver(LATER)

    attached, entered = files(told()[0])
    assert list(attached) == ["invite-1.ics", "invite-2.ics", "invite-3.ics"]
    assert entered.get_param("method") == "REQUEST"
    assert [only(body, "UID") for body in attached.values()] == [f"UID:{e.uid}" for e in dates]
    assert {only(body, "METHOD") for body in attached.values()} == {"METHOD:REQUEST"}
    assert only(entered.get_content().encode(), "UID") == f"UID:{dates[0].uid}"


def test_dates_that_had_to_be_opened_come_again_with_the_next_letter(dates):
    people = [register(event) for event in dates]
    move(dates)
    notices.send_due(LATER)

    deliver(LATER)

    behind = [calendars.needs_update(each.invitation, each.event) for each in people]
    assert behind == [False, True, True]
    again = calendars.build(mails.recipe(people[1]), LATER)[1]
    assert only(again, "SEQUENCE") == "SEQUENCE:1"  # the same version, not a new one


def test_whoever_is_registered_for_one_date_hears_of_that_alone(dates):
    register(dates[0])
    register(dates[1])
    register(dates[2], email="bek@example.org")
    move(dates)

    notices.send_due(LATER)

    assert [letter.template for letter in told()] == ["messages/series"]
    assert [letter.template for letter in told(to="bek@example.org")] == ["messages/changed"]
    assert [notice.recipients for event in dates for notice in queries.notices(event)] == [1, 1, 1]


def test_a_cancelled_series_brings_cancels_and_its_reason_once(dates):
    for event in dates:
        register(event)
    series.cancel(dates, reasons=Texts(en="The project has ended."), by=None, now=NOW)
    series.tell(dates, NOW)
    notices.send_due(LATER)

    deliver(LATER)

    [letter] = told()
    attached, entered = files(letter)
    assert letter.subject == "Cancelled: Safe learning environment"
    assert letter.text.count("The project has ended.") == 1
    assert list(attached) == ["cancel-1.ics", "cancel-2.ics", "cancel-3.ics"]
    assert entered.get_param("method") == "CANCEL"


def test_whoever_left_before_delivery_gets_no_file_of_that_date(dates):
    people = [register(event) for event in dates]
    move(dates)
    notices.send_due(LATER)
    mails.take_leave(people[0], LATER)

    deliver(LATER)

    attached, entered = files(told()[0])
    assert list(attached) == ["invite-1.ics", "invite-2.ics"]
    assert only(entered.get_content().encode(), "UID") == f"UID:{dates[1].uid}"


def test_a_held_date_waits_and_goes_alone(dates):
    for event in dates:
        register(event)
    move(dates)
    notices.hold(queries.waiting_notice(dates[2]))
    notices.send_due(LATER)

    notices.release(queries.waiting_notice(dates[2]), LATER)
    notices.send_due(LATER)

    assert [letter.template for letter in told()] == ["messages/series", "messages/changed"]


def test_many_people_are_told_part_by_part_and_once(dates, monkeypatch):
    monkeypatch.setattr(reach, "PART", 2)
    for number in range(5):
        for event in dates[:2]:
            make_registration(event, email=f"bek{number}@example.org")
    move(dates[:2])

    notices.send_due(LATER)
    notices.send_due(LATER)

    assert Message.query.filter_by(template="messages/series").count() == 5
    assert Message.query.filter_by(template="messages/changed").count() == 0
