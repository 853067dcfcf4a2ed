"""Reminder rules on the Messages tab: added, changed, held, removed, sent late after asking."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.core import clock
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages import queries, reminders
from eventsapp.messages.models import Anchor, Rule, RuleState, Unit
from tests.factories import CREATED, make_event, make_registration, save

ANSWERS = {
    "attendance": "any",
    "template": "messages/week",
    "amount": "2",
    "unit": "days",
    "side": "before",
    "anchor": "start",
    "local_time": "09:00",
    "states": "confirmed",
}


@pytest.fixture
def event(desk):
    """An event ten days ahead of the real clock, which the pages go by."""
    starts = (clock.utcnow() + timedelta(days=10)).replace(tzinfo=None, minute=0, second=0)
    event = make_event(organisation=desk.organisation, timezone="UTC", starts=starts)
    make_registration(event, name="Ada Lovelace", email="ada@example.org")
    reminders.add_usual_rules(event, CREATED)
    db.session.commit()
    return event


def rule_of(event, template="messages/day") -> Rule:
    return next(rule for rule in queries.rules(event) if rule.template == template)


def address(event, rule=None, act="") -> str:
    return f"/desk/e/{event.id}/messages/rules/{rule.id if rule else 'new'}{act}"


def test_new_rule_adds_a_message_to_the_plan(desk, event):
    desk.post(
        address(event), data=ANSWERS | {"amount": "3", "subjects-en": "Bring your press card"}
    )

    [added] = [rule for rule in queries.rules(event) if rule.amount == -3]
    assert (added.template, added.state) == ("messages/week", RuleState.SCHEDULED)
    page = desk.get(f"/desk/e/{event.id}/messages").text
    assert "Reminder, 3 days before the start" in page


def test_edit_moves_a_reminder_and_gives_it_own_words(desk, event):
    rule = rule_of(event)

    desk.post(address(event, rule), data=ANSWERS | {"subjects-en": "See you in Osh"})

    day = event.starts_at.date() - timedelta(days=2)
    assert rule.due_at == datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    assert rule.subjects == {"en": "See you in Osh"}


def test_edit_chooses_who_is_written_to(desk, event):
    rule, category = rule_of(event), event.categories[0]
    audience = {
        "states": ["confirmed", "waitlisted"],
        "languages": ["kk", "ky"],
        "categories": str(category.id),
        "attaches_calendar": "y",
    }

    desk.post(address(event, rule), data=ANSWERS | audience)

    assert (rule.states, rule.languages) == (["confirmed", "waitlisted"], ["kk", "ky"])
    assert (rule.categories, rule.attaches_calendar) == ([category.id], True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"amount": ""}, "Enter how long before or after."),
        ({"anchor": "absolute", "unit": "hours"}, "Enter the day and the hour."),
        (
            {"anchor": "absolute", "unit": "hours", "local_due_at": "0001-01-01T00:00"},
            "Enter a year from 1990 to 2100.",
        ),
        ({"anchor": "moon"}, "Not a valid choice"),
        ({"states": []}, "Choose at least one status."),
    ],
)
def test_edit_says_what_to_correct(desk, event, data, words):
    rule = rule_of(event)
    before = rule.due_at

    page = desk.post(address(event, rule), data=ANSWERS | data)

    assert page.status_code == 422
    assert words in page.text
    assert rule.due_at == before


def test_a_rule_whose_moment_has_passed_asks_before_it_goes_out(desk, event):
    answer = desk.post(
        address(event),
        data=ANSWERS | {"amount": "20", "subjects-en": "Late"},
        follow_redirects=True,
    )

    rule = next(rule for rule in queries.rules(event) if rule.amount == -20)
    assert "Sent now, it reaches 1 person." in answer.text
    assert rule.state is RuleState.MISSED
    desk.post(address(event, rule, "/send"))
    reminders.queue_due(clock.utcnow())
    assert [m.subject for m in db.session.query(Message)] == ["Late"]


def test_hold_keeps_a_reminder_back_and_lets_it_go(desk, event):
    rule = rule_of(event)

    desk.post(address(event, rule, "/hold"))
    assert rule.state is RuleState.HELD
    desk.post(address(event, rule, "/hold"))
    assert rule.state is RuleState.SCHEDULED


def test_remove_takes_back_what_has_not_gone_out(desk, event):
    rule = save(Rule(event=event, template="messages/week", anchor=Anchor.ABSOLUTE))
    rule.local_due_at, rule.unit = datetime(2026, 11, 20, 9), Unit.HOURS
    reminders.send_now(rule, clock.utcnow())
    db.session.commit()
    reminders.queue_due(clock.utcnow())

    desk.post(address(event, rule, "/removal"))

    assert rule not in queries.rules(event)
    assert [m.state for m in db.session.query(Message)] == [State.WITHDRAWN]


def test_rules_of_another_event_are_not_found(desk, event):
    other = make_event(organisation=desk.organisation)

    assert desk.get(address(other, rule_of(event))).status_code == 404
