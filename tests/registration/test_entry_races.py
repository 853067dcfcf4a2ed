"""Decisions, offers and newcomers at the same moment, each with a control that the race is real."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.registration import seats, services
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.entry import approval, passing, waiting
from eventsapp.registration.entry.approval import Verdict
from eventsapp.registration.entry.models import Decision, Transfer
from eventsapp.registration.models import Registration, Status
from tests.conftest import NOW
from tests.factories import make_category, make_event, make_registration
from tests.together import THREADS, together

HELD = NOW + timedelta(hours=2)


def come(event_id, category_id, number):
    details = AttendeeDetails(
        name=f"Person {number}",
        email=f"person{number}@example.org",
        category_id=category_id,
        language="en",
    )
    person = services.register(db.session.get(Event, event_id), details, now=NOW)
    db.session.commit()
    return person.status.value


def taken(event_id):
    db.session.expire_all()
    return seats.places(db.session.get(Event, event_id), now=NOW).taken


def person(number):
    return db.session.get(Registration, number)


@pytest.fixture
def line(app):
    """An event of two places, one free, with a line of four: (event, category, those who wait)."""
    category = make_category(make_event(), capacity=2, has_waiting_list=True)
    make_registration(category.event)
    waiting_ones = [
        make_registration(category.event, status=Status.WAITLISTED).id for _number in range(4)
    ]
    return category.event.id, category.id, waiting_ones


def test_promotion_and_newcomers_never_share_a_place(app, line):
    event_id, category_id, waiting_ones = line

    def act(number):
        if number % 2:
            return come(event_id, category_id, number)
        waiting.settle_due(NOW)
        return "settled"

    outcomes = together(app, act)

    assert outcomes == {"settled": THREADS // 2, "waitlisted": THREADS // 2}
    assert taken(event_id) == 2
    assert person(waiting_ones[0]).status is Status.OFFERED
    assert db.session.scalars(select(Message.template)).all().count("registration/offered") == 1


def test_without_taking_turns_two_workers_offer_the_same_place(app, line):
    """The control: each counts, waits for the other, and offers: what `events.claim` forbids."""
    event_id, category_id, waiting_ones = line
    counted = threading.Barrier(2)

    def offer(number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            standing = reading.scalar(
                select(func.count(Registration.id)).where(
                    Registration.category_id == category_id,
                    Registration.status.in_((Status.CONFIRMED, Status.OFFERED)),
                )
            )
        counted.wait()
        if standing < 2:
            person(waiting_ones[number]).hold(Status.OFFERED, HELD)
            db.session.commit()
        return "offered"

    together(app, offer, 2)

    assert taken(event_id) == 3


def test_two_organisers_decide_about_the_same_person_once(app):
    category = make_category(capacity=5, needs_approval=True)
    event_id, asked = category.event.id, make_registration(category.event, status=Status.PENDING).id

    def decide(number):
        status = Status.CONFIRMED if number % 2 else Status.DECLINED
        event = db.session.get(Event, event_id)
        approval.decide(event, [asked], Verdict(status, known=0), by=None, now=NOW)
        db.session.commit()
        return "decided"

    outcomes = together(app, decide)

    assert outcomes == {"decided": 1, "DecidedMeanwhile": THREADS - 1}
    assert len(db.session.scalars(select(Decision)).all()) == 1
    assert len(db.session.scalars(select(Message)).all()) == 1


@pytest.mark.parametrize("standing", [Status.PENDING, Status.OFFERED])
def test_without_taking_turns_all_who_looked_decide(app, standing):
    """The control for decisions and answers to offers: who looks before the turn sees no other."""
    category = make_category(capacity=5, needs_approval=True)
    asked = make_registration(category.event, status=standing).id
    looked = threading.Barrier(THREADS)

    def look_then_decide(number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            found = reading.scalar(select(Registration.status).where(Registration.id == asked))
        looked.wait()
        if found is not standing:
            return "too late"
        person(asked).status = Status.CONFIRMED if number % 2 else Status.DECLINED
        db.session.commit()
        return "decided"

    assert together(app, look_then_decide) == {"decided": THREADS}


@pytest.mark.parametrize("standing", [Status.PENDING, Status.WAITLISTED])
def test_who_cancels_at_the_moment_of_a_decision_or_an_offer_has_cancelled(app, standing):
    category = make_category(capacity=THREADS, has_waiting_list=True)
    event_id = category.event.id
    people = [make_registration(category.event, status=standing).id for _number in range(THREADS)]

    def act(number):
        if number:
            services.cancel(person(people[number]), now=NOW)
        elif standing is Status.PENDING:
            event = db.session.get(Event, event_id)
            approval.decide(event, people, Verdict(Status.CONFIRMED), by=None, now=NOW)
        else:
            waiting.settle_due(NOW)
        db.session.commit()
        return "cancelled" if number else "decided"

    outcomes = together(app, act)

    assert outcomes["cancelled"] == THREADS - 1
    assert taken(event_id) == sum(person(each).has_seat for each in people[:1])
    assert {person(each).status for each in people[1:]} == {Status.CANCELLED}


def test_without_taking_turns_a_decision_is_written_over_a_cancellation(app):
    """The control: who has looked before the other cancels gives the place all the same."""
    category = make_category(capacity=5, needs_approval=True)
    asked = make_registration(category.event, status=Status.PENDING).id
    looked, cancelled = threading.Barrier(2), threading.Event()

    def act(number):
        if number:
            looked.wait()
            person(asked).release(NOW)
            db.session.commit()
            cancelled.set()
            return "cancelled"
        with db.engine.connect().execution_options(readonly=True) as reading:
            found = reading.scalar(select(Registration.status).where(Registration.id == asked))
        looked.wait()
        cancelled.wait()
        person(asked).status = Status.CONFIRMED if found is Status.PENDING else found
        db.session.commit()
        return "decided"

    together(app, act, 2)

    assert person(asked).status is Status.CONFIRMED


def test_approvals_of_many_never_exceed_the_places(app):
    category = make_category(capacity=3, needs_approval=True)
    event_id = category.event.id
    asked = [
        make_registration(category.event, status=Status.PENDING).id for _number in range(THREADS)
    ]

    def approve(number):
        event = db.session.get(Event, event_id)
        approval.decide(event, [asked[number]], Verdict(Status.CONFIRMED), by=None, now=NOW)
        db.session.commit()
        return "approved"

    assert together(app, approve) == {"approved": 3, "EventFull": THREADS - 3}
    assert taken(event_id) == 3


def test_an_offer_is_taken_or_given_up_but_not_both(app, line):
    event_id, _category_id, waiting_ones = line
    person(waiting_ones[0]).hold(Status.OFFERED, HELD)
    db.session.commit()

    def answer(number):
        lead = person(waiting_ones[0])
        step = waiting.give_up if number % 2 else waiting.accept
        step(lead, now=NOW)
        db.session.commit()
        return step.__name__

    together(app, answer)

    assert taken(event_id) == 2
    following = person(waiting_ones[1]).status
    is_taken = person(waiting_ones[0]).status is Status.CONFIRMED
    assert following is (Status.WAITLISTED if is_taken else Status.OFFERED)


def test_a_transfer_accepted_twice_gives_one_place(app):
    giver = make_registration(make_category(capacity=1).event)
    event_id = giver.event.id
    token = passing.offer(
        giver, name="Bolat", email="bolat@example.org", language="en", now=NOW
    ).token
    db.session.commit()

    def accept(_number):
        transfer = db.session.scalar(select(Transfer).where(Transfer.token == token))
        if transfer is None:
            return "gone"
        passing.accept(transfer, now=NOW)
        db.session.commit()
        return "accepted"

    outcomes = together(app, accept)

    assert outcomes["accepted"] == 1
    assert taken(event_id) == 1
