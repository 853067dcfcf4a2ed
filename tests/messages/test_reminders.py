"""Reminders: due once, to those who want them, in step with their event."""

from datetime import UTC, datetime, timedelta
from unittest.mock import ANY

import pytest

from eventsapp.checkin.models import Attendance
from eventsapp.core.texts import Texts
from eventsapp.core.tokens import spell_code
from eventsapp.events.category_models import Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message
from eventsapp.messages import queries, reach, reminders
from eventsapp.messages.headlines import headline
from eventsapp.messages.letters import Reminders
from eventsapp.messages.models import Anchor, Rule, RuleState, Unit
from eventsapp.registration import mails
from eventsapp.registration.models import Registration, Status
from tests.counting import statements
from tests.factories import (
    CREATED,
    ENDS,
    STARTS,
    make_category,
    make_event,
    make_intake,
    make_registration,
    make_venue,
    save,
)

HOUR = timedelta(hours=1)

HOUR_BEFORE = datetime(2026, 12, 4, 5, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 12, 3, 6, tzinfo=UTC)
CLOSES = datetime(2026, 11, 29, 6, tzinfo=UTC)
DAY_AFTER = datetime(2026, 12, 5, 5, tzinfo=UTC)


@pytest.fixture
def event(app):
    event = make_event()
    reminders.add_usual_rules(event, CREATED)
    db.session.commit()
    return event


def rule_of(event, template: str) -> Rule:
    return next(rule for rule in queries.rules(event) if rule.template == template)


def subjects() -> list[str]:
    return [message.subject for message in db.session.query(Message).order_by(Message.id)]


def test_usual_rules_are_a_week_a_day_an_hour_before_and_a_day_after(event):
    due = [rule.due_at for rule in queries.rules(event)]

    week_before = datetime(2026, 11, 27, 4, tzinfo=UTC)
    assert due == [week_before, DAY_BEFORE, HOUR_BEFORE, DAY_AFTER, DAY_AFTER]


@pytest.mark.parametrize(
    ("type_", "templates"),
    [
        (Type.BRIEFING, ["messages/day", "messages/hour"]),
        (Type.COUNCIL, ["messages/week", "messages/day", "messages/hour"]),
    ],
)
def test_usual_rules_follow_the_type(app, type_, templates):
    event = make_event(type=type_)

    reminders.add_usual_rules(event, CREATED)

    assert [rule.template for rule in queries.rules(event)] == templates


def test_queue_due_sends_one_mail_to_each_person_once(event):
    make_registration(event, name="Ada", email="ada@example.org")
    make_registration(event, email="bek@example.org", language="ky")

    reminders.queue_due(DAY_BEFORE)
    reminders.queue_due(DAY_BEFORE + timedelta(minutes=5))

    day = [m for m in db.session.query(Message) if m.template == "messages/day"]
    assert sorted(m.recipient for m in day) == ["ada@example.org", "bek@example.org"]
    assert "Tomorrow 12:00: Safe learning environment" in subjects()


def test_reminders_come_from_the_organisations_own_sender(event):
    event.organisation.sender_names = Texts(en="Press service")
    event.organisation.sender_address = "news@example.org"
    make_registration(event, language="en")

    reminders.queue_due(DAY_BEFORE)

    message = next(m for m in db.session.query(Message) if m.template == "messages/day")
    assert (message.sender_name, message.sender_address) == ("Press service", "news@example.org")


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

    missed = [rule.template for rule in queries.rules(event) if rule.state is RuleState.MISSED]
    assert missed == ["messages/week", "messages/day", "messages/hour"]
    assert subjects() == ["Thank you for coming: Safe learning environment"]


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

    moved = {rule.template: rule.due_at for rule in queries.rules(event)}
    assert moved["messages/hour"] == HOUR_BEFORE + timedelta(days=7)


def test_a_done_reminder_runs_again_when_its_moment_lies_ahead_again(event):
    make_registration(event)
    reminders.queue_due(DAY_BEFORE)
    set_times(event, starts=STARTS + timedelta(days=7), ends=ENDS + timedelta(days=7))
    event.updated_at = DAY_BEFORE

    reminders.queue_due(DAY_BEFORE + timedelta(days=7))

    runs = {rule.template: rule.run for rule in queries.rules(event)}
    assert runs["messages/day"] == 2
    assert len([s for s in subjects() if s.startswith("Tomorrow")]) == 2


@pytest.fixture
def closing(app):
    """A rule that is due an hour before accreditation closes, and has gone out."""
    event = make_event()
    make_registration(event)
    intake = make_intake(event, closes_at=CLOSES)
    unit = {"amount": -1, "unit": Unit.HOURS}
    rule = Rule(event=event, template="messages/week", anchor=Anchor.ACCREDITATION, **unit)
    reminders.arrange(rule, CREATED)
    reminders.queue_due(CLOSES - HOUR)
    return rule, intake


def test_an_extended_deadline_gives_a_done_reminder_a_second_run(closing):
    rule, intake = closing
    intake.closes_at = CLOSES + timedelta(days=3)
    db.session.commit()

    reminders.queue_due(CLOSES)
    assert (rule.state, len(subjects())) == (RuleState.SCHEDULED, 1)
    reminders.queue_due(intake.closes_at - HOUR)
    reminders.queue_due(intake.closes_at)

    assert (rule.state, rule.run, len(subjects())) == (RuleState.DONE, 2, 2)


def test_a_deadline_that_is_extended_and_taken_back_sends_nothing_again(closing):
    rule, intake = closing
    for closes_at in (CLOSES + timedelta(days=3), CLOSES):
        intake.closes_at = closes_at
        db.session.commit()
        reminders.queue_due(CLOSES)

    assert (rule.state, rule.due_at) == (RuleState.DONE, CLOSES - HOUR)
    assert (rule.recipients, len(subjects())) == (1, 1)


def test_a_deadline_that_comes_to_lie_in_the_past_sends_nothing_again(closing):
    rule, intake = closing
    intake.closes_at = CLOSES - timedelta(days=1)
    db.session.commit()

    reminders.queue_due(CLOSES)

    assert (rule.state, len(subjects())) == (RuleState.DONE, 1)


def test_a_reminder_of_a_deadline_can_be_sent_late(closing):
    rule, _intake = closing
    late = CLOSES + timedelta(days=4)
    make_registration(rule.event, registered_at=late)

    reminders.send_now(rule, late)
    reminders.queue_due(late)

    assert (rule.state, len(subjects())) == (RuleState.DONE, 2)


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


def test_copied_rules_keep_their_audience_by_the_copys_own_categories(event):
    online = make_category(event, mode=Mode.ONLINE)
    queries.rules(event)[0].categories = [online.id]
    copy = make_event(starts=STARTS + timedelta(days=30))
    theirs = make_category(copy, mode=Mode.ONLINE)

    reminders.copy_rules(event, copy, DAY_BEFORE)

    assert queries.rules(copy)[0].categories == [theirs.id]


def test_a_done_reminder_stays_done_when_the_event_moves_to_an_earlier_day(event):
    make_registration(event)
    reminders.queue_due(DAY_BEFORE)
    set_times(event, starts=STARTS - timedelta(hours=5), ends=ENDS - timedelta(hours=5))
    event.updated_at = DAY_BEFORE
    db.session.commit()

    reminders.queue_due(DAY_BEFORE + timedelta(minutes=1))

    assert len([s for s in subjects() if s.startswith("Tomorrow")]) == 1


def test_a_rule_follows_a_change_of_zone(event):
    set_times(event, starts=STARTS, ends=ENDS, zone="Asia/Tokyo")
    event.updated_at = CREATED + timedelta(days=1)
    db.session.commit()

    reminders.follow_events(CREATED + timedelta(days=1))

    moved = {rule.template: rule.due_at for rule in queries.rules(event)}
    assert moved["messages/day"] == datetime(2026, 12, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("audience", "reached"),
    [
        ({}, ["en@example.org", "ky@example.org", "online@example.org"]),
        ({"languages": ["ky"]}, ["ky@example.org"]),
        ({"states": ["waitlisted"]}, ["waiting@example.org"]),
        ({"categories": "online"}, ["online@example.org"]),
    ],
)
def test_a_rule_reaches_its_audience_alone(event, audience, reached):
    online = make_category(event, mode=Mode.ONLINE)
    room = make_category(event)
    make_registration(event, category=room, email="en@example.org")
    make_registration(event, category=room, email="ky@example.org", language="ky")
    make_registration(event, category=online, email="online@example.org")
    waiting = Status.WAITLISTED
    make_registration(event, category=room, email="waiting@example.org", status=waiting)
    rule = rule_of(event, "messages/day")
    for name, value in audience.items():
        setattr(rule, name, [online.id] if value == "online" else value)
    db.session.commit()

    assert reach.count_by_rule(event, [rule]) == {rule.id: len(reached)}
    reminders.queue_due(DAY_BEFORE)

    mails = db.session.query(Message).filter_by(template="messages/day")
    assert sorted(mail.recipient for mail in mails) == reached


def test_who_waits_for_a_place_gets_no_entry_code(event):
    person = make_registration(event, status=Status.WAITLISTED)
    rule_of(event, "messages/day").states = ["waitlisted"]

    reminders.queue_due(DAY_BEFORE)

    [mail] = db.session.query(Message).filter_by(template="messages/day")
    assert mail.qr_text == ""
    assert spell_code(person.code) not in mail.text


def test_each_letter_holds_the_persons_own_links_and_code(event):
    people = [make_registration(event), make_registration(event)]

    reminders.queue_due(DAY_BEFORE)

    mails = db.session.query(Message).filter_by(template="messages/day").order_by(Message.id)
    for person, mail in zip(people, mails, strict=True):
        assert mail.recipient == person.email
        assert f"/r/{person.token}" in mail.text
        assert spell_code(person.code) in mail.html
        assert mail.qr_text == person.qr_text


@pytest.mark.parametrize(("mode", "told"), [(Mode.ROOM, True), (Mode.ONLINE, False)])
def test_the_letter_of_the_day_before_leads_those_who_come_to_the_maps(event, mode, told):
    event.venue = make_venue(organisation=event.organisation)
    make_registration(event, category=make_category(event, mode=mode))

    reminders.queue_due(DAY_BEFORE)

    mail = db.session.query(Message).filter_by(template="messages/day").one()
    directions = f"https://agenda.example.org/en/e/{event.slug}#where"
    assert (directions in mail.text, directions in mail.html) == (told, told)


@pytest.mark.parametrize(
    ("attaches", "sent_sequence", "has_calendar"),
    [(False, 0, False), (False, None, True), (True, 0, True)],
)
def test_a_reminder_brings_the_calendar_up_to_date_or_when_told_to(
    event, attaches, sent_sequence, has_calendar
):
    person = make_registration(event)
    mails.invite(person, CREATED)
    person.invitation.sent_sequence, person.invitation.sent_at = sent_sequence, event.updated_at
    rule_of(event, "messages/day").attaches_calendar = attaches
    db.session.commit()

    reminders.queue_due(DAY_BEFORE)

    [mail] = db.session.query(Message).filter_by(template="messages/day")
    assert bool(mail.calendar_recipe) == has_calendar


def test_arrange_sends_nothing_for_a_moment_that_has_passed(event):
    make_registration(event)
    late = Rule(event=event, template="messages/week", amount=-3, unit=Unit.HOURS)

    lies_ahead = reminders.arrange(late, HOUR_BEFORE)
    db.session.commit()
    reminders.queue_due(HOUR_BEFORE)

    assert (lies_ahead, late.state) == (False, RuleState.MISSED)
    assert db.session.query(Message).filter_by(template="messages/week").count() == 0


def test_send_now_reaches_those_who_came_later_and_nobody_twice(event):
    make_registration(event, email="early@example.org")
    reminders.queue_due(DAY_BEFORE)
    make_registration(event, email="late@example.org", registered_at=DAY_BEFORE + HOUR)
    rule = rule_of(event, "messages/day")

    reminders.send_now(rule, DAY_BEFORE + 2 * HOUR)
    db.session.commit()
    reminders.queue_due(DAY_BEFORE + 2 * HOUR)

    mails = db.session.query(Message).filter_by(template="messages/day").order_by(Message.id)
    assert [mail.recipient for mail in mails] == ["early@example.org", "late@example.org"]
    assert (rule.state, rule.recipients) == (RuleState.DONE, 2)


def test_queue_due_goes_on_where_a_worker_ended(event, monkeypatch):
    monkeypatch.setattr(reach, "PART", 2)
    for number in range(3):
        make_registration(event, email=f"ada{number}@example.org")
    rule = rule_of(event, "messages/day")
    Reminders(rule, DAY_BEFORE).send(reach.by_rule(rule))  # as far as it had come
    db.session.commit()

    reminders.queue_due(DAY_BEFORE)

    mails = db.session.query(Message).filter_by(template="messages/day").order_by(Message.id)
    assert [m.recipient for m in mails] == [f"ada{each}@example.org" for each in range(3)]
    assert rule.state is RuleState.DONE


def test_queue_due_fails_one_rule_and_goes_on_with_the_others(event):
    person = make_registration(event)
    broken = rule_of(event, "messages/week")
    broken.template, broken.due_at = "messages/gone", DAY_BEFORE
    db.session.commit()

    reminders.queue_due(DAY_BEFORE)

    assert (broken.state, broken.last_error) == (RuleState.FAILED, ANY)
    assert [m.recipient for m in db.session.query(Message)] == [person.email]


def test_queue_due_asks_as_often_for_each_part_and_keeps_none_of_it(event, monkeypatch):
    monkeypatch.setattr(reach, "PART", 20)
    counted = []
    for number in (19, 59):  # one part and three, the last of which is not full
        _register(event, number)
        rule = rule_of(event, "messages/day")
        reminders.send_now(rule, DAY_BEFORE)
        rule.run += 1
        db.session.commit()
        with statements() as seen:
            reminders.queue_due(DAY_BEFORE)
        counted.append(len(seen))
        assert len(list(db.session.identity_map.values())) < 2 * 20

    assert counted[1] - counted[0] <= 2 * 12
    assert db.session.query(Message).filter_by(template="messages/day").count() == 19 + 59


def _register(event, number: int) -> None:
    """Fill up to so many registrations, in one go."""
    standing = db.session.query(Registration).count()
    category = event.categories[0] if event.categories else make_category(event)
    db.session.add_all(
        Registration(
            event=event,
            category=category,
            name="Ada",
            email=f"ada{each}@example.org",
            language="en",
            status=Status.CONFIRMED,
            registered_at=CREATED,
        )
        for each in range(standing, number)
    )
    db.session.commit()


@pytest.mark.parametrize(
    ("hours_before", "subject"),
    [
        (1, "Starts at 12:00: Safe learning environment"),
        (24, "Tomorrow 12:00: Safe learning environment"),
        (72, "In 3 days: Safe learning environment"),
        (7 * 24, "In one week: Safe learning environment"),
        (-24, "Safe learning environment"),
    ],
)
def test_headline_says_how_far_the_event_is(event, hours_before, subject):
    assert headline(event, "en", at=event.starts_at - hours_before * HOUR) == subject


def test_after_the_event_those_who_came_are_thanked_and_the_others_are_missed(event):
    came, away = make_registration(event), make_registration(event)
    save(Attendance(event_id=event.id, registration=came, act_key="1", entered_at=event.starts_at))

    reminders.queue_due(DAY_AFTER)

    sent = {(m.template, m.recipient) for m in db.session.query(Message)}
    assert ("messages/thanks", came.email) in sent
    assert ("messages/missed", away.email) in sent
    assert not {("messages/thanks", away.email), ("messages/missed", came.email)} & sent


def test_queue_due_reminds_nobody_of_what_is_over(event):
    make_registration(event)

    reminders.queue_due(DAY_AFTER)  # nothing ran since before the day's reminders

    late = {template: rule_of(event, template).state for template in reminders.TEMPLATES}
    assert late == dict.fromkeys(reminders.TEMPLATES, RuleState.MISSED)
    assert {m.template for m in db.session.query(Message)} == {"messages/thanks"}


def test_a_reminder_that_is_meant_for_after_the_end_goes_out(event):
    make_registration(event)
    rule = rule_of(event, "messages/week")

    reminders.send_now(rule, DAY_AFTER)
    reminders.queue_due(DAY_AFTER)

    assert rule.state is RuleState.DONE


def test_where_no_door_kept_a_list_everybody_is_thanked_and_nobody_missed(event):
    person = make_registration(event)

    reminders.queue_due(DAY_AFTER)

    after = {m.template: m.recipient for m in db.session.query(Message)}
    assert after.get("messages/thanks") == person.email
    assert "messages/missed" not in after
