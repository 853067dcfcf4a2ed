"""Badges of journalists at the door: shown, handed out by one button, also told late."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.marks.models import Mark
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.queries import find_intake
from eventsapp.checkin import roster
from eventsapp.checkin.models import Act, Kind, Verdict
from eventsapp.checkin.services import take
from eventsapp.extensions import db
from tests.checkin.doors import entry, make_door, opened
from tests.counting import statements
from tests.factories import make_applicant, make_intake, make_registration


@pytest.fixture
def door(app):
    return make_door(make_intake().event)


def journalist(door, **more):
    """Somebody accepted, in the places of the press."""
    person = make_registration(door.event, category=find_intake(door.event).category, **more)
    make_applicant(door.event, registration=person, status=Standing.ACCEPTED)
    return person


def steps():
    return sorted(db.session.scalars(select(Mark.step)))


def badge(person):
    return entry(person, kind=Kind.BADGE)


def listed(door, now):
    return {each["id"]: each["badge"] for each in roster.make(door, now)["people"]}


def test_list_of_a_device_says_whose_badge_is_due_lies_ready_was_given(door, now):
    due, ready, given = (journalist(door) for _each in range(3))
    reader = make_registration(door.event)
    for step, person in ((Step.PRINTED, ready), (Step.HANDED_OUT, given)):
        of_person = select(Applicant.id).where(Applicant.registration_id == person.id)
        marks.note(door.event, step, by=None, now=now, ids=db.session.scalars(of_person).all())

    assert listed(door, now) == {
        due.id: "due", ready.id: "printed", given.id: "given", reader.id: None
    }  # fmt: skip


def test_act_of_a_device_is_noted_and_told_twice_counts_once(door, now):
    person = journalist(door)
    deed = badge(person)

    first, again = (take(door.event, deed, door=door, now=now) for _each in range(2))
    other = take(door.event, badge(person), door=door, now=now)

    assert first is again
    assert first.verdict is other.verdict is Verdict.BADGE_GIVEN
    assert steps() == [Step.HANDED_OUT, Step.PRINTED]
    assert listed(door, now) == {person.id: "given"}


@pytest.mark.parametrize("was_printed", [True, False])
def test_badge_noted_by_mistake_is_taken_back_as_it_was_before(door, now, was_printed):
    person = journalist(door)
    if was_printed:
        marks.note(door.event, Step.PRINTED, by=None, now=now - timedelta(hours=1))
    take(door.event, badge(person), door=door, now=now)

    acts = [
        take(door.event, entry(person, kind=Kind.BADGE_BACK), door=door, now=now) for _ in range(2)
    ]

    assert [act.verdict for act in acts] == [Verdict.BADGE_BACK] * 2
    assert steps() == [Step.PRINTED] * was_printed
    assert listed(door, now) == {person.id: "printed" if was_printed else "due"}


@pytest.mark.parametrize("kind", [Kind.BADGE, Kind.BADGE_BACK])
@pytest.mark.parametrize("standing", [None, Standing.REVOKED])
def test_act_about_who_is_to_have_no_badge_notes_nothing(door, now, standing, kind):
    person = make_registration(door.event)
    if standing:
        make_applicant(door.event, registration=person, status=standing)

    act = take(door.event, entry(person, kind=kind), door=door, now=now)

    assert act.verdict is Verdict.NOT_APPROVED
    assert steps() == []


def test_answer_of_an_entry_says_how_it_is_with_the_badge(app, door, now):
    person, telephone = journalist(door), opened(app, door)
    acts = [
        {"id": str(uuid.uuid4()), "kind": kind, "at": now.isoformat(), "person": person.id}
        for kind in ("entry", "badge")
    ]

    told = telephone.post(
        f"/door/{door.code}/acts", json={"device": str(uuid.uuid4()), "acts": acts}
    ).json["acts"]

    assert [each["verdict"] for each in told] == ["admitted", "badge_given"]
    assert [each["person"]["badge"] for each in told] == ["due", "given"]


def test_page_without_a_script_hands_out_by_one_button(app, door):
    person, telephone = journalist(door), opened(app, door)
    page = f"/door/{door.code}/people/{person.id}"
    key = str(uuid.uuid4())

    let_in = telephone.post(f"{page}/entry", data={"key": key}).text
    handed = telephone.post(f"{page}/badge", data={"key": str(uuid.uuid4())}).text

    assert "Hand out the badge" in let_in
    assert "Badge handed out" in handed
    assert "Hand out the badge" not in handed
    assert len(db.session.scalars(select(Act)).all()) == 2
    assert steps() == [Step.HANDED_OUT, Step.PRINTED]

    back = telephone.post(f"{page}/badge_back", data={"key": str(uuid.uuid4())}).text

    assert "Badge not handed out" in back
    assert "Hand out the badge" in back
    assert steps() == []


def test_reader_gets_no_badge_of_the_press(app, door):
    person, telephone = make_registration(door.event), opened(app, door)

    page = telephone.post(
        f"/door/{door.code}/people/{person.id}/entry", data={"key": str(uuid.uuid4())}
    ).text

    assert "Hand out the badge" not in page


def test_list_asks_as_often_for_many_badges_as_for_one(door, now):
    journalist(door)
    with statements() as one:
        roster.make(door, now)
    for _each in range(3):
        journalist(door)
    with statements() as many:
        roster.make(door, now)

    assert len(many) == len(one)
