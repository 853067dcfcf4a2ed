"""Answers out of tables and programs: read as a form would store them, or refused."""

import pytest

from eventsapp.core.texts import Texts
from eventsapp.questions import reading
from eventsapp.questions.models import YES, Kind
from tests.factories import make_event, make_question

MEALS = [("", Texts(en="Fish, fried", ru="Рыба")), ("", Texts(en="Meat")), ("", Texts(en="Rice"))]


def told(kind, text, **fields):
    question = make_question(kind=kind, **fields)
    try:
        return reading.read(question, text)
    except reading.Unfit:
        return None


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (Kind.LINE, "  School\u202e 5 ", "School 5"),
        (Kind.LINE, "x" * 301, None),
        (Kind.TEXT, "One\r\ntwo", "One\ntwo"),
        (Kind.NUMBER, "1 200", "1200"),
        (Kind.NUMBER, "many", None),
        (Kind.NUMBER, "9" * 30, None),
        (Kind.YES_NO, "ДА", "yes"),
        (Kind.YES_NO, "True", "yes"),
        (Kind.YES_NO, "жок", "no"),
        (Kind.YES_NO, "perhaps", None),
        (Kind.DATE, "4.12.2026", "2026-12-04"),
        (Kind.DATE, "2026-12-04 00:00:00", "2026-12-04"),
        (Kind.DATE, "31.02.2026", None),
        (Kind.DATE, "2026-02-30", None),
        (Kind.TIME, "9:05", "09:05"),
        (Kind.TIME, "25:00", None),
        (Kind.COUNTRY, "Кыргызстан", "KG"),
        (Kind.COUNTRY, "Türkiye", "TR"),
        (Kind.COUNTRY, "kz", "KZ"),
        (Kind.COUNTRY, "Atlantis", None),
        (Kind.PHONE, "90-00-11", "90-00-11"),
        (Kind.PHONE, "none", None),
        (Kind.EMAIL, "Ada@Example.org", "ada@example.org"),
        (Kind.EMAIL, "ada@", None),
        (Kind.FILE, "letter.pdf", None),
        (Kind.NUMBER, "  ", ""),
    ],
)
def test_read_stores_what_a_form_would(app, kind, text, stored):
    assert told(kind, text) == stored


def test_read_knows_options_by_label_in_any_language_and_by_key(app):
    meal = make_question(kind=Kind.ONE, options=MEALS)
    fish, meat, _rice = meal.wording.keys

    assert [reading.read(meal, said) for said in ("рыба", "FISH, FRIED", meat)] == [
        fish,
        fish,
        meat,
    ]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("Meat, rice", [1, 2]), ("Fish, fried", [0]), ("Fish, fried; Rice", [0, 2])],
)
def test_read_parts_several_answers(app, text, chosen):
    meals = make_question(kind=Kind.MANY, options=MEALS)

    assert reading.read(meals, text).split() == [meals.wording.keys[number] for number in chosen]


def test_given_leaves_out_what_is_not_asked(app):
    event = make_event()
    comes = make_question(event, kind=Kind.YES_NO, label="By bus")
    stop = make_question(event, label="Stop", condition=(comes.id, YES))
    asked = [comes, stop]

    told_no = reading.given(asked, 0, {comes.id: "no", stop.id: "Bazaar"})
    told_yes = reading.given(asked, 0, {comes.id: "yes", stop.id: "Bazaar"})

    assert {each.question_id: each.value for each in told_no} == {comes.id: "no"}
    assert {each.question_id: each.value for each in told_yes} == {
        comes.id: "yes",
        stop.id: "Bazaar",
    }


def test_missing_names_what_is_required_and_lacks_an_answer(app):
    event = make_event()
    school = make_question(event, is_required=True)
    consent = make_question(event, kind=Kind.YES_NO, is_required=True)
    paper = make_question(event, kind=Kind.FILE, is_required=True)
    asked = [school, consent, paper]

    refused = reading.given(asked, 0, {school.id: "no", consent.id: "no"})

    assert reading.missing(asked, 0, ()) == [school, consent]
    assert reading.missing(asked, 0, refused) == [consent]
