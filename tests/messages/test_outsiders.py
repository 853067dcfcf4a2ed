"""Dates of a series that change together, for people who are not registered: who waits, who was asked."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from eventsapp.core.texts import Texts
from eventsapp.desk import series
from eventsapp.events.models import Precision, Series
from eventsapp.extensions import db
from eventsapp.mail import wire
from eventsapp.mail.models import Message
from eventsapp.messages import notices, queries, reach
from eventsapp.messages.applicants import Undecided
from eventsapp.messages.models import Notice
from tests.calendars.reading import only
from tests.counting import statements
from tests.factories import (
    ENDS,
    STARTS,
    make_applicant,
    make_event,
    make_intake,
    make_invite,
    make_registration,
    save,
)
from tests.messages.test_series_letters import LATER, NOW, WEEK, deliver

ADA = "ada@example.org"


@pytest.fixture
def dates(app):
    """Three weekly dates that take the press."""
    weekly = save(Series(rule="FREQ=WEEKLY", first_uid="first@example.org", created_at=NOW))
    made = [
        make_event(series=weekly, starts=STARTS + WEEK * n, ends=ENDS + WEEK * n) for n in range(3)
    ]
    for event in made:
        make_intake(event)
    return made


def move(dates):
    starts, ends = (at + timedelta(hours=2) for at in (STARTS, ENDS))
    series.move(
        dates, starts=starts, ends=ends, doors=None, precision=Precision.TIME, by=None, now=NOW
    )
    series.tell(dates, NOW)
    notices.send_due(LATER)
    deliver(LATER)


def cancel(dates):
    series.cancel(dates, reasons=Texts(en="The project has ended."), by=None, now=NOW)
    series.tell(dates, NOW)
    notices.send_due(LATER)
    deliver(LATER)


def told(address=ADA):
    return Message.query.filter_by(recipient=address).order_by(Message.id).all()


def sent(message):
    """The letter on the wire: its words in one line, and the files it brings."""
    letter = message_from_bytes(wire.compose(message, now=NOW).content, policy=policy.default)
    words = letter.get_body(("plain",)).get_content()
    files = {part.get_filename(): part.get_content() for part in letter.iter_attachments()}
    return " ".join(words.split()), files


def test_undecided_read_of_every_date_in_one_letter(dates):
    journalists = [make_applicant(event, email=ADA) for event in dates]

    move(dates)

    [letter] = told()
    words, _files = sent(letter)
    assert (letter.template, letter.subject) == (
        "accreditation/series",
        "Changed: Safe learning environment",
    )
    for day in ("4", "11", "18"):
        assert f"before Friday {day} December 2026, 12:00 to 13:30" in words
        assert f"now Friday {day} December 2026, 14:00 to 15:30" in words
    assert [words.count(f"/a/{each.token}") for each in journalists] == [1, 1, 1]
    assert "Your applications stand." in words


def test_invited_read_of_every_date_in_one_letter_with_its_files(dates):
    invites = [make_invite(event, email=ADA) for event in dates]

    move(dates)

    [letter] = told()
    words, files = sent(letter)
    assert letter.template == "invitations/series"
    assert [words.count(f"/i/{each.token}#accept") for each in invites] == [1, 1, 1]
    assert words.count("Dear ") == 1
    assert len(files) == 3
    assert {only(body, "METHOD") for body in files.values()} == {"METHOD:PUBLISH"}
    assert [only(body, "UID") for body in files.values()] == [f"UID:{e.uid}" for e in dates]


def test_cancelled_series_says_its_reason_once_and_asks_nothing_more(dates):
    for event in dates:
        make_invite(event, email=ADA, language="en")
        make_applicant(event, email="bo@example.org", language="ru")

    cancel(dates)

    [invited], [applied] = told(), told("bo@example.org")
    words, files = sent(invited)
    assert invited.subject == "Cancelled: Safe learning environment"
    assert words.count("The project has ended.") == 1
    assert "#accept" not in words
    assert all(b"STATUS:CANCELLED" in body for body in files.values())
    assert (applied.language, sent(applied)[0].count("/a/")) == ("ru", 0)


def test_whoever_is_there_at_one_date_reads_of_that_alone(dates):
    make_applicant(dates[0], email=ADA)
    make_applicant(dates[1], email=ADA)
    make_applicant(dates[2], email="bo@example.org")
    make_invite(dates[2], email="bek@example.org")

    move(dates)

    assert [each.template for each in told()] == ["accreditation/series"]
    assert [each.template for each in told("bo@example.org")] == ["accreditation/changed"]
    assert [each.template for each in told("bek@example.org")] == ["invitations/changed"]


def test_one_letter_however_often_it_is_sent_and_each_counted_once(dates):
    for event in dates:
        make_applicant(event, email=ADA)
        make_registration(event, email="cem@example.org")
    reached = reach.count_told(*dates)

    move(dates)
    for event in dates:
        for notice in queries.notices(event):
            notice.state = "pending"
    notices.send_due(LATER)

    assert len(told()) == 1
    assert reached == 2


def test_letters_about_several_dates_cost_no_statement_for_each_person(dates):
    move(dates)
    standing = [
        save(Notice(event=each, template="messages/changed", before={}, due_at=NOW, created_at=NOW))
        for each in dates
    ]

    def cost(people):
        for number in range(people):
            for event in dates:
                make_applicant(event, email=f"{people}-{number}@example.org")
        db.session.expire_all()
        with statements() as seen:
            Undecided().tell(standing, LATER)
        db.session.commit()
        return len(seen)

    assert cost(2) == cost(12)
