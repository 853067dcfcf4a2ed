import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.questions.models import Kind
from eventsapp.registration import filling
from eventsapp.registration.models import Registration
from tests.conftest import NOW
from tests.factories import make_question


@pytest.fixture
def path(event):
    """Where the registrations of the event are; it has two places."""
    return f"/events/{event['id']}/registrations"


@pytest.fixture
def ada(event):
    return {
        "name": "Ada Lovelace",
        "email": "Ada@Example.org",
        "category_id": event["categories"][0]["id"],
        "language": "ky",
        "phone": "0555 123 456",
    }


def test_create_gives_a_place(program, path, ada):
    answer = program.send(path, ada)

    stored = db.session.get(Registration, answer.json["id"])
    assert (answer.status_code, answer.json["status"]) == (201, "confirmed")
    assert answer.json["code"] == stored.code
    assert (stored.email, stored.language) == ("ada@example.org", "ky")
    assert stored.phone_e164 == "+996555123456"


def test_create_counts_those_who_come_along(program, path, ada):
    answer = program.send(path, ada | {"companions": ["Annabella", "Byron"]})

    assert (answer.status_code, answer.json["code"]) == (409, "event_full")


def test_create_the_same_address_twice_is_one_place(program, path, ada):
    assert program.send(path, ada).json["id"] == program.send(path, ada).json["id"]


def test_index_lists_and_filters(program, path, ada):
    first = program.send(path, ada | {"companions": ["Annabella"]}).json

    shown = program.read(path).json["items"]

    assert [(each["name"], each["lead_id"]) for each in shown] == [
        ("Ada Lovelace", None),
        ("Annabella", first["id"]),
    ]
    assert program.read(f"{path}?status=cancelled").json["items"] == []
    assert program.read(f"{path}?status=asleep").status_code == 422


def test_show_reads_one_at_the_address_that_its_making_names(program, path, ada):
    made = program.send(path, ada)

    shown = program.get(made.headers["Location"])

    assert shown.json == made.json


def test_registrations_of_an_event_in_the_trash_are_not_found(program, path, ada, event):
    number = program.send(path, ada).json["id"]
    db.session.get(Event, event["id"]).trashed_at = NOW
    db.session.commit()

    assert program.read(f"/registrations/{number}").status_code == 404
    assert program.send(f"/registrations/{number}/cancellation").status_code == 404


def test_cancel_frees_the_place_and_twice_is_harmless(program, path, ada):
    number = program.send(path, ada).json["id"]

    answers = [program.send(f"/registrations/{number}/cancellation") for _ in range(2)]

    assert [answer.json["status"] for answer in answers] == ["cancelled"] * 2
    assert db.session.get(Registration, number).cancelled_by_organiser


@pytest.fixture
def questions(event):
    """A required line, and one of two answers."""
    own = db.session.get(Event, event["id"])
    meals = [("", Texts(en="Fish")), ("", Texts(en="Meat"))]
    return make_question(own, is_required=True), make_question(own, kind=Kind.ONE, options=meals)


def test_index_questions_lists_what_the_form_asks(program, event, questions):
    school, meal = program.read(f"/events/{event['id']}/questions").json

    assert (school["id"], school["labels"], school["is_required"]) == (
        questions[0].id, {"en": "School"}, True,
    )  # fmt: skip
    assert [each["labels"]["en"] for each in meal["options"]] == ["Fish", "Meat"]


def test_create_keeps_answers_by_the_number_of_their_question(program, path, ada, questions):
    school, meal = questions

    made = program.send(path, ada | {"answers": {str(school.id): 5, str(meal.id): ["Meat"]}})

    values = filling.values_of(db.session.get(Registration, made.json["id"]))
    assert values == {school.id: "5", meal.id: meal.wording.keys[1]}


@pytest.mark.parametrize("answers", [None, {}])
def test_create_names_the_questions_that_lack_an_answer(program, path, ada, questions, answers):
    body = ada if answers is None else ada | {"answers": answers}

    answer = program.send(path, body)

    assert answer.status_code == 422
    assert answer.json["errors"]["json"]["answers"] == {str(questions[0].id): ["Answer “School”."]}
    assert db.session.query(Registration).count() == 0


def test_create_refuses_answers_that_do_not_fit_or_are_not_asked(program, path, ada, questions):
    wrong = {str(questions[1].id): "Stones", "999999": "x"}

    answer = program.send(path, ada | {"answers": wrong})

    assert answer.json["errors"]["json"]["answers"].keys() == wrong.keys()
