"""Press cards: issuing, renewing, withdrawing, checking, and applying in one step."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation import queries
from eventsapp.accreditation.cards import services as cards
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from tests.conftest import NOW
from tests.factories import (
    make_applicant,
    make_card,
    make_event,
    make_intake,
    make_organisation,
    make_registration,
)

FORM = {
    "name": "Meerim Asanova",
    "email": "Meerim@Example.org",
    "outlet_name": "National Agency",
    "outlet_kind": "agency",
    "function": "writer",
    "language": "en",
}


def valid(**overrides):
    today = utcnow().date()
    period = {"valid_from": today, "valid_until": today + timedelta(days=365)}
    return make_card(**period | overrides)


def upcoming(card, **overrides):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)
    event = make_event(organisation=card.organisation, starts=starts)
    return make_intake(event, **overrides).event


def letters():
    return db.session.scalars(select(Message.template).order_by(Message.id)).all()


def test_issue_sends_the_card(desk):
    answer = desk.post("/desk/press/cards/new", data=FORM | {
        "valid_from": utcnow().date().isoformat(),
        "valid_until": (utcnow().date() + timedelta(days=365)).isoformat(),
    })  # fmt: skip

    card = db.session.scalars(select(Card)).one()
    assert answer.status_code == 302
    assert (card.email, card.outlet.name) == ("meerim@example.org", "National Agency")
    assert letters() == ["accreditation/card"]
    assert "Meerim Asanova" in desk.get("/desk/press").text


def test_issue_refuses_a_second_card_for_one_address(app):
    card = make_card(email="ada@example.org")

    with pytest.raises(cards.CardStands):
        make_card(card.organisation, email="ada@example.org")


def test_issue_refuses_a_period_that_ends_before_it_begins(desk):
    answer = desk.post(
        "/desk/press/cards/new",
        data=FORM | {"valid_from": "2090-02-01", "valid_until": "2090-01-01"},
    )

    assert answer.status_code == 422
    assert "must not be before the first" in answer.text
    assert 'value="National Agency"' in answer.text


def test_renew_lets_a_card_count_longer_and_sends_it_again(app):
    card = make_card(valid_until=date(2026, 12, 31))

    cards.renew(card, date(2027, 12, 31), now=NOW)

    assert card.is_valid(date(2027, 6, 1))
    assert letters() == ["accreditation/card"] * 2


def test_renew_never_shortens_a_card(app):
    card = make_card(valid_until=date(2027, 12, 31))

    with pytest.raises(cards.EndsTooEarly):
        cards.renew(card, date(2027, 1, 1), now=NOW)


def test_withdraw_needs_a_reason_that_the_holder_reads(desk):
    card = make_card(desk.organisation)
    address = f"/desk/press/cards/{card.id}/withdrawal"

    refused = desk.post(address, data={"reason": ""})
    desk.post(address, data={"reason": "The outlet has closed."})

    assert refused.status_code == 422
    assert card.withdrawn_at
    withdrawn = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert withdrawn.template == "accreditation/card_withdrawn"
    assert "The outlet has closed." in withdrawn.text


def test_remind_ending_writes_only_to_those_within_a_month(app):
    make_card(valid_until=NOW.date() + timedelta(days=20))
    make_card(valid_until=NOW.date() + timedelta(days=31))
    make_card(valid_until=NOW.date() - timedelta(days=1))
    withdrawn = make_card(valid_until=NOW.date() + timedelta(days=20))
    withdrawn.withdrawn_at, withdrawn.withdrawn_reason = NOW, "The outlet has closed."
    db.session.commit()

    assert cards.remind_ending(NOW) == 1
    assert letters().count("accreditation/renewal") == 1


@pytest.mark.parametrize("day", [20, 30])
def test_remind_ending_again_for_the_next_end(app, day):
    card = make_card(valid_until=NOW.date() + timedelta(days=day))

    cards.remind_ending(NOW)
    repeated = cards.remind_ending(NOW)
    cards.renew(card, card.valid_until + timedelta(days=365), now=NOW)
    later = cards.remind_ending(NOW + timedelta(days=365))

    assert (repeated, later) == (0, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Valid on"),
        ({"valid_until": date(2020, 1, 1), "valid_from": date(2019, 1, 1)}, "Not valid on"),
        ({"withdrawn_at": NOW, "withdrawn_reason": "Closed"}, "Withdrawn"),
    ],
)
def test_check_tells_anybody_whether_a_card_counts(client, change, words):
    card = valid()
    for name, value in change.items():
        setattr(card, name, value)
    db.session.commit()

    page = client.get(f"/en/press-card/{card.code[:4]}-{card.code[4:].lower()}")

    assert words in page.text
    assert card.name in page.text
    assert card.email not in page.text


def test_check_of_a_code_that_is_none(client):
    page = client.get("/en/press-card/AAAA-BBBB-CCCC")

    assert page.status_code == 404
    assert "No press card has the code" in page.text


def test_check_limits_guesses(client, limits):
    answers = [client.get(f"/en/press-card/GUESS{number}").status_code for number in range(12)]

    assert answers[0] == 404
    assert answers[-1] == 429


def test_apply_in_one_step_puts_the_holder_into_the_queue(client):
    card = valid()
    event = upcoming(card)

    page = client.get(f"/press-card/{card.token}")
    answer = client.post(f"/press-card/{card.token}/events/{event.id}")

    applicant = db.session.scalars(select(Applicant)).one()
    assert "Safe learning environment" in page.text
    assert answer.location == f"/a/{applicant.token}"
    assert (applicant.status, applicant.card_id) == (Status.SUBMITTED, card.id)


def test_apply_is_accepted_at_once_where_the_organiser_says_so(client):
    card = valid()
    event = upcoming(card, accepts_holders=True)

    client.post(f"/press-card/{card.token}/events/{event.id}")

    applicant = db.session.scalars(select(Applicant)).one()
    assert applicant.status is Status.ACCEPTED
    assert applicant.registration.is_confirmed
    assert applicant.decisions[0].decided_by is None


@pytest.mark.parametrize(
    "rule",
    [{"places": 0}, {"outlet_limit": 1}, {"quotas": ((OutletKind.OTHER, None, 1),)}],
    ids=["no place", "outlet full", "quota full"],
)
def test_apply_leaves_the_choice_to_the_queue_when_places_are_short(client, rule):
    card = valid()
    event = upcoming(card, accepts_holders=True, **rule)
    make_applicant(event, status=Status.ACCEPTED)

    client.post(f"/press-card/{card.token}/events/{event.id}")

    holder = db.session.scalars(select(Applicant).where(Applicant.email == card.email)).one()
    assert holder.status is Status.SUBMITTED
    assert holder.registration is None


def test_apply_leaves_one_who_is_accepted_with_a_crew_to_the_queue(client):
    card = valid()
    event = upcoming(card, accepts_holders=True)
    registration = make_registration(
        event, email=card.email, category=queries.find_intake(event).category
    )
    crew = {"email": card.email, "position": 1, "registration": registration}
    make_applicant(event, status=Status.ACCEPTED, **crew)

    answer = client.post(f"/press-card/{card.token}/events/{event.id}")

    assert answer.status_code == 302
    statuses = select(Applicant.status).where(Applicant.position == 0)
    assert db.session.scalars(statuses).all() == [Status.SUBMITTED]


@pytest.mark.parametrize("refused", [Status.DECLINED, Status.REVOKED])
def test_apply_again_after_a_refusal_leaves_the_choice_to_the_queue(client, refused):
    card = valid()
    event = upcoming(card, accepts_holders=True)
    make_applicant(event, email=card.email, status=refused)

    client.post(f"/press-card/{card.token}/events/{event.id}")

    statuses = select(Applicant.status).order_by(Applicant.id)
    assert db.session.scalars(statuses).all() == [refused, Status.SUBMITTED]


def test_card_offers_events_that_take_the_press_now(client):
    card = valid()
    offered = upcoming(card)
    upcoming(card, is_open=False)
    upcoming(card, opens_at=utcnow() + timedelta(days=1))
    upcoming(make_card())

    page = client.get(f"/press-card/{card.token}").text

    assert re.findall(rf"/press-card/{card.token}/events/(\d+)", page) == [str(offered.id)]


def test_apply_twice_is_one_application(client):
    card = valid()
    event = upcoming(card)

    for _ in range(2):
        client.post(f"/press-card/{card.token}/events/{event.id}")

    assert len(db.session.scalars(select(Applicant)).all()) == 1


def test_apply_with_a_withdrawn_card_is_refused(client):
    card = valid()
    event = upcoming(card)
    cards.withdraw(card, "Closed", now=NOW)
    db.session.commit()

    answer = client.post(f"/press-card/{card.token}/events/{event.id}")

    assert answer.status_code == 409
    assert db.session.scalars(select(Applicant)).all() == []


def test_apply_at_an_event_of_another_house_is_not_found(client):
    card, event = valid(), upcoming(valid(organisation=make_organisation()))

    assert client.post(f"/press-card/{card.token}/events/{event.id}").status_code == 404
