"""The answer while it is decided: its beginning in each language, the letter it makes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation import deciding, retention
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Decision
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.registration.models import Registration
from tests.accreditation.test_deciding import decide, undo
from tests.conftest import NOW
from tests.factories import make_applicant, make_intake, make_user
from tests.signing_in import sign_in

OWN = {"en": "Welcome back.", "ky": "Кош келиңиз."}


@pytest.fixture
def intake(app):
    return make_intake(outlet_limit=None)


@pytest.fixture
def desk(client, intake):
    return sign_in(client, make_user(intake.event.organisation))


def letters(state=State.QUEUED):
    return db.session.scalars(
        select(Message).where(Message.state == state).order_by(Message.id)
    ).all()


def post(desk, people, **fields):
    chosen = [f"{each.id}.{each.version}" for each in people]
    address = f"/desk/e/{people[0].event_id}/press/decide"
    return desk.post(address, data={"chosen": chosen} | fields)


def test_own_words_stand_in_the_letter_of_their_language(intake):
    people = [make_applicant(intake.event, language=language) for language in ("en", "ky", "ru")]

    deciding.decide(
        intake.event,
        {each.id: each.version for each in people},
        Verdict(Status.ACCEPTED, words=OWN),
        by=None,
        now=NOW,
    )

    english, kyrgyz, russian = letters()
    assert "Welcome back." in english.text
    assert "Welcome back." in english.html
    assert "You are accredited for" not in english.text
    assert "Кош келиңиз." in kyrgyz.text
    assert "аккредит" in russian.text


def test_own_words_are_kept_by_undo_and_by_answers_that_wait(intake):
    deciding.hold_answers(intake, NOW + timedelta(hours=7))
    person = make_applicant(intake.event)
    decide(person, Verdict(Status.WAITLISTED, words={"en": "Please wait."}))

    undo(decide(person, now=NOW + timedelta(seconds=10)), now=NOW + timedelta(seconds=20))

    letter = letters()[0]
    assert "Please wait." in letter.text
    assert letter.due_at == NOW + timedelta(hours=7)


def test_own_words_are_forgotten_with_the_person(intake):
    person = make_applicant(intake.event)
    decide(person, Verdict(Status.ACCEPTED, words=OWN))

    retention.forget(person, NOW)

    assert db.session.scalars(select(Decision.words)).one() == ""


def test_edit_shows_each_language_of_the_chosen_with_its_letter(desk, intake):
    people = [make_applicant(intake.event, language=language) for language in ("en", "ky", "ky")]

    page = post(desk, people, edit="accepted").text

    assert 'name="words-en"' in page
    assert page.count('name="words-ky"') == 1
    assert 'name="words-ru"' not in page
    assert "You are accredited for " in page
    assert "Entry code" in page


def test_edit_keeps_nothing_of_the_rehearsal(desk, intake):
    person = make_applicant(intake.event)

    post(desk, [person], edit="accepted", **{"words-en": "Welcome back."})

    kept = [db.session.query(kind).count() for kind in (Decision, Registration, Message)]
    assert kept == [0, 0, 0]
    assert person.status is Status.SUBMITTED


def test_edit_shows_the_letter_with_what_was_written(desk, intake):
    page = post(
        desk, [make_applicant(intake.event)], edit="accepted", **{"words-en": "Welcome back."}
    ).text

    assert page.count("Welcome back.") == 2  # the field, the letter


def test_decide_with_own_words_sends_them(desk, intake):
    person = make_applicant(intake.event)

    post(desk, [person], act="accepted", asked="1", **{"words-en": "Welcome back."})

    assert "Welcome back." in letters()[0].text
    assert person.decisions[0].words == "Welcome back."


def test_usual_words_are_not_kept_as_own_ones(desk, intake):
    person = make_applicant(intake.event)
    title = intake.event.titles["en"]

    post(
        desk,
        [person],
        act="accepted",
        asked="1",
        **{"words-en": f"You are accredited for {title}."},
    )

    assert person.decisions[0].words == ""


def test_refused_decision_keeps_the_own_words(desk, intake):
    intake.category.capacity = 0
    db.session.commit()

    answer = post(
        desk,
        [make_applicant(intake.event)],
        act="accepted",
        asked="1",
        **{"words-en": "Welcome back."},
    )

    assert answer.status_code == 409
    assert "Welcome back." in answer.text


def test_decline_shows_its_letter_once_there_is_a_reason(desk, intake):
    people = [make_applicant(intake.event)]

    without = post(desk, people, edit="declined").text
    with_one = post(desk, people, edit="declined", asked="1", reason="late").text

    assert "mail-text" not in without
    assert "The application came after the deadline." in with_one
    assert "mail-text" in with_one


def test_queue_shows_how_the_answer_begins(desk, intake):
    make_applicant(intake.event)

    page = desk.get(f"/desk/e/{intake.event_id}/press").text

    assert f"You are accredited for {intake.event.titles['en']}." in page
    assert 'name="edit"' in page
