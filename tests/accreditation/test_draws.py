"""Choosing by ordered criteria and by lot: fair, within the limits, with a record to check."""

import hashlib
from datetime import timedelta

import pytest

from eventsapp.accreditation import checks
from eventsapp.accreditation.draws import services as draws
from eventsapp.accreditation.draws.models import Criterion, Draw
from eventsapp.accreditation.kinds import Attendance, Status
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from tests.factories import STARTS, make_applicant, make_card, make_event, make_intake

SEED = "0" * 32


def ranked(event, criteria, seed=SEED):
    people = draws.waiting(event)
    return draws.rank(people, criteria, checks.gather(people), seed)


def test_rank_follows_the_lot_that_anybody_can_compute(app):
    event = make_event()
    numbers = [make_applicant(event, outlet=f"Outlet {each}").id for each in range(8)]

    order = [each.id for each in ranked(event, [])]

    assert order == sorted(
        numbers, key=lambda one: hashlib.sha256(f"{SEED}:{one}".encode()).hexdigest()
    )
    assert order != [each.id for each in ranked(event, [], seed="1" * 32)]


def test_rank_puts_the_stronger_criterion_first(app):
    event = make_event()
    late_holder = make_applicant(event, outlet="A", is_late=True, email="a@example.org")
    make_card(event.organisation, email="a@example.org")
    in_time = make_applicant(event, outlet="B")

    assert ranked(event, [Criterion.IN_TIME, Criterion.CARD]) == [in_time, late_holder]
    assert ranked(event, [Criterion.CARD, Criterion.IN_TIME]) == [late_holder, in_time]


def test_rank_gives_each_outlet_one_before_a_second(app):
    event = make_event()
    for outlet in ("A", "A", "A", "B"):
        make_applicant(event, outlet=outlet)

    order = [each.outlet_name for each in ranked(event, [Criterion.EACH_OUTLET])]

    assert sorted(order[:2]) == ["A", "B"]


def test_rank_puts_those_accredited_before_first(app):
    event = make_event()
    earlier = make_event(organisation=event.organisation, starts=STARTS - timedelta(days=60))
    for each in range(6):
        make_applicant(event, outlet=f"Outlet {each}")
    known = ranked(event, [])[-1]
    make_applicant(earlier, email=known.email, status=Status.ACCEPTED)

    assert ranked(event, [Criterion.KNOWN])[0] is known


def test_rank_holds_nobody_without_an_outlet_back_for_another(app):
    event = make_event()
    for outlet in ("", "", "A", "A"):
        make_applicant(event, outlet=outlet)

    order = [each.outlet_name for each in ranked(event, [Criterion.EACH_OUTLET])]

    assert sorted(order[:3]) == ["", "", "A"]


def test_draw_accepts_the_first_within_limits_and_lets_the_rest_wait(app, now):
    event = make_event()
    make_intake(event, places=3, outlet_limit=1)
    for outlet in ("A", "A", "A", "B", ""):
        make_applicant(event, outlet=outlet)
    remote = make_applicant(event, attendance=Attendance.REMOTE)

    decisions = draws.draw(event, [], places=3, by=None, now=now, seed=SEED)
    db.session.commit()

    accepted = [each.applicant for each in decisions if each.status is Status.ACCEPTED]
    assert sorted(each.outlet_name for each in accepted) == ["", "A", "B"]
    assert len(decisions) == 5
    assert remote.status is Status.SUBMITTED
    [record] = db.session.query(Draw)
    assert sum(is_in for _number, is_in in record.ranking) == 3
    assert (record.seed, record.places) == (SEED, 3)


def test_draw_refuses_where_nobody_waits_or_places_lack(app, now):
    event = make_event()
    make_intake(event, places=1)
    with pytest.raises(draws.NobodyWaits):
        draws.draw(event, [], places=1, by=None, now=now)
    for outlet in ("A", "B"):
        make_applicant(event, outlet=outlet)
    with pytest.raises(draws.deciding.PlacesExceeded):
        draws.draw(event, [], places=2, by=None, now=now)


def test_index_draws_shows_the_record_and_undoes(desk):
    event = make_event(organisation=desk.organisation)
    make_intake(event, places=1)
    people = [make_applicant(event, outlet=outlet) for outlet in ("A", "<b>B</b>")]
    address = f"/desk/e/{event.id}/press/draw"
    assert "2 applications for the room wait" in desk.get(address).text

    answer = desk.post(address, data={"places": "1", "first": "in_time"})
    assert answer.status_code == 302
    page = desk.get(address).text
    assert "Those who applied in time; the lot" in page
    assert "&lt;b&gt;B" in page
    assert db.session.query(Draw).one().seed in page
    assert sorted(each.status for each in people) == ["accepted", "waitlisted"]

    board = desk.get(answer.location)
    undo = board.text.split("/press/undo?")[1].split('"')[0].replace("&amp;", "&")
    desk.post(f"/desk/e/{event.id}/press/undo?{undo}")
    db.session.expire_all()
    assert {each.status for each in people} == {Status.SUBMITTED}
    assert {each.state for each in db.session.query(Message)} == {State.WITHDRAWN}


@pytest.mark.parametrize(
    "sent",
    [
        {"places": ""},
        {"places": "0"},
        {"places": "many"},
        {"places": "9", "first": "x"},
        {"places": "2"},
    ],
)
def test_index_refuses_what_cannot_be(desk, sent):
    event = make_event(organisation=desk.organisation)
    make_intake(event, places=1)
    for outlet in ("A", "B"):
        make_applicant(event, outlet=outlet)

    assert desk.post(f"/desk/e/{event.id}/press/draw", data=sent).status_code == 422
    assert db.session.query(Draw).count() == 0
