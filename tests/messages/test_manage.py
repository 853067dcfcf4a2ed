"""The Messages tab: the plan, previews in each language, holding, editing, test sends."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events import changes
from eventsapp.events import services as events
from eventsapp.events.change_models import ChangeKind
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages import notices, queries, reminders
from eventsapp.messages.models import NoticeState
from tests.factories import CREATED, make_event, make_registration

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)


@pytest.fixture
def event(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event, name="Ada Lovelace", email="ada@example.org")
    reminders.add_usual_rules(event, CREATED)
    db.session.commit()
    return event


def rule_of(event, template="messages/day"):
    return next(rule for rule in queries.rules(event) if rule.template == template)


def waiting_notice(event):
    starts, ends = event.local_starts_at + timedelta(hours=1), event.local_ends_at
    ends += timedelta(hours=1)
    events.move(event, starts=starts, ends=ends, doors=None, by=None, now=NOW)
    notice = notices.note_changes(event, NOW)
    db.session.commit()
    return notice


def test_index_shows_the_plan_with_times_and_people(desk, event):
    page = desk.get(f"/desk/e/{event.id}/messages").text

    assert "Reminder, one day" in page
    assert "3 Dec 2026, 12:00 · 1 person" in page


@pytest.mark.parametrize(
    ("put_off", "words"),
    [
        (events.postpone, "Waits for a new date"),
        (events.cancel, "Not sent: the event is cancelled"),
    ],
)
def test_plan_promises_no_reminder_of_what_does_not_take_place(desk, event, put_off, words):
    put_off(event, reasons=Texts(), by=None, now=NOW)
    db.session.commit()

    for tab in ("messages", "details"):
        page = desk.get(f"/desk/e/{event.id}/{tab}").text
        assert page.count(words) == len(queries.rules(event))
        assert "3 Dec 2026, 12:00" not in page


@pytest.mark.parametrize("language", ["kk", "ky", "ru", "en", "tr"])
def test_preview_shows_a_reminder_in_every_language(desk, event, language):
    rule = rule_of(event)

    page = desk.get(f"/desk/e/{event.id}/messages/rules/{rule.id}/preview?text={language}")
    mail = desk.get(f"/desk/e/{event.id}/messages/rules/{rule.id}/preview.html?text={language}")

    assert page.status_code == 200
    assert f'<html lang="{language}"' in mail.text
    assert "sandbox" in mail.headers["Content-Security-Policy"]


def test_send_test_goes_to_the_organiser_alone(desk, event):
    rule = rule_of(event)

    desk.post(f"/desk/e/{event.id}/messages/rules/{rule.id}/test?text=ky")

    [mail] = db.session.query(Message).all()
    assert (mail.recipient, mail.language) == (desk.user.email, "ky")


def test_a_waiting_notice_can_be_held(desk, event):
    notice = waiting_notice(event)

    desk.post(f"/desk/e/{event.id}/messages/notices/{notice.id}/hold")

    assert notice.state is NoticeState.HELD


def test_a_notice_of_another_place_can_be_taken_back(desk, event):
    before = changes.snapshot(event)
    event.online_url = "https://meet.example.org/brief"
    changes.record(event, ChangeKind.ONLINE, before, by=None, now=NOW)
    notice = notices.note_changes(event, NOW)
    db.session.commit()

    assert "Tell nobody" in desk.get(f"/desk/e/{event.id}/messages").text
    page = desk.post(
        f"/desk/e/{event.id}/messages/notices/{notice.id}/withdraw", follow_redirects=True
    )

    assert "Nobody is told of this change." in page.text
    assert notice.state is NoticeState.WITHDRAWN


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_a_notice_of_another_start_or_state_cannot_be_taken_back(desk, event, is_cancelled):
    """Calendars would keep what is no longer true."""
    if is_cancelled:
        events.cancel(event, reasons=Texts(), by=None, now=NOW)
        notice = notices.note_changes(event, NOW)
        db.session.commit()
    else:
        notice = waiting_notice(event)

    assert "Tell nobody" not in desk.get(f"/desk/e/{event.id}/messages").text
    page = desk.post(
        f"/desk/e/{event.id}/messages/notices/{notice.id}/withdraw", follow_redirects=True
    )

    assert "People have to hear" in page.text
    assert notice.state is NoticeState.PENDING


def test_send_now_leaves_the_letters_to_the_worker(desk, event):
    notice = waiting_notice(event)

    page = desk.post(f"/desk/e/{event.id}/messages/notices/{notice.id}/send", follow_redirects=True)
    assert "The message goes out within a minute." in page.text
    assert (notice.state, db.session.query(Message).count()) == (NoticeState.PENDING, 0)

    notices.send_due(utcnow())
    assert (notice.state, db.session.query(Message).count()) == (NoticeState.SENT, 1)


def test_send_now_of_a_withdrawn_notice_sends_nothing(desk, event):
    notice = waiting_notice(event)
    notices.withdraw(notice)
    db.session.commit()

    page = desk.post(f"/desk/e/{event.id}/messages/notices/{notice.id}/send", follow_redirects=True)

    assert "goes out within a minute" not in page.text
    assert "was withdrawn" in page.text
    assert notice.state is NoticeState.WITHDRAWN


def test_edit_notice_adds_words_for_the_reader(desk, event):
    notice = waiting_notice(event)

    page = desk.get(f"/desk/e/{event.id}/messages/notices/{notice.id}").text
    assert "12:00 to 13:30" in page
    desk.post(
        f"/desk/e/{event.id}/messages/notices/{notice.id}",
        data={"notes-en": "The minister lands later."},
    )
    desk.post(f"/desk/e/{event.id}/messages/notices/{notice.id}/send")
    notices.send_due(utcnow())

    assert notice.notes == Texts(en="The minister lands later.")
    assert "The minister lands later." in db.session.query(Message).one().text


def test_show_opens_a_message_with_its_code_as_a_picture(desk, event):
    reminders.queue_due(rule_of(event).due_at)
    db.session.commit()
    message = db.session.query(Message).filter_by(template="messages/day").one()

    page = desk.get(f"/desk/e/{event.id}/messages/sent/{message.id}").text
    mail = desk.get(f"/desk/e/{event.id}/messages/sent/{message.id}/mail.html").text

    assert message.subject in page
    assert "data:image/png" in mail
    assert "cid:" not in mail


def test_try_again_queues_a_failed_message(desk, event):
    reminders.queue_due(rule_of(event).due_at)
    message = db.session.query(Message).filter_by(template="messages/day").one()
    message.state = State.FAILED
    db.session.commit()

    desk.post(f"/desk/e/{event.id}/messages/sent/{message.id}/again")

    assert message.state is State.QUEUED


def test_messages_of_another_event_are_not_found(desk, event):
    other = make_event(organisation=desk.organisation)
    rule = rule_of(event)

    assert desk.get(f"/desk/e/{other.id}/messages/rules/{rule.id}").status_code == 404
