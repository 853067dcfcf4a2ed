"""Mails to organisers: the morning brief, a large mailing to come, delivery trouble."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.briefs import sending, team
from eventsapp.core.texts import Texts
from eventsapp.events.models import State as EventState
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message, State
from eventsapp.messages import mailings
from eventsapp.messages.audience import Audience
from eventsapp.messages.mailings import Content
from eventsapp.messages.models import Rule, RuleState
from eventsapp.registration.models import Status
from eventsapp.web.guard import Role
from tests.factories import make_event, make_registration, make_user, save

MORNING = datetime(2026, 12, 4, 2, 5, tzinfo=UTC)  # 08:05 in Bishkek, the day of the event
HOUR = timedelta(hours=1)


@pytest.fixture
def user(app):
    return make_user(email="dana@example.org")


@pytest.fixture
def event(user):
    return make_event(organisation=user.memberships[0].organisation)


def mails() -> list[Message]:
    return db.session.query(Message).filter(Message.template.startswith("briefs/")).all()


def test_brief_in_the_morning_lists_the_day(event):
    make_registration(event)

    sending.brief_in_the_morning(MORNING)
    sending.brief_in_the_morning(MORNING + timedelta(minutes=5))

    [mail] = mails()
    assert mail.recipient == "dana@example.org"
    assert mail.subject == "Today: to decide 0, events 1"
    assert "12:00 to 13:30 Safe learning environment" in mail.text
    assert "1 person is registered" in mail.text


def test_brief_in_the_morning_lists_what_waits_for_a_decision(event):
    house = event.organisation
    make_event(organisation=house, titles=Texts(en="Council"), state=EventState.DRAFT)
    event.state = EventState.POSTPONED
    make_registration(event, status=Status.PENDING)
    save(Rule(event=event, template="messages/hour", state=RuleState.HELD))

    sending.brief_in_the_morning(MORNING)

    [mail] = mails()
    assert mail.subject == "Today: to decide 3, events 0"
    assert "Council: still a draft, starts on 4 December 2026" in mail.text
    assert "Safe learning environment: 1 registration waits for approval" in mail.text
    assert "Safe learning environment: a message is on hold" in mail.text


@pytest.mark.parametrize("now", [MORNING - HOUR, MORNING + HOUR, MORNING - timedelta(days=1)])
def test_brief_in_the_morning_comes_at_eight_and_only_if_anything_is_due(event, now):
    sending.brief_in_the_morning(now)

    assert mails() == []


def test_only_owners_and_editors_who_want_it_are_told(event):
    house = event.organisation
    make_user(house, role=Role.VIEWER)
    silent = make_user(house, role=Role.OWNER)
    outbox.unsubscribe(silent.email, team.topic_of(house.id), MORNING)

    sending.brief_in_the_morning(MORNING)

    assert [mail.recipient for mail in mails()] == ["dana@example.org"]


def test_announce_large_tells_once_of_what_goes_out_to_many(event, monkeypatch):
    monkeypatch.setattr(sending, "LARGE", 1)
    now = event.starts_at - timedelta(days=1, hours=5)
    save(Rule(event=event, template="messages/hour", amount=-1, due_at=now + 20 * HOUR))
    make_registration(event)
    assert sending.announce_large(now) == 0

    make_registration(event)
    sending.announce_large(now)
    sending.announce_large(now + HOUR)

    [mail] = mails()
    assert "2 people" in mail.text
    assert "/preview" in mail.text
    assert mail.subject == "Going out 4 December 2026, 03:00: Reminder, one hour"


def test_announce_large_tells_anew_of_a_reminder_that_is_put_off(event, monkeypatch):
    monkeypatch.setattr(sending, "LARGE", 0)
    make_registration(event)
    rule = save(Rule(event=event, template="messages/hour", amount=-1, due_at=MORNING + HOUR))
    sending.announce_large(MORNING)
    rule.due_at = MORNING + 5 * HOUR

    sending.announce_large(MORNING)
    sending.announce_large(MORNING + timedelta(minutes=5))

    assert [(mail.subject, mail.state) for mail in mails()] == [
        ("Going out 4 December 2026, 09:05: Reminder, one hour", State.WITHDRAWN),
        ("Going out 4 December 2026, 13:05: Reminder, one hour", State.QUEUED),
    ]


def test_announce_large_tells_anew_of_a_message_at_another_moment_by_its_words(
    event, user, monkeypatch
):
    monkeypatch.setattr(sending, "LARGE", 0)
    make_registration(event)
    subjects = Texts(en="{name}, bring a jacket to {title}")
    content = Content(Audience(), subjects=subjects, bodies=Texts(en="It is cold."))
    mailing = mailings.write(event, content, by=user.id, now=MORNING)
    for later in (HOUR, 5 * HOUR):
        at = MORNING + later
        mailings.release(mailing, version=mailing.version, by=user.id, now=MORNING, at=at)
        sending.announce_large(MORNING)

    named = "[Full name], bring a jacket to Safe learning environment"
    assert [(mail.subject, mail.state) for mail in mails()] == [
        (f"Going out 4 December 2026, 09:05: {named}", State.WITHDRAWN),
        (f"Going out 4 December 2026, 13:05: {named}", State.QUEUED),
    ]


def test_announce_large_is_silent_for_what_is_far_off(event, monkeypatch):
    monkeypatch.setattr(sending, "LARGE", 0)
    make_registration(event)
    save(Rule(event=event, template="messages/hour", due_at=MORNING + 25 * HOUR))

    assert sending.announce_large(MORNING) == 0


@pytest.mark.parametrize(("failed", "told"), [(1, False), (2, True)])
def test_report_trouble_tells_when_more_than_a_twentieth_is_lost(event, failed, told):
    for number in range(20):
        lost = number < failed
        save(
            Message(
                key=f"day:{number}", template="messages/day", topic=event.topic, language="en",
                recipient="ada@example.org", subject="Soon", text="Soon", html="<p>Soon",
                due_at=MORNING - HOUR, created_at=MORNING - HOUR,
                state=State.BOUNCED if lost else State.SENT,
                last_error="550 no such user" if lost else "",
            )
        )  # fmt: skip

    sending.report_trouble(MORNING)
    sending.report_trouble(MORNING + HOUR)

    assert [mail.subject for mail in mails()] == (
        ["2 mails did not arrive: Safe learning environment"] if told else []
    )
    assert all("550 no such user" in mail.text for mail in mails())
