"""A place passed on to a colleague, who accepts by link."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.registration import retention, rules, seats
from eventsapp.registration.entry import passing
from eventsapp.registration.entry.models import Transfer
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import (
    AlreadyRegistered,
    ChangesClosed,
    OfferGone,
    RegistrationClosed,
)
from tests.conftest import NOW
from tests.factories import make_category, make_registration

BOLAT = {"name": "Bolat", "email": "bolat@example.org", "language": "ru"}


@pytest.fixture
def giver(app):
    """The holder of the only place of a full event."""
    return make_registration(make_category(capacity=1).event)


def test_accept_gives_the_place_with_a_code_of_its_own(giver):
    transfer = passing.offer(giver, **BOLAT, now=NOW)
    assert giver.is_confirmed

    taker = passing.accept(transfer, now=NOW)

    assert (giver.status, taker.status) == (Status.CANCELLED, Status.CONFIRMED)
    assert taker.code != giver.code
    assert (taker.name, taker.language) == ("Bolat", "ru")
    assert seats.places(giver.event, now=NOW).taken == 1
    letters = db.session.execute(select(Message.template, Message.recipient).order_by(Message.id))
    assert [tuple(each) for each in letters] == [
        ("registration/transferred", "bolat@example.org"),
        ("registration/cancelled", giver.email),
        ("registration/confirmed", "bolat@example.org"),
    ]


def test_accept_brings_the_companions(giver):
    companion = make_registration(giver.event, party=giver, email=None, name="Dana")

    taker = passing.accept(passing.offer(giver, **BOLAT, now=NOW), now=NOW)

    assert (companion.party, companion.status) == (taker, Status.CONFIRMED)


def test_accept_by_one_who_is_registered_leaves_the_place_where_it_is(giver):
    make_registration(giver.event, email="bolat@example.org")
    transfer = passing.offer(giver, **BOLAT, now=NOW)

    with pytest.raises(AlreadyRegistered):
        passing.accept(transfer, now=NOW)
    assert giver.is_confirmed


def test_offer_again_ends_the_former_link(giver):
    former = passing.offer(giver, **BOLAT, now=NOW).token

    passing.offer(giver, **BOLAT | {"email": "dana@example.org"}, now=NOW)

    assert passing.find_by_token(former, NOW) is None


def test_find_by_token_ends_with_the_time_and_with_the_place(giver):
    transfer = passing.offer(giver, **BOLAT, now=NOW)
    token = transfer.token

    assert passing.find_by_token(token, transfer.until - timedelta(seconds=1)) is transfer
    assert passing.find_by_token(token, transfer.until) is None
    giver.release(NOW)
    assert passing.find_by_token(token, NOW) is None


@pytest.mark.parametrize("status", [Status.PENDING, Status.WAITLISTED, Status.CANCELLED])
def test_offer_needs_a_place(giver, status):
    giver.status = status

    with pytest.raises(RegistrationClosed):
        passing.offer(giver, **BOLAT, now=NOW)


def test_offer_after_the_deadline_for_changes_is_refused(giver):
    rules.choose(giver.event, rules.RuleDetails(change_hours=24), {})

    with pytest.raises(ChangesClosed):
        passing.offer(giver, **BOLAT, now=giver.event.starts_at - timedelta(hours=24))


def test_erase_forgets_to_whom_a_place_was_offered(giver):
    passing.offer(giver, **BOLAT, now=NOW)

    retention.erase(giver, now=NOW)

    assert db.session.scalars(select(Transfer)).all() == []
    assert db.session.scalars(select(Registration.name)).all() == [""]


def test_take_over_page_takes_the_place_only_by_its_button(giver, client):
    token = passing.offer(giver, **BOLAT, now=NOW).token
    giver.event.starts_at = giver.event.starts_at.replace(year=2036)
    giver.event.ends_at = giver.event.ends_at.replace(year=2036)
    transfer = db.session.scalars(select(Transfer)).one()
    transfer.until = giver.event.starts_at
    db.session.commit()

    page = client.get(f"/t/{token}")
    assert page.status_code == 200
    assert "Ainura Bekova" in page.text
    assert db.session.scalars(select(Registration)).one().is_confirmed

    answer = client.post(f"/t/{token}", data={"say": "yes"})
    assert answer.location.startswith("/r/")
    assert client.get(f"/t/{token}").status_code == 410


@pytest.mark.parametrize(
    "change", [{"state": State.CANCELLED}, {"starts_at": NOW - timedelta(minutes=1)}]
)
def test_nobody_takes_over_a_place_where_nothing_takes_place(giver, change):
    transfer = passing.offer(giver, **BOLAT, now=NOW)
    for name, value in change.items():
        setattr(giver.event, name, value)

    with pytest.raises(OfferGone):
        passing.accept(transfer, now=NOW)
    assert passing.find_by_token(transfer.token, NOW) is None
    assert giver.is_confirmed
