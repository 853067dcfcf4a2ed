"""Messages that people write: drafts, the minute to undo, one letter to each, never two."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages import mailings
from eventsapp.messages.audience import Audience
from eventsapp.messages.mailings import Content
from eventsapp.messages.models import MailingState
from tests.counting import statements
from tests.factories import make_event, make_registration, make_user

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def author(event):
    return make_user(event.organisation).id


def content(**changes):
    fields = {
        "audience": Audience(),
        "subjects": Texts(en="Bring a jacket, {name}", ky="Жылуу кийиниңиз"),
        "bodies": Texts(en="It is cold in {title}.\n\nYours: {link}", ky="{date} суук болот."),
    }
    return Content(**fields | changes)


def write(event, author, **changes):
    return mailings.write(event, content(**changes), by=author, now=NOW)


def send(mailing, author, at=None, now=NOW):
    mailings.release(mailing, version=mailing.version, by=author, now=now, at=at)
    db.session.commit()


def queue_once(now=NOW + mailings.UNDO):
    """One pass of the worker."""
    done = mailings.queue_due(now)
    db.session.commit()
    return done


def queue(now=NOW + mailings.UNDO):
    """Pass by pass, until nothing is due."""
    done = 0
    while step := queue_once(now):
        done += step
    return done


def letters():
    return db.session.scalars(select(Message).order_by(Message.id)).all()


def test_release_waits_a_minute_and_then_writes_to_each_in_their_language(event, author):
    make_registration(event, name="Ada", email="ada@example.org", language="en")
    make_registration(event, name="Айнура", email="ainura@example.org", language="ky")
    mailing = write(event, author)
    send(mailing, author)

    assert queue(NOW + timedelta(seconds=59)) == 0
    assert queue() == 2

    ada, ainura = letters()
    assert ada.subject == "Bring a jacket, Ada"
    assert "It is cold in Safe learning environment." in ada.text
    assert "https://agenda.example.org/r/" in ada.text
    assert ainura.subject == "Жылуу кийиниңиз"
    assert "2026-жылдын 4-декабры" in ainura.text
    assert ada.is_optional
    assert (mailing.state, mailing.recipients) == (MailingState.SENT, 2)


def test_who_reads_another_language_gets_the_original_and_is_told(event, author):
    make_registration(event, language="tr")
    send(write(event, author), author)
    queue()

    [letter] = letters()
    assert letter.language == "tr"
    assert letter.subject.startswith("Bring a jacket")
    assert "English" in letter.text


def test_html_escapes_what_was_typed_and_links_addresses(event, author):
    make_registration(event, name="Ada <b>")
    words = Texts(en="1 < 2, {name}\nhttps://example.org/a?b=1&c=2 {link}")
    send(write(event, author, bodies=words, subjects=Texts(en="Hello")), author)
    queue()

    html = letters()[0].html
    assert "1 &lt; 2, Ada &lt;b&gt;<br>" in html
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in html
    assert '<a class="link" href="https://agenda.example.org/r/' in html


def test_the_same_words_never_reach_one_person_twice(event, author):
    make_registration(event, email="ada@example.org")
    send(write(event, author), author)
    queue()
    make_registration(event, email="grace@example.org")

    again = write(event, author)
    assert [person.email for person in mailings.reached(again, now=NOW).people] == [
        "grace@example.org"
    ]
    send(again, author)
    queue()

    assert [letter.recipient for letter in letters()] == ["ada@example.org", "grace@example.org"]


@pytest.mark.parametrize("unread", [State.WITHDRAWN, State.FAILED, State.BOUNCED])
def test_words_that_never_arrived_can_be_sent_after_all(event, author, unread):
    make_registration(event)
    send(write(event, author), author)
    queue()
    letters()[0].state = unread
    db.session.commit()

    again = write(event, author)
    assert mailings.reached(again, now=NOW).left_out == {}
    send(again, author)
    queue()

    assert [letter.state for letter in letters()] == [unread, State.QUEUED]


def test_queue_due_goes_on_where_it_stopped(event, author, monkeypatch):
    monkeypatch.setattr(mailings, "BATCH", 2)
    for _number in range(5):
        make_registration(event)
    mailing = write(event, author)
    send(mailing, author)

    passes = [queue_once() for _pass in range(4)]

    assert passes == [2, 2, 1, 0]
    assert mailing.recipients == len(letters()) == 5
    assert len({letter.recipient for letter in letters()}) == 5


def test_queue_due_asks_the_database_as_often_for_many_as_for_few(event, author):
    def asked(people):
        for _number in range(people):
            make_registration(event)
        send(write(event, author, subjects=Texts(en=f"For {people}")), author)
        with statements() as seen:
            mailings.queue_due(NOW + mailings.UNDO)
        db.session.commit()
        return len(seen)

    assert asked(2) == asked(20)


def test_stop_within_the_minute_leaves_a_draft(event, author):
    make_registration(event)
    mailing = write(event, author)
    send(mailing, author)

    mailings.stop(mailing)
    db.session.commit()

    assert queue(LATER) == 0
    assert (mailing.state, mailing.due_at) == (MailingState.DRAFT, None)


def test_stop_is_too_late_once_a_letter_is_queued(event, author):
    make_registration(event)
    mailing = write(event, author)
    send(mailing, author)
    queue()

    with pytest.raises(mailings.OnItsWay):
        mailings.stop(mailing)
    with pytest.raises(mailings.OnItsWay):
        mailings.withdraw(mailing)


def test_scheduled_goes_out_at_its_moment_to_those_who_are_registered_then(event, author):
    make_registration(event)
    mailing = write(event, author)
    send(mailing, author, at=LATER)
    make_registration(event)

    assert queue(LATER - timedelta(seconds=1)) == 0
    assert queue(LATER) == 2


def test_change_while_scheduled_keeps_the_moment(event, author):
    make_registration(event)
    mailing = write(event, author)
    send(mailing, author, at=LATER)

    mailings.change(
        mailing,
        content(subjects=Texts(en="Bring two jackets"), bodies=Texts(en="Very cold.")),
        version=mailing.version,
        by=author,
        now=NOW,
    )
    db.session.commit()
    queue(LATER)

    assert mailing.due_at == LATER
    assert letters()[0].subject == "Bring two jackets"


def test_change_over_another_version_is_refused(event, author):
    mailing = write(event, author)
    db.session.commit()
    version = mailing.version
    mailings.change(
        mailing, content(subjects=Texts(en="Theirs")), version=version, by=author, now=NOW
    )
    db.session.commit()

    with pytest.raises(mailings.ChangedMeanwhile):
        mailings.change(
            mailing, content(subjects=Texts(en="Mine")), version=version, by=author, now=NOW
        )
    with pytest.raises(mailings.ChangedMeanwhile):
        mailings.release(mailing, version=version, by=author, now=NOW)


def test_withdraw_ends_a_scheduled_message(event, author):
    make_registration(event)
    mailing = write(event, author)
    send(mailing, author, at=LATER)

    mailings.withdraw(mailing)
    db.session.commit()

    assert queue(LATER) == 0
    assert mailing.state is MailingState.WITHDRAWN


@pytest.mark.parametrize(
    ("changes", "at", "refusal"),
    [
        ({}, NOW, mailings.TooLate),
        ({"subjects": Texts(), "bodies": Texts(en="No subject")}, None, mailings.NothingWritten),
        ({"audience": Audience(states=["declined"])}, None, mailings.NobodyReached),
    ],
)
def test_release_refuses_what_cannot_go_out(event, author, changes, at, refusal):
    make_registration(event)
    mailing = write(event, author, **changes)

    with pytest.raises(refusal):
        mailings.release(mailing, version=mailing.version, by=author, now=NOW, at=at)


def test_write_makes_one_draft_of_one_filling_of_the_form(event, author):
    first = mailings.write(event, content(), by=author, now=NOW, form_key="k")
    second = mailings.write(event, content(), by=author, now=NOW, form_key="k")

    assert first is second


def test_written_message_says_who_wrote_and_who_sent_it(event, author):
    make_registration(event)
    other = make_user(event.organisation).id
    mailing = write(event, author)
    send(mailing, other, at=LATER)

    assert (mailing.created_by_id, mailing.created_at) == (author, NOW)
    assert (mailing.released_by_id, mailing.released_at) == (other, NOW)
