"""Inviting people of the address book: who is reached, the minute to undo, again, withdrawing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from eventsapp.contacts import lists
from eventsapp.contacts import services as contacts
from eventsapp.contacts.list_models import ContactList
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.models import Contact, Email
from eventsapp.core.texts import Texts
from eventsapp.desk import copying
from eventsapp.extensions import db
from eventsapp.invitations import answering, audience, letters, queries, services
from eventsapp.invitations.audience import Reason
from eventsapp.invitations.models import Answer, Invitee, Round, Standing
from eventsapp.invitations.services import Terms
from eventsapp.mail import bounces, preferences
from eventsapp.mail import services as outbox
from eventsapp.mail.bounces import Report
from eventsapp.mail.models import Message, State
from eventsapp.registration import services as registrations
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.entry.admission import NotInvited
from eventsapp.registration.models import Registration, Status
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_category,
    make_contact,
    make_invite,
    make_registration,
    save,
)


@pytest.fixture
def event(app):
    return make_category().event


def person(event, name, email="", **more):
    emails = [Email(address=email)] if email else []
    return make_contact(
        organisation=event.organisation, names=Texts(en=name), emails=emails, **more
    )


def terms(event, **more):
    given = {
        "category_id": event.categories[0].id,
        "answer_by": event.starts_at - timedelta(days=2),
    }
    return Terms(**given | more)


def invite(event, *people, lists=(), now=NOW, **more):
    ids = [each.id for each in people]
    made = services.invite(
        event, terms(event, **more), list_ids=lists, contact_ids=ids, by=None, now=now
    )
    db.session.commit()
    return made


def send(now=NOW + services.UNDO):
    number = letters.send_due(now)
    db.session.commit()
    return number


def everybody():
    return db.session.scalars(select(Invitee).order_by(Invitee.id)).all()


def test_reach_says_who_is_left_out_and_why(event):
    bounces.stop("returned@example.org", Report("5.1.1", "No such user"), NOW)
    outbox.unsubscribe("silent@example.org", event.topic, NOW)
    preferences.choose("weary@example.org", wanted=["news"], paused_until=None, now=NOW)
    make_registration(event, email="there@example.org")
    make_invite(event, email="asked@example.org")
    people = [
        person(event, "Aida", "aida@example.org", language="ky"),
        person(event, "Same as Aida", "aida@example.org"),
        person(event, "Desk"),
        person(event, "Stopped", "stopped@example.org", stopped_at=NOW),
        person(event, "Returned", "returned@example.org"),
        person(event, "Silent", "silent@example.org"),
        person(event, "Weary", "weary@example.org"),
        person(event, "There", "there@example.org"),
        person(event, "Asked", "asked@example.org"),
    ]

    found = audience.reach(event, list_ids=[], contact_ids=[each.id for each in people], now=NOW)

    assert [(each.name, each.language) for each in found.people] == [("Aida", "ky")]
    left_out = {reason: [each.name for each in them] for reason, them in found.left_out.items()}
    assert left_out == {
        Reason.NO_ADDRESS: ["Desk"],
        Reason.STOPPED: ["Stopped"],
        Reason.RETURNED: ["Returned"],
        Reason.UNWANTED: ["Silent", "Weary"],
        Reason.REGISTERED: ["There"],
        Reason.INVITED: ["Asked"],
        Reason.TWICE: ["Same as Aida"],
    }


def test_reach_takes_lists_fixed_and_by_rule_and_nobody_of_another_house(event):
    house = event.organisation_id
    aida = person(event, "Aida", "aida@example.org")
    person(event, "Bolot", "bolot@example.org", language="ky")
    stranger = make_contact(emails=[Email(address="far@example.org")])
    fixed = lists.create(house, ListDetails(name="Guests"), now=NOW)
    lists.add(fixed, [aida.id])
    ruled = lists.create(house, ListDetails(name="Kyrgyz", by_rule=True, language="ky"), now=NOW)

    found = audience.reach(
        event, list_ids=[fixed.id, ruled.id], contact_ids=[stranger.id, aida.id], now=NOW
    )

    assert [each.name for each in found.people] == ["Aida", "Bolot"]


@pytest.mark.parametrize("number", [1, 5])
def test_reach_asks_the_same_however_many_people_there_are(event, number):
    fixed = save(ContactList(organisation_id=event.organisation_id, name="All", created_at=NOW))
    lists.add(fixed, [person(event, "A", f"a{each}@example.org").id for each in range(number)])
    db.session.commit()

    with statements() as sent:
        audience.reach(event, list_ids=[fixed.id], contact_ids=[], now=NOW)

    assert len(sent) <= 12


def test_invite_writes_when_the_minute_is_over_in_each_language(event):
    invite(
        event,
        person(event, "Aida", "aida@example.org", language="ky"),
        person(event, "Bob", "bob@example.org"),
    )

    assert send(NOW) == 0
    assert send() == 2
    assert send() == 0

    found = db.session.execute(
        select(Message.recipient, Message.language).order_by(Message.recipient)
    )
    assert [tuple(each) for each in found] == [
        ("aida@example.org", "ky"),
        ("bob@example.org", "en"),
    ]
    assert {each.standing for each in everybody()} == {Standing.SENT}


def test_invite_the_same_people_again_reaches_nobody(event):
    aida = person(event, "Aida", "aida@example.org")
    invite(event, aida)

    with pytest.raises(services.NobodyInvited):
        invite(event, aida)


def test_invite_once_for_one_filling_of_the_form(event):
    chosen = {"list_ids": [], "contact_ids": [person(event, "Aida", "aida@example.org").id]}
    given = {"by": None, "now": NOW, "form_key": "one"}

    first = services.invite(event, terms(event), **chosen, **given)

    assert services.invite(event, terms(event), **chosen, **given) is first


def test_undo_invites_nobody(event):
    made = invite(event, person(event, "Aida", "aida@example.org"))

    services.undo(made)
    db.session.commit()

    assert (everybody(), send()) == ([], 0)


def test_undo_is_refused_once_letters_are_out(event):
    made = invite(event, person(event, "Aida", "aida@example.org"))
    send()

    with pytest.raises(services.AlreadySent):
        services.undo(made)


def test_send_again_writes_once_more_and_lets_a_withdrawn_one_stand(event):
    invite(event, person(event, "Aida", "aida@example.org"))
    send()
    [one] = everybody()
    services.withdraw(one, now=NOW)

    services.send_again(one, now=NOW + timedelta(hours=1))
    db.session.commit()

    assert send(NOW + timedelta(hours=1)) == 1
    assert db.session.scalar(select(func.count(Message.id))) == 2
    assert one.standing == Standing.SENT


def test_withdraw_gives_the_place_back_with_a_cancel_and_ends_what_waits(event):
    one = make_invite(event)
    answer = AttendeeDetails(
        name=one.name, email=one.email, category_id=event.categories[0].id, language="en",
        is_invited=True, form_key="one",
    )  # fmt: skip
    registration = answering.accept(one, answer, now=NOW)

    services.withdraw(one, now=NOW)
    db.session.commit()

    assert (registration.status, registration.cancelled_by_organiser) == (Status.CANCELLED, True)
    last = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert (last.template, last.calendar_recipe["method"]) == ("registration/cancelled", "CANCEL")
    assert one.standing == Standing.WITHDRAWN


def test_withdraw_before_the_worker_came_sends_nothing(event):
    invite(event, person(event, "Aida", "aida@example.org"))

    services.withdraw(everybody()[0], now=NOW)
    db.session.commit()

    assert send() == 0


def test_withdraw_keeps_a_letter_back_that_has_not_left(event):
    invite(event, person(event, "Aida", "aida@example.org"))
    send()

    services.withdraw(everybody()[0], now=NOW)

    assert db.session.scalars(select(Message.state)).all() == [State.WITHDRAWN]


def test_counts_name_every_standing(event):
    make_invite(event)
    make_invite(event, opened_at=NOW)
    make_invite(event, answer=Answer.NO, answered_at=NOW)
    make_invite(event, answer=Answer.YES, answered_at=NOW)  # and cancelled on the ticket since

    assert {each.value: number for each, number in queries.counts(event).items() if number} == {
        "sent": 1,
        "opened": 1,
        "no": 2,
    }


def test_a_contact_can_be_deleted_and_the_invitation_stays(event):
    aida = person(event, "Aida", "aida@example.org")
    invite(event, aida)

    contacts.delete(aida)
    db.session.commit()

    assert [(each.contact_id, each.name) for each in everybody()] == [(None, "Aida")]
    assert db.session.scalar(select(func.count(Contact.id))) == 0


def test_erase_due_forgets_who_was_invited_and_keeps_the_numbers(event):
    invite(event, person(event, "Aida", "aida@example.org"))
    send()
    [one] = everybody()
    token = one.token

    later = event.effective_end + timedelta(days=event.organisation.retention_days + 1)
    assert services.erase_due(later) == 1
    assert services.erase_due(later) == 0
    db.session.commit()

    assert (one.name, one.email, one.search_key, one.erased_at) == ("", None, "", later)
    assert queries.find_by_token(token) is None
    assert db.session.scalars(select(Message.recipient)).all() == [""]
    assert queries.counts(event)[Standing.SENT] == 1


def test_copying_an_event_brings_no_invitations(event):
    make_invite(event)

    made = copying.copy(
        event,
        starts=event.local_starts_at + timedelta(days=7),
        parts=copying.PARTS,
        by=None,
        now=NOW,
    )

    assert queries.counts(made)[Standing.SENT] == 0
    assert db.session.scalar(select(func.count(Round.id))) == 1


def test_cancelled_registration_of_a_closed_way_is_not_taken_again_by_its_person(event):
    """By its former link, a way by invitation is not entered a second time."""
    event.categories[0].by_invitation = True
    gone = make_registration(event)
    registrations.cancel(gone, now=NOW)

    with pytest.raises(NotInvited):
        registrations.undo_cancel(gone, now=NOW + timedelta(hours=1))
    assert db.session.get(Registration, gone.id).status is Status.CANCELLED
