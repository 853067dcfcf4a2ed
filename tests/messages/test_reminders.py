"""Reminders: due once, to those who want them, in step with their event."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.models import State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message
from eventsapp.messages import queries, reminders
from eventsapp.messages.models import RuleState
from tests.factories import CREATED, ENDS, STARTS, make_event, make_registration

HOUR_BEFORE = datetime(2026, 12, 4, 5, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 12, 3, 6, tzinfo=UTC)


@pytest.fixture
def event(app):
    event = make_event()
    reminders.add_usual_rules(event, CREATED)
    db.session.commit()
    return event


def subjects() -> list[str]:
    return [message.subject for message in db.session.query(Message).order_by(Message.id)]


def test_usual_rules_are_a_week_a_day_and_an_hour_before(event):
    due = [rule.due_at for rule in queries.rules(event)]

    assert due == [datetime(2026, 11, 27, 4, tzinfo=UTC), DAY_BEFORE, HOUR_BEFORE]


def test_queue_due_sends_one_mail_to_each_person_once(event):
    make_registration(event, name="Ada", email="ada@example.org")
    make_registration(event, email="bek@example.org", language="ky")

    reminders.queue_due(DAY_BEFORE)
    reminders.queue_due(DAY_BEFORE + timedelta(minutes=5))

    day = [m for m in db.session.query(Message) if m.template == "messages/day"]
    assert sorted(m.recipient for m in day) == ["ada@example.org", "bek@example.org"]
    assert "Tomorrow 12:00: Safe learning environment" in subjects()


def test_queue_due_passes_over_those_who_registered_later(event):
    make_registration(event, registered_at=DAY_BEFORE + timedelta(minutes=1))

    reminders.queue_due(DAY_BEFORE + timedelta(minutes=2))

    assert subjects() == []


def test_queue_due_passes_over_those_who_want_none(event):
    make_registration(event, wants_reminders=False)
    silent = make_registration(event)
    outbox.unsubscribe(silent.email, event.topic, CREATED)

    reminders.queue_due(HOUR_BEFORE)

    assert subjects() == []


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED, State.DRAFT])
def test_queue_due_waits_unless_the_event_takes_place(event, state):
    make_registration(event)
    event.state = state

    assert reminders.queue_due(HOUR_BEFORE) == 0
    assert subjects() == []


def test_queue_due_misses_what_is_two_days_late(event):
    make_registration(event)
    event.state = State.PUBLISHED

    reminders.queue_due(HOUR_BEFORE + timedelta(days=2, minutes=1))

    assert {rule.state for rule in queries.rules(event)} == {RuleState.MISSED}
    assert subjects() == []


def test_a_held_rule_sends_nothing(event):
    make_registration(event)
    for rule in queries.rules(event):
        rule.state = RuleState.HELD

    assert reminders.queue_due(HOUR_BEFORE) == 0


def test_a_moved_event_moves_its_reminders(event):
    set_times(event, starts=STARTS + timedelta(days=7), ends=ENDS + timedelta(days=7))
    event.updated_at = CREATED + timedelta(days=1)
    db.session.commit()

    reminders.follow_events(CREATED + timedelta(days=1))

    assert queries.rules(event)[-1].due_at == HOUR_BEFORE + timedelta(days=7)


def test_a_done_reminder_runs_again_when_its_moment_lies_ahead_again(event):
    make_registration(event)
    reminders.queue_due(DAY_BEFORE)
    set_times(event, starts=STARTS + timedelta(days=7), ends=ENDS + timedelta(days=7))
    event.updated_at = DAY_BEFORE

    reminders.queue_due(DAY_BEFORE + timedelta(days=7))

    runs = {rule.template: rule.run for rule in queries.rules(event)}
    assert runs["messages/day"] == 2
    assert len([s for s in subjects() if s.startswith("Tomorrow")]) == 2


def test_own_words_stand_in_the_mail(event):
    make_registration(event)
    rule = next(rule for rule in queries.rules(event) if rule.template == "messages/day")
    rule.subjects, rule.bodies = Texts(en="See you in Osh"), Texts(en="Bring your press card.")

    reminders.queue_due(DAY_BEFORE)

    sent = db.session.query(Message).filter_by(template="messages/day").one()
    assert sent.subject == "See you in Osh"
    assert "Bring your press card." in sent.text
    assert "Bring your press card." in sent.html


def test_copied_rules_are_not_sent_yet(event):
    reminders.queue_due(DAY_BEFORE)
    copy = make_event(starts=STARTS + timedelta(days=30))

    reminders.copy_rules(event, copy, DAY_BEFORE)

    assert {rule.state for rule in queries.rules(copy)} == {RuleState.SCHEDULED}
