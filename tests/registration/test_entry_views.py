"""The pages of people without a place yet: asked, waiting, offered, declined, to be confirmed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.registration import rules
from eventsapp.registration.entry import approval, waiting
from eventsapp.registration.models import Registration, Status
from tests.factories import make_category, make_event, make_registration

FAR = datetime(2036, 12, 4, 12, 0)


@pytest.fixture
def event(app):
    """An event that is still to come, whenever the tests run."""
    return make_event(starts=FAR)


def fill(client, event, **more):
    answers = {"name": "Ada", "email": "ada@example.org", **more}
    answers.setdefault("category_id", event.categories[0].id)
    return client.post(f"/en/e/{event.slug}/register", data=answers)


def ada():
    return db.session.scalars(select(Registration).where(Registration.name == "Ada")).one()


def test_new_says_that_the_organiser_decides(client, event):
    make_category(event, needs_approval=True)

    assert "Ask to take part" in client.get(f"/en/e/{event.slug}").text
    page = client.get(f"/en/e/{event.slug}/register").text
    assert "A request does not hold a place yet." in page

    answer = client.get(fill(client, event).location).text
    assert "We got your request" in answer
    assert ada().code not in answer
    assert "Take back my request" in answer


def test_new_offers_the_line_of_a_full_event(client, event):
    make_category(event, capacity=1, has_waiting_list=True)
    make_registration(event)

    assert "Join the waiting list" in client.get(f"/en/e/{event.slug}").text
    assert "You join the waiting list." in client.get(f"/en/e/{event.slug}/register").text
    assert "You are number 1." in client.get(fill(client, event).location).text


def test_go_on_takes_an_offered_place(client, event):
    make_category(event, capacity=1, has_waiting_list=True)
    held = utcnow() + timedelta(hours=2)
    person = make_registration(event, status=Status.OFFERED, held_until=held)

    page = client.get(f"/r/{person.token}").text
    assert "Take the place" in page
    assert "Hold it longer, once" in page
    client.post(f"/r/{person.token}/extend")
    assert "Hold it longer, once" not in client.get(f"/r/{person.token}").text
    client.post(f"/r/{person.token}/take")

    assert "You are registered" in client.get(f"/r/{person.token}").text


def test_go_on_leaves_an_offered_place_to_the_next(client, event):
    make_category(event, capacity=1, has_waiting_list=True)
    held = utcnow() + timedelta(hours=2)
    person = make_registration(event, status=Status.OFFERED, held_until=held)
    following = make_registration(event, status=Status.WAITLISTED)

    client.post(f"/r/{person.token}/leave")

    assert "The place went to the next person" in client.get(f"/r/{person.token}").text
    db.session.expire_all()
    assert following.status is Status.OFFERED


def test_go_on_with_an_offer_that_ran_out_says_so(client, event):
    make_category(event, capacity=1)
    person = make_registration(event, status=Status.OFFERED, held_until=utcnow())

    assert "It goes to the next person now." in client.get(f"/r/{person.token}").text
    assert client.post(f"/r/{person.token}/take").status_code == 409


def test_a_checked_address_is_answered_alike_whether_known_or_not(client, event):
    make_category(event, checks_address=True)
    make_registration(event, email="known@example.org")

    new = fill(client, event, form_key="one")
    again = fill(client, event, form_key="one")
    known = fill(client, event, email="known@example.org")

    texts = [
        each.text.replace("ada@", "x@").replace("known@", "x@") for each in (new, again, known)
    ]
    assert texts[0] == texts[1] == texts[2]
    assert new.status_code == 200
    assert "Check your e-mail" in new.text


def test_confirming_the_address_opens_the_ticket(client, event):
    make_category(event, checks_address=True)
    fill(client, event)

    token = ada().token
    assert ada().code not in client.get(f"/r/{token}").text
    client.post(f"/r/{token}/confirm")

    assert "You are registered" in client.get(f"/r/{token}").text


def test_a_declined_person_reads_why(client, event):
    make_category(event, needs_approval=True)
    person = make_registration(event, status=Status.PENDING)
    verdict = approval.Verdict(Status.DECLINED, {"en": "The hall is too small."})
    approval.decide(event, [person.id], verdict, by=None, now=utcnow())
    db.session.commit()

    assert "The hall is too small." in client.get(f"/r/{person.token}").text


def test_the_online_link_is_for_those_with_a_place(client, event):
    event.online_url = "https://stream.example.org/secret"
    make_category(event, mode="online", needs_approval=True)
    person = make_registration(event, status=Status.PENDING)

    assert "stream.example.org" not in client.get(f"/r/{person.token}").text


def test_edit_after_the_deadline_leaves_only_the_way_out(client, event):
    make_category(event)
    person = make_registration(event)
    rules.choose(event, rules.RuleDetails(change_hours=720 * 24), {})
    event.starts_at = utcnow() + timedelta(days=20)
    db.session.commit()

    page = client.get(f"/r/{person.token}/edit").text
    assert "The time for changes is over." in page
    assert "Cancel my registration" in page


def test_transfer_asks_somebody_else(client, event):
    make_category(event)
    person = make_registration(event)

    own = {"name": "Me", "email": person.email, "language": "en"}
    assert client.post(f"/r/{person.token}/transfer", data=own).status_code == 422
    client.post(f"/r/{person.token}/transfer", data=own | {"email": "Bolat@example.org"})

    assert "You offered this place to Me" in client.get(f"/r/{person.token}").text
    client.post(f"/r/{person.token}/transfer/withdraw")
    assert "You offered this place" not in client.get(f"/r/{person.token}").text


def test_waiting_page_says_that_a_party_is_too_large(client, event):
    make_category(event, capacity=2, has_waiting_list=True)
    make_registration(event)
    lead = make_registration(event, status=Status.WAITLISTED)
    make_registration(event, status=Status.WAITLISTED, party=lead, email=None)

    assert waiting.reasons(event, utcnow()) == {lead.id: waiting.Reason.PARTY}
    assert "Your party needs 2 places together" in client.get(f"/r/{lead.token}").text
