"""Badges printed and handed out: noted in bulk, filtered, counted, undone."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventsapp.accreditation.kinds import Status, Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.marks.models import Mark
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.accreditation.test_security import upcoming
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_applicant, make_intake, make_user
from tests.signing_in import sign_in
from tests.together import together


@pytest.fixture
def event(desk):
    return make_intake(upcoming(organisation=desk.organisation)).event


@pytest.fixture
def people(event):
    return [
        make_applicant(event, status=Status.ACCEPTED, name=name) for name in ("Ada King", "Ben Ray")
    ]


def note(desk, step, *people, view="accepted"):
    chosen = [f"{each.id}.{each.version}" for each in people]
    address = f"/desk/e/{people[0].event_id}/press/badges/{step}?view={view}"
    return desk.post(address, data={"chosen": chosen}, follow_redirects=True).text


def steps(person):
    wanted = select(Mark.step).where(Mark.applicant_id == person.id)
    return set(db.session.scalars(wanted))


def test_printed_badges_are_noted_once_and_counted(desk, people):
    page = note(desk, "printed", *people)
    again = note(desk, "printed", *people)

    assert "Noted for 2 people." in page
    assert "Badge printed: 2 of 2" in page
    assert "Noted for 0 people." in again
    assert [steps(each) for each in people] == [{Step.PRINTED}, {Step.PRINTED}]


def test_a_badge_that_is_handed_out_has_been_printed(desk, people):
    ada, ben = people

    page = note(desk, "handed_out", ada)

    assert steps(ada) == {Step.PRINTED, Step.HANDED_OUT}
    assert steps(ben) == set()
    assert "Noted for 1 person." in page
    assert "Badge handed out: 1 of 2" in page


def test_only_accepted_people_get_badges(desk, event):
    waiting = make_applicant(event)

    note(desk, "handed_out", waiting, view="review")

    assert steps(waiting) == set()


def test_queue_is_filtered_by_what_was_done(desk, people):
    ada, _ben = people
    note(desk, "handed_out", ada)
    queue = f"/desk/e/{ada.event_id}/press?view=accepted&marked="

    found = {
        word: [name for name in ("Ada King", "Ben Ray") if name in desk.get(queue + word).text]
        for word in ("handed_out", "no-handed_out", "no-security", "nonsense")
    }

    both = ["Ada King", "Ben Ray"]
    assert found == {
        "handed_out": ["Ada King"],
        "no-handed_out": ["Ben Ray"],
        "no-security": both,
        "nonsense": both,
    }


def test_what_was_noted_is_undone(desk, people):
    ada, ben = people
    note(desk, "handed_out", ada, ben)
    of_ada = db.session.scalars(select(Mark.id).where(Mark.applicant_id == ada.id)).all()
    address = f"/desk/e/{ada.event_id}/press/badges/undo"

    desk.post(address, query_string={"mark": of_ada})
    desk.post(address, query_string={"mark": of_ada})

    assert steps(ada) == set()
    assert steps(ben) == {Step.PRINTED, Step.HANDED_OUT}


def test_word_to_security_and_marks_of_other_events_are_not_undone(desk, people):
    other = make_applicant(make_intake(upcoming()).event, status=Status.ACCEPTED)
    marks.note(people[0].event, Step.SECURITY, by=None, now=NOW)
    marks.note(other.event, Step.PRINTED, by=None, now=NOW)
    db.session.commit()
    ids = db.session.scalars(select(Mark.id)).all()

    desk.post(f"/desk/e/{people[0].event_id}/press/badges/undo", query_string={"mark": ids})

    assert (steps(people[0]), steps(other)) == ({Step.SECURITY}, {Step.PRINTED})


def test_nobody_ticked_says_so(desk, event):
    answer = desk.post(f"/desk/e/{event.id}/press/badges/printed", follow_redirects=True)

    assert "Tick the people first." in answer.text


def test_a_decision_can_be_made_on_a_page_older_than_a_mark(desk, people):
    """Noting a badge is no decision: a colleague's page stays good."""
    ada = people[0]
    version = ada.version

    note(desk, "printed", ada)

    db.session.refresh(ada)
    assert ada.version == version


def test_viewers_see_marks_and_note_none(app, desk, people):
    note(desk, "handed_out", people[0])
    viewer = sign_in(app.test_client(), make_user(people[0].event.organisation, Role.VIEWER))
    queue = viewer.get(f"/desk/e/{people[0].event_id}/press?view=accepted").text

    refused = viewer.post(f"/desk/e/{people[0].event_id}/press/badges/printed")

    assert "Badge handed out" in queue
    assert "Hand out the badge" not in queue
    assert 'name="act"' not in queue
    assert refused.status_code == 403


def test_many_who_hand_out_at_once_note_it_once(app, people):
    number, event_id = people[0].id, people[0].event_id

    def hand_out(_number):
        event = db.session.get(Event, event_id)
        made = marks.note(event, Step.HANDED_OUT, by=None, now=NOW, ids=[number])
        db.session.commit()
        return len(made)

    outcomes = together(app, hand_out)

    assert outcomes == {2: 1, 0: 7}  # printed and handed out, by one of them


def test_database_keeps_each_step_once(app, people):
    twice = [Mark(applicant=people[0], step=Step.PRINTED, made_at=NOW) for _each in range(2)]
    db.session.add_all(twice)

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_marks_cost_one_statement_however_many_people(desk, event, people):
    queue = f"/desk/e/{event.id}/press?view=accepted"
    desk.get(queue)
    with statements() as few:
        desk.get(queue)
    for _each in range(5):
        make_applicant(event, status=Status.ACCEPTED)
    marks.note(event, Step.HANDED_OUT, by=None, now=NOW)
    db.session.commit()
    with statements() as many:
        desk.get(queue)

    assert len(many) == len(few)
