"""What is asked at the door: of whom, by a page and by a telephone, and where the answers go."""

import uuid
from datetime import timedelta

import pytest

from eventsapp.checkin import asking, queries
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.questions import services as questions
from eventsapp.questions.models import Asked, Kind
from eventsapp.questions.services import QuestionDetails
from eventsapp.registration import filling
from eventsapp.registration.people import person, table
from tests.checkin.doors import make_door, opened
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_event, make_question, make_registration

MINUTE = timedelta(minutes=1)
AT = NOW - 30 * MINUTE  # the server believes no clock that is ahead


@pytest.fixture
def door(app):
    return make_door()


@pytest.fixture
def telephone(app, door):
    return opened(app, door)


def ask(event, label="Language of the headphones", **more):
    return make_question(event, label=label, asked=Asked.DOOR, **more)


def sent(telephone, door, *acts):
    body = {"device": str(uuid.uuid4()), "acts": list(acts)}
    answer = telephone.post(f"/door/{door.code}/acts", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json["acts"]


def entry(someone, question, value, at=AT, **more):
    name = f"question_{question.id}"
    act = {"id": str(uuid.uuid4()), "kind": "entry", "at": at.isoformat(), "person": someone.id}
    told = {"shown": [[question.id, question.revision]], "answers": [[name, value]]}
    return act | told | more


def told(someone):
    return dict(filling.told(someone))


def test_list_says_whom_to_ask(door, telephone):
    press = make_category(door.event, position=1)
    ask(door.event, categories=[press.id])
    guest = make_registration(door.event, name="Guest", category=make_category(door.event))
    reporter = make_registration(door.event, name="Reporter", category=press)

    lines = telephone.get(f"/door/{door.code}/list.json").json["people"]

    asks = {each["name"]: each["asks"] for each in lines}
    assert asks == {guest.name: False, reporter.name: True}


def test_list_with_questions_costs_the_same_for_many_people(door, telephone):
    question = ask(door.event)
    sent(telephone, door, entry(make_registration(door.event), question, "Kyrgyz"))
    with statements() as one:
        telephone.get(f"/door/{door.code}/list.json")
    for _ in range(3):
        sent(telephone, door, entry(make_registration(door.event), question, "Kyrgyz"))
    with statements() as four:
        telephone.get(f"/door/{door.code}/list.json")

    assert len(one) == len(four)


def test_of_person_asks_nobody_twice(door, telephone):
    question = ask(door.event)
    answered, silent = make_registration(door.event), make_registration(door.event)
    before = [bool(asking.of_person(each)) for each in (answered, silent)]

    sent(telephone, door, entry(answered, question, "Kyrgyz"), entry(silent, question, ""))

    assert before == [True, True]
    assert [bool(asking.of_person(each)) for each in (answered, silent)] == [False, False]


def test_answers_are_kept_with_door_and_hour_and_stand_in_the_table(door, telephone):
    question, someone = ask(door.event), make_registration(door.event)

    (act,) = sent(telephone, door, entry(someone, question, "Kyrgyz"))

    kept = filling.answers_of([someone])[someone.id][question.id]
    assert act["verdict"] == "admitted"
    assert (kept.value, kept.given_at, kept.given_by) == ("Kyrgyz", AT, "Main entrance")
    columns = [each for each in table.columns(door.event) if each.label == question.labels["en"]]
    assert table.cells(columns, [someone], "en")[someone.id][columns[0].key] == "Kyrgyz"
    assert "Answers noted: Main entrance" in [each.words for each in person.history(someone)]


def test_answers_sent_again_do_no_harm(door, telephone):
    question, someone = ask(door.event), make_registration(door.event)
    act = entry(
        someone,
        question,
        "Kyrgyz",
        answers=[[f"question_{question.id}", "Kyrgyz"], ["why", "In haste"]],
    )

    sent(telephone, door, act)
    sent(telephone, door, act)

    assert told(someone) == {"Language of the headphones": "Kyrgyz"}
    assert [each.text for each in person.notes(someone)] == ["Main entrance: In haste"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_was_told_later_stands_whichever_comes_first(door, telephone, order):
    question, someone = ask(door.event), make_registration(door.event)
    acts = [
        entry(someone, question, "Kazakh", at=AT - 5 * MINUTE),
        entry(someone, question, "Kyrgyz", at=AT - MINUTE),
    ]

    for number in order:
        sent(telephone, door, acts[number])

    assert told(someone) == {"Language of the headphones": "Kyrgyz"}


def test_answers_keep_the_words_they_were_given_to(door, telephone):
    question, someone = ask(door.event), make_registration(door.event)
    offline = entry(someone, question, "Kyrgyz")
    other = QuestionDetails(kind=Kind.LINE, labels=Texts(en="Seat"), asked=Asked.DOOR)
    questions.change(question, other, version=question.version)
    questions.remove(question, now=AT)
    db.session.commit()

    sent(telephone, door, offline)

    assert told(someone) == {"Language of the headphones": "Kyrgyz"}


def test_what_does_not_fit_any_more_becomes_a_note(door, telephone):
    options = [("", Texts(en="Kazakh")), ("", Texts(en="Kyrgyz"))]
    question = ask(door.event, kind=Kind.ONE, options=options)
    someone = make_registration(door.event)

    (act,) = sent(telephone, door, entry(someone, question, "gone"))

    assert act["verdict"] == "admitted"
    assert told(someone) == {}
    (note,) = person.notes(someone)
    assert note.text == "Main entrance: Language of the headphones: gone"


def test_questions_that_were_not_shown_are_not_answered(door, telephone):
    ask(door.event, label="Needs a lift", kind=Kind.YES_NO)
    question, someone = ask(door.event), make_registration(door.event)

    sent(telephone, door, entry(someone, question, "Kyrgyz"))

    assert told(someone) == {"Language of the headphones": "Kyrgyz"}


@pytest.mark.parametrize(
    "shown", [5, [5], [["a", 1]], None], ids=["number", "flat", "word", "none"]
)
def test_answers_that_cannot_be_read_are_refused(door, telephone, shown):
    someone = make_registration(door.event)
    act = entry(someone, ask(door.event), "Kyrgyz", shown=shown)

    answer = telephone.post(
        f"/door/{door.code}/acts", json={"device": str(uuid.uuid4()), "acts": [act]}
    )

    assert answer.status_code == 422
    assert queries.latest(door.event) == []


def test_page_without_scripts_asks_before_it_lets_in(door, telephone):
    question = ask(door.event, is_required=True)
    someone = make_registration(door.event)
    address, key = f"/door/{door.code}/people/{someone.id}", {"key": str(uuid.uuid4())}
    category = {"category_id": someone.category_id}

    asked = telephone.post(f"{address}/entry", data=key)
    empty = telephone.post(f"{address}/answers/entry", data=key | category)
    full = telephone.post(
        f"{address}/answers/entry", data=key | category | {f"question_{question.id}": "Kyrgyz"}
    )

    assert "Language of the headphones" in asked.text
    assert (empty.status_code, "Answer this question." in empty.text) == (422, True)
    assert "Checked in" in full.text
    assert told(someone) == {"Language of the headphones": "Kyrgyz"}


def test_code_typed_without_scripts_asks_too(door, telephone):
    ask(door.event)
    someone = make_registration(door.event)

    page = telephone.post(
        f"/door/{door.code}/enter", data={"key": str(uuid.uuid4()), "code": someone.code}
    ).text

    assert "Language of the headphones" in page
    assert queries.person(someone).inside_since is None


def test_reason_lets_in_without_the_answer(door, telephone):
    ask(door.event, is_required=True)
    someone = make_registration(door.event)
    reason = {"category_id": someone.category_id, "why": "Speaks to nobody"}

    page = telephone.post(
        f"/door/{door.code}/people/{someone.id}/answers/entry",
        data={"key": str(uuid.uuid4())} | reason,
    ).text

    assert "Checked in" in page
    assert [each.text for each in person.notes(someone)] == ["Main entrance: Speaks to nobody"]


def test_walk_in_is_asked_in_the_same_form(door, telephone):
    category = make_category(door.event)
    question = ask(door.event, is_required=True)
    answers = {"name": "Ada Bekova", "category_id": category.id, "key": str(uuid.uuid4())}

    empty = telephone.post(f"/door/{door.code}/walkin", data=answers)
    telephone.post(
        f"/door/{door.code}/walkin", data=answers | {f"question_{question.id}": "Kyrgyz"}
    )

    assert empty.status_code == 422
    (found,) = queries.find(door.event, "bekova")
    assert told(found.registration) == {"Language of the headphones": "Kyrgyz"}


def test_door_asks_no_files(app):
    event = make_event()
    make_question(event, kind=Kind.PHOTO, asked=Asked.DOOR)

    assert asking.unanswered(event, [make_registration(event)]) == set()
