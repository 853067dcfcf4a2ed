"""What invited people answer, and what becomes of it when they change their mind."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.invitations import answering, queries
from eventsapp.invitations.models import Answer, Guest, Invitee, Standing
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as Delivery
from eventsapp.registration import seats
from eventsapp.registration import services as registrations
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import EventFull
from tests.conftest import NOW
from tests.factories import make_category, make_event, make_invite, make_registration
from tests.together import THREADS, together

LATER = NOW + timedelta(hours=1)
BOLOT = {"name": "Bolot Esenov", "email": "bolot@example.org"}


@pytest.fixture
def category(app):
    return make_category(make_event(), by_invitation=True)


@pytest.fixture
def invite(category):
    return make_invite(category.event)


def details(invite, **more):
    own = {"name": invite.name, "email": invite.email}
    way = {"category_id": invite.round.category_id, "language": "en", "is_invited": True}
    return AttendeeDetails(**own | way | more)


def accept(invite, now=NOW, **more):
    registration = answering.accept(invite, details(invite, **more), now=now)
    db.session.commit()
    return registration


def send_deputy(invite, now=NOW):
    answering.send_deputy(invite, details(invite, **BOLOT), now=now)
    db.session.commit()


def decline(invite, now=NOW):
    answering.decline(invite, now=now)
    db.session.commit()


def letters():
    """Template and recipient of what is to go out, in its order."""
    waiting = select(Message).where(Message.state == Delivery.QUEUED).order_by(Message.id)
    return [(each.template, each.recipient) for each in db.session.scalars(waiting)]


def live():
    found = select(Registration.name).where(Registration.status == Status.CONFIRMED)
    return db.session.scalars(found.order_by(Registration.id)).all()


def test_accept_registers_by_a_way_that_nobody_else_can_take(invite, category):
    with pytest.raises(registrations.admission.NotInvited):
        registrations.register(category.event, details(invite, is_invited=False), now=NOW)

    registration = accept(invite)

    assert (registration.status, registration.category) == (Status.CONFIRMED, category)
    assert invite.standing == Standing.YES
    assert letters() == [("invitations/answered", invite.email)]
    message = db.session.scalars(select(Message)).one()
    assert message.calendar_recipe["method"] == "REQUEST"
    assert message.qr_text == registration.qr_text


def test_accept_twice_keeps_one_place_and_one_letter(invite):
    accept(invite)
    accept(invite)

    assert live() == ["Gulnara Asanova"]
    assert letters() == [("invitations/answered", invite.email)]


def test_accept_brings_companions_and_takes_other_ones_later(category):
    invite = make_invite(category.event, companions=2)

    accept(invite, companions=("Aida", "Bolot"))
    accept(invite, companions=("Aida",))

    assert live() == ["Gulnara Asanova", "Aida"]


def test_accept_with_more_people_than_the_invitation_has_places_for(invite):
    with pytest.raises(answering.PlacesTaken):
        accept(invite, companions=("Aida",))


def test_accept_when_no_seat_is_left(category):
    category.capacity = 0
    invite = make_invite(category.event)

    with pytest.raises(EventFull):
        accept(invite)
    db.session.rollback()

    assert invite.answer is None


def test_accept_joins_the_waiting_list_and_says_so(category):
    category.capacity, category.has_waiting_list = 0, True
    invite = make_invite(category.event)

    registration = accept(invite)

    assert registration.status is Status.WAITLISTED
    assert letters() == [("registration/waitlisted", invite.email)]


def test_accept_by_one_who_registered_meanwhile_keeps_that_place(invite):
    other = make_category(invite.event)
    there = make_registration(invite.event, category=other, email=invite.email)

    assert accept(invite) is there
    assert invite.standing == Standing.YES


def test_decline_after_accepting_gives_the_place_back_with_one_letter(invite):
    accept(invite)
    decline(invite, LATER)

    assert live() == []
    assert invite.standing == Standing.NO
    assert letters()[1:] == [("registration/cancelled", invite.email)]


def test_decline_is_noted_by_letter_once(invite):
    decline(invite)
    decline(invite, LATER)

    assert letters() == [("invitations/answered", invite.email)]


def test_decline_cancels_what_the_person_took_by_another_way(invite):
    make_registration(invite.event, category=make_category(invite.event), email=invite.email)

    decline(invite)

    assert live() == []


def test_accept_after_declining_within_the_minute_lets_no_word_of_the_end_out(invite):
    accept(invite)
    decline(invite, NOW + timedelta(seconds=10))
    accept(invite, NOW + timedelta(seconds=20))

    assert live() == ["Gulnara Asanova"]
    assert letters() == [("invitations/answered", invite.email)] * 2


def test_deputy_comes_with_a_ticket_and_both_are_told(invite):
    send_deputy(invite)

    assert live() == ["Bolot Esenov"]
    assert invite.standing == Standing.DEPUTY
    assert letters() == [
        ("invitations/answered", "bolot@example.org"),
        ("invitations/answered", invite.email),
    ]
    to_deputy, to_invited = db.session.scalars(select(Message).order_by(Message.id))
    assert "Gulnara Asanova is invited" in to_deputy.text
    assert "/i/" not in to_deputy.text
    assert "Bolot Esenov comes" in to_invited.text


def test_deputy_takes_the_place_that_the_invited_person_had(invite):
    accept(invite)
    send_deputy(invite, LATER)
    send_deputy(invite, LATER)

    assert live() == ["Bolot Esenov"]
    assert letters()[1:] == [
        ("registration/cancelled", invite.email),
        ("invitations/answered", "bolot@example.org"),
    ]


def test_accept_after_all_ends_the_deputy(invite):
    send_deputy(invite)
    accept(invite, LATER)

    assert live() == ["Gulnara Asanova"]
    assert invite.standing == Standing.YES


def test_deputy_with_a_place_of_their_own_keeps_it(invite):
    make_registration(invite.event, category=make_category(invite.event), **BOLOT)

    send_deputy(invite)
    assert invite.standing == Standing.DEPUTY
    decline(invite, LATER)

    assert live() == ["Bolot Esenov"]
    assert invite.standing == Standing.NO


def test_forwardable_takes_others_until_its_places_are_taken(category):
    invite = make_invite(category.event, is_forwardable=True, companions=1)

    assert accept(invite, **BOLOT).email == "bolot@example.org"
    accept(invite, name="Aida", email="aida@example.org")

    assert live() == ["Bolot Esenov", "Aida"]
    with pytest.raises(answering.PlacesTaken):
        accept(invite, name="Third", email="third@example.org")


def test_forwardable_says_nothing_about_an_address_that_has_a_place(category):
    invite = make_invite(category.event, is_forwardable=True, companions=1)
    there = make_registration(category.event)

    assert accept(invite, name="Anybody", email=there.email) is None
    assert letters() == [("registration/link", there.email)]
    assert invite.answer is None


def test_forwardable_is_not_declined_over_the_heads_of_those_who_come(category):
    invite = make_invite(category.event, is_forwardable=True)
    accept(invite, **BOLOT)

    with pytest.raises(answering.InUse):
        decline(invite, LATER)


def test_forwardable_form_sent_twice_opens_the_same_ticket(category):
    invite = make_invite(category.event, is_forwardable=True)

    first = accept(invite, **BOLOT, form_key="one")

    assert accept(invite, **BOLOT, form_key="one") is first


@pytest.mark.parametrize(
    "over",
    [
        {"withdrawn_at": NOW},
        {"answer_by": NOW},
    ],
)
def test_no_answer_is_taken_once_it_is_over(category, over):
    invite = make_invite(category.event, **over)

    for answer in (accept, decline, send_deputy):
        with pytest.raises(answering.AnswersOver):
            answer(invite)


def test_no_answer_is_taken_for_an_event_that_is_cancelled(invite):
    invite.event.state = State.CANCELLED

    with pytest.raises(answering.AnswersOver):
        accept(invite)


def test_who_cancels_on_the_ticket_counts_as_not_coming(invite):
    registrations.cancel(accept(invite), now=LATER)
    db.session.commit()

    assert queries.counts(invite.event)[Standing.NO] == 1


def in_thread(answer, number, **more):
    invite = db.session.get(Invitee, number)
    answering_details = details(invite, **more)
    answer(invite, answering_details, now=NOW)
    db.session.commit()
    return "answered"


def test_two_answers_at_once_make_one_place(app, invite):
    number = invite.id

    outcomes = together(app, lambda _each: in_thread(answering.accept, number))

    assert outcomes == {"answered": THREADS}
    assert live() == ["Gulnara Asanova"]
    assert Counter(db.session.scalars(select(Message.template))) == {"invitations/answered": 1}


def test_accepting_and_sending_a_deputy_at_once_leave_one_of_them(app, invite):
    number = invite.id

    def act(each):
        if each % 2:
            return in_thread(answering.accept, number)
        return in_thread(answering.send_deputy, number, **BOLOT)

    together(app, act)

    db.session.expire_all()
    assert len(live()) == 1
    said = {"Gulnara Asanova": Answer.YES, "Bolot Esenov": Answer.DEPUTY}[live()[0]]
    assert db.session.get(Invitee, number).answer is said


def test_invited_people_share_the_last_seats_with_nobody(app, category):
    category.capacity = 2
    numbers = [make_invite(category.event).id for _each in range(THREADS)]
    event_id = category.event_id

    outcomes = together(app, lambda each: in_thread(answering.accept, numbers[each]))

    db.session.expire_all()
    assert outcomes == {"answered": 2, "EventFull": THREADS - 2}
    assert seats.places(db.session.get(Invitee, numbers[0]).event).taken == 2
    answered = select(func.count()).where(Invitee.event_id == event_id, Invitee.answer.is_not(None))
    assert db.session.scalar(answered) == 2


def test_a_link_passed_on_is_not_used_by_more_than_it_has_places_for(app, category):
    number = make_invite(category.event, is_forwardable=True, companions=2).id

    def come(each):
        return in_thread(
            answering.accept, number, name=f"Guest {each}", email=f"guest{each}@example.org"
        )

    assert together(app, come) == {"answered": 3, "PlacesTaken": THREADS - 3}


def test_without_taking_turns_a_link_is_used_by_too_many(app, category):
    """The control: count, wait for the others, come: what claiming the event forbids."""
    number, category_id = make_invite(category.event, is_forwardable=True).id, category.id
    counted = threading.Barrier(THREADS)

    def come(each):
        with db.engine.connect().execution_options(readonly=True) as reading:
            through = select(func.count()).select_from(Guest).where(Guest.invite_id == number)
            taken = reading.scalar(through)
        counted.wait()
        if taken:
            return "full"
        invite = db.session.get(Invitee, number)
        made = make_registration(invite.event, category=db.session.get(type(category), category_id))
        db.session.add(Guest(registration=made, invite=invite))
        db.session.commit()
        return "answered"

    together(app, come)

    assert db.session.scalar(select(func.count()).select_from(Guest)) > 1
