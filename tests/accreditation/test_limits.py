"""Limits of outlets and quotas: accepting beyond them needs a word of its own."""

from datetime import timedelta

import pytest

from eventsapp.accreditation import deciding, queries
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.limits import LimitExceeded
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import make_applicant, make_event, make_intake


def accept(people, now, *, beyond=False):
    versions = {each.id: each.version for each in people}
    verdict = Verdict(Status.ACCEPTED, beyond=beyond)
    return deciding.decide(people[0].event, versions, verdict, by=None, now=now)


def make_press(event, number, **outlet):
    people = [make_applicant(event, outlet="Osh TV") for _each in range(number)]
    for name, value in outlet.items():
        setattr(people[0].application.outlet, name, value)
    db.session.commit()
    return people


@pytest.mark.parametrize(
    ("limits", "outlet", "named"),
    [
        ({"outlet_limit": 1}, {}, "Osh TV"),
        (
            {"quotas": ((OutletKind.TELEVISION, None, 1),), "outlet_limit": None},
            {"kind": OutletKind.TELEVISION},
            "Television",
        ),
        ({"quotas": ((None, "KG", 1),), "outlet_limit": None}, {"country": "KG"}, "Kyrgyzstan"),
    ],
)
def test_accepting_stops_at_a_limit_unless_told_to_go_beyond(app, now, limits, outlet, named):
    event = make_event()
    make_intake(event, **limits)
    people = make_press(event, 2, **outlet)
    accept(people[:1], now)

    with pytest.raises(LimitExceeded) as refused:
        accept(people[1:], now)
    assert named in str(refused.value.message)

    db.session.rollback()
    accept(people[1:], now, beyond=True)
    assert people[1].status is Status.ACCEPTED


def test_accepting_counts_those_who_are_accepted_together(app, now):
    event = make_event()
    make_intake(event, outlet_limit=2)
    people = make_press(event, 3)

    with pytest.raises(LimitExceeded):
        accept(people, now)
    db.session.rollback()
    accept(people[:2], now)


def test_accepting_leaves_a_quota_that_is_full_to_others(app, now):
    event = make_event()
    make_intake(event, quotas=((OutletKind.TELEVISION, None, 0),), outlet_limit=None)
    people = make_press(event, 1, kind=OutletKind.RADIO)

    accept(people, now)

    assert people[0].status is Status.ACCEPTED


def test_accepting_leaves_a_quota_that_was_exceeded_on_purpose_to_others(app, now):
    event = make_event()
    make_intake(event, quotas=((OutletKind.TELEVISION, None, 0),), outlet_limit=None)
    accept(make_press(event, 1, kind=OutletKind.TELEVISION), now, beyond=True)
    writer = make_applicant(event, outlet="Osh Daily")

    accept([writer], now)

    assert writer.status is Status.ACCEPTED


def test_decide_says_which_limit_and_offers_to_go_beyond(desk):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    event = make_event(organisation=desk.organisation, starts=starts)
    make_intake(event, outlet_limit=1)
    people = make_press(event, 2)
    data = {"chosen": [f"{each.id}.{each.version}" for each in people], "act": "accepted"}
    address = f"/desk/e/{event.id}/press/decide"

    page = desk.post(address, data=data)
    assert page.status_code == 409
    assert "That is more than the limits allow: Osh TV." in page.text
    assert 'name="beyond"' in page.text

    desk.post(address, data=data | {"beyond": "1"})
    db.session.expire_all()
    assert {each.status for each in people} == {Status.ACCEPTED}


def test_index_asks_as_often_for_many_applications_as_for_one(desk):
    event = make_event(organisation=desk.organisation)
    make_intake(event, quotas=((OutletKind.TELEVISION, None, 4),))
    counts = []
    for number in (2, 40):
        for each in range(number):
            make_applicant(event, outlet=f"Outlet {number} {each}")
        with statements() as seen:
            desk.get(f"/desk/e/{event.id}/press")
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert queries.find_intake(event).outlet_limit == 2
