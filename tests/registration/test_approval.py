"""Approval: asked, decided for several at once, answered after a minute, undone before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.core.texts import Texts
from eventsapp.events.models import State as EventState
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.registration import changing, rules, seats, services
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.entry import approval
from eventsapp.registration.entry.approval import Verdict
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import (
    AlreadyRegistered,
    AnswerGone,
    DecidedMeanwhile,
    EventFull,
    RegistrationClosed,
    UnknownWay,
)
from tests.conftest import NOW
from tests.factories import make_category, make_event

ACCEPT, DECLINE, WAIT = (
    Verdict(status) for status in (Status.CONFIRMED, Status.DECLINED, Status.WAITLISTED)
)


@pytest.fixture
def asked(app):
    """A way of taking part that needs approval, with two places."""
    return make_category(make_event(), capacity=2, needs_approval=True)


def ask(category, number, **more):
    name = {"name": f"Person {number}", "email": f"person{number}@example.org", "language": "en"}
    details = AttendeeDetails(category_id=category.id, **name | more)
    person = services.register(category.event, details, now=NOW)
    db.session.commit()
    return person


def decide(people, verdict, now=NOW):
    return approval.decide(people[0].event, [each.id for each in people], verdict, by=None, now=now)


def letters_to(person):
    found = select(Message).where(Message.recipient == person.email).order_by(Message.id)
    return [(each.template, each.state) for each in db.session.scalars(found)]


def test_register_asks_and_holds_no_place(asked):
    person = ask(asked, 1)

    assert (person.status, person.confirmed_at) == (Status.PENDING, None)
    assert letters_to(person) == [("registration/received", State.QUEUED)]
    assert seats.places(asked.event, now=NOW).left == 2


def test_decide_gives_places_to_several_and_answers_after_a_minute(asked):
    people = [ask(asked, 1), ask(asked, 2)]

    decide(people, Verdict(Status.CONFIRMED, {"en": "Bring your card."}))

    assert {each.status for each in people} == {Status.CONFIRMED}
    letter = db.session.scalars(select(Message).where(Message.template.like("%approved"))).first()
    assert letter.due_at == NOW + timedelta(minutes=1)
    assert "Bring your card." in letter.text
    assert letter.qr_text == people[0].qr_text
    assert letter.calendar_recipe["method"] == "REQUEST"


def test_decide_gives_all_of_them_places_or_none(asked):
    people = [ask(asked, 1), ask(asked, 2, companions=("Bolat",))]

    with pytest.raises(EventFull):
        decide(people, ACCEPT)
    db.session.rollback()

    assert {each.status for each in db.session.scalars(select(Registration))} == {Status.PENDING}


def test_decide_counts_the_places_of_the_whole_event(app):
    event = make_event(capacity=1)
    ways = [make_category(event, capacity=5, needs_approval=True) for _ in range(2)]
    people = [ask(ways[0], 1), ask(ways[1], 2)]

    with pytest.raises(EventFull):
        decide(people, ACCEPT)


def test_decide_declines_companions_too_and_writes_in_the_language_of_each(asked):
    lead = ask(asked, 1, companions=("Bolat",), language="ky")

    decide([lead], Verdict(Status.DECLINED, {"en": "Full.", "ky": "Орун жок."}))

    assert {each.status for each in db.session.scalars(select(Registration))} == {Status.DECLINED}
    assert (
        "Орун жок." in db.session.scalars(select(Message.text).order_by(Message.id.desc())).first()
    )


def test_decide_twice_is_refused(asked):
    person = ask(asked, 1)
    decide([person], ACCEPT)

    with pytest.raises(DecidedMeanwhile):
        decide([person], DECLINE)


def test_decide_about_one_who_asked_anew_is_refused(asked):
    person = ask(asked, 1)
    decide([person], DECLINE)
    ask(asked, 1)

    with pytest.raises(AlreadyRegistered):
        decide([person], ACCEPT)


@pytest.mark.parametrize("verdict", [ACCEPT, DECLINE, WAIT], ids=lambda each: each.status.value)
def test_undo_within_the_minute_leaves_no_trace(asked, verdict):
    person = ask(asked, 1, companions=("Bolat",))
    decisions = decide([person], verdict)

    approval.undo(decisions, now=NOW + timedelta(seconds=30))
    approval.undo(decisions, now=NOW + timedelta(seconds=31))

    assert {each.status for each in db.session.scalars(select(Registration))} == {Status.PENDING}
    assert letters_to(person)[-1][1] is State.WITHDRAWN
    assert (person.invitation, person.confirmed_at) == (None, None)
    assert seats.places(asked.event, now=NOW).left == 2


def test_undo_is_refused_for_one_who_has_asked_anew(asked):
    made = decide([ask(asked, 1)], DECLINE)
    again = ask(asked, 1)

    with pytest.raises(AlreadyRegistered):
        approval.undo(made, now=NOW)
    assert again.status is Status.PENDING


@pytest.mark.parametrize("verdict", [ACCEPT, WAIT])
def test_nobody_is_accepted_where_nothing_takes_place(asked, verdict):
    person = ask(asked, 1)
    asked.event.state = EventState.CANCELLED

    with pytest.raises(RegistrationClosed):
        decide([person], verdict)

    assert decide([person], DECLINE)


def test_undo_after_the_answer_has_gone_is_refused(asked):
    decisions = decide([ask(asked, 1)], ACCEPT)
    db.session.query(Message).update({"state": State.SENT})

    with pytest.raises(AnswerGone):
        approval.undo(decisions, now=NOW + timedelta(minutes=2))


def test_cancel_and_restore_never_goes_round_the_approval(asked):
    person = ask(asked, 1)
    services.cancel(person, now=NOW)

    services.undo_cancel(person, now=NOW + timedelta(seconds=5))
    assert person.status is Status.PENDING

    services.cancel(person, now=NOW)
    services.undo_cancel(person, now=NOW + timedelta(hours=1))
    assert person.status is Status.PENDING


def test_change_never_goes_round_the_approval(asked):
    free = make_category(asked.event, capacity=5, position=1)
    guest, asking = ask(free, 1), ask(asked, 2)

    for person, other in ((guest, asked), (asking, free)):
        with pytest.raises(UnknownWay):
            changing.change(person, Wishes(name="Ada", category_id=other.id), now=NOW)


def test_restored_after_approval_has_to_ask_again_later(asked):
    person = ask(asked, 1)
    decide([person], ACCEPT)
    services.cancel(person, now=NOW)

    services.undo_cancel(person, now=NOW + timedelta(hours=1))

    assert person.status is Status.PENDING


def test_usual_words_are_the_organisers_own(asked):
    words = Texts(en="Welcome.", ky="Кош келиңиз.")
    rules.choose(asked.event, rules.RuleDetails(accepted_words=words), {})

    assert approval.usual_words(asked.event, Status.CONFIRMED) == words
    assert approval.usual_words(asked.event, Status.WAITLISTED) == {}


def test_copy_gives_a_copied_event_the_same_rules(asked):
    other = make_category(make_event())
    rules.choose(asked.event, rules.RuleDetails(offer_hours=5, answer_by=NOW), {})

    rules.copy(asked.event, other.event)

    assert rules.of(other.event).offer_hours == 5
    assert rules.of(other.event).answer_by is None
    assert other.needs_approval
