"""The queue over all events: who is in it, the filter, decisions about people of several events."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from tests.counting import statements
from tests.factories import make_applicant, make_event, make_intake

QUEUE = "/desk/press/queue"


@pytest.fixture
def make_open(desk):
    """An event in so many days that takes the press."""

    def make(title, days=30, places=30, **overrides):
        starts = (utcnow() + timedelta(days=days)).replace(tzinfo=None, microsecond=0)
        event = make_event(
            organisation=desk.organisation, starts=starts, titles=Texts(en=title), **overrides
        )
        make_intake(event, places=places)
        return event

    return make


def key(applicant):
    return f"{applicant.id}.{applicant.version}"


def test_index_shows_who_waits_at_every_coming_event(desk, make_open):
    make_applicant(make_open("Budget briefing"), name="Ada King")
    make_applicant(make_open("School opening"), name="Ben Oz")
    make_applicant(make_open("Last year", days=-30), name="Cem Past")
    make_applicant(make_open("Called off", state=State.CANCELLED), name="Dana Off")
    make_applicant(name="Eve Elsewhere")

    page = desk.get(QUEUE).text

    assert "Ada King" in page
    assert "Ben Oz" in page
    assert "Budget briefing" in page
    assert "School opening" in page
    assert "Cem Past" not in page
    assert "Dana Off" not in page
    assert "Eve Elsewhere" not in page


def test_index_leaves_one_event_with_its_places(desk, make_open):
    budget = make_open("Budget briefing")
    make_applicant(budget, name="Ada King")
    make_applicant(make_open("School opening"), name="Ben Oz")

    page = desk.get(QUEUE, query_string={"event_id": budget.id}).text

    assert "Ada King" in page
    assert "Ben Oz" not in page
    assert "30 places" in page


def test_index_counts_the_limit_of_an_outlet_event_by_event(desk, make_open):
    budget, school = make_open("Budget briefing"), make_open("School opening")
    for _each in range(2):
        make_applicant(budget, status=Status.ACCEPTED)
    make_applicant(budget)
    make_applicant(school)

    over = [desk.get(QUEUE, query_string={"event_id": each.id}).text for each in (budget, school)]

    assert ["Over limit of 2" in page for page in over] == [True, False]


def test_index_costs_the_same_for_more_events(desk, make_open):
    make_applicant(make_open("Budget briefing"))
    desk.get(QUEUE)
    with statements() as few:
        desk.get(QUEUE)
    for number in range(4):
        make_applicant(make_open(f"Briefing {number}"), outlet=f"Agency {number}")

    with statements() as more:
        desk.get(QUEUE)

    assert len(more) <= len(few)


def test_decide_accepts_people_of_several_events_at_once(desk, make_open):
    people = [make_applicant(make_open(title)) for title in ("Budget briefing", "School opening")]

    answer = desk.post(
        f"{QUEUE}/decide", data={"chosen": [key(each) for each in people], "act": "accepted"}
    )

    assert answer.status_code == 302
    assert answer.location.startswith(QUEUE)
    assert {each.status for each in db.session.scalars(select(Applicant))} == {Status.ACCEPTED}
    subjects = set(db.session.scalars(select(Message.subject)))
    assert len(subjects) == 2


def test_decide_decides_nothing_where_one_event_is_full(desk, make_open):
    school = make_open("School opening", places=1)
    people = [make_applicant(make_open("Budget briefing")), make_applicant(school)]
    desk.post(f"{QUEUE}/decide", data={"chosen": key(make_applicant(school)), "act": "accepted"})

    answer = desk.post(
        f"{QUEUE}/decide", data={"chosen": [key(each) for each in people], "act": "accepted"}
    )

    assert answer.status_code == 409
    assert "not enough places" in answer.text
    assert {db.session.get(Applicant, each.id).status for each in people} == {Status.SUBMITTED}


def test_decide_asks_for_a_reason_once_for_all(desk, make_open):
    people = [make_applicant(make_open(title)) for title in ("Budget briefing", "School opening")]
    chosen = [key(each) for each in people]

    asked = desk.post(f"{QUEUE}/decide", data={"chosen": chosen, "act": "declined"})
    desk.post(
        f"{QUEUE}/decide",
        data={"chosen": chosen, "act": "declined", "asked": "1", "reason": "full"},
    )

    assert "several events" in asked.text
    assert "words-en" not in asked.text
    assert {each.status for each in db.session.scalars(select(Applicant))} == {Status.DECLINED}


def test_decide_offers_the_words_of_the_answer_where_it_is_about_one_event(desk, make_open):
    applicant = make_applicant(make_open("Budget briefing"))

    page = desk.post(f"{QUEUE}/decide", data={"chosen": key(applicant), "edit": "accepted"}).text

    assert "words-en" in page
    assert "Budget briefing" in page


def test_undo_takes_back_decisions_of_several_events(desk, make_open):
    people = [make_applicant(make_open(title)) for title in ("Budget briefing", "School opening")]
    desk.post(
        f"{QUEUE}/decide", data={"chosen": [key(each) for each in people], "act": "waitlisted"}
    )

    page = desk.get(QUEUE).text
    ids = [each.decisions[0].id for each in db.session.scalars(select(Applicant))]
    desk.post(f"{QUEUE}/undo", query_string={"decision": ids})

    assert "2 answers have not left yet." in page
    assert {each.status for each in db.session.scalars(select(Applicant))} == {Status.SUBMITTED}


def test_decide_about_people_of_another_organisation_changes_nothing(desk):
    applicant = make_applicant()

    answer = desk.post(f"{QUEUE}/decide", data={"chosen": key(applicant), "act": "accepted"})

    assert answer.status_code == 409
    assert db.session.get(Applicant, applicant.id).status is Status.SUBMITTED


def test_index_of_an_event_of_another_organisation_is_not_found(desk):
    event = make_intake().event

    assert desk.get(QUEUE, query_string={"event_id": event.id}).status_code == 404


def test_today_leads_to_the_queue_at_the_event(desk, make_open):
    event = make_open("Budget briefing")
    make_applicant(event)

    assert f'href="{QUEUE}?event_id={event.id}"' in desk.get("/desk").text
