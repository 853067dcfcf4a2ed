"""The form editor, as an editor uses it."""

from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.questions import queries
from eventsapp.questions.models import Asked, Kind
from tests.factories import make_category, make_event, make_question


def url(event, *parts):
    return "/".join([f"/desk/e/{event.id}/registrations/form", *map(str, parts)])


def own_event(desk, **fields):
    return make_event(organisation=desk.organisation, **fields)


def asked(event):
    db.session.expire_all()
    return queries.of_event(event)


def test_new_adds_a_question_with_answers_in_two_languages(desk):
    event = own_event(desk)

    form = desk.get(url(event, "new?kind=one"))
    answer = desk.post(
        url(event, "new?kind=one"),
        data={
            "labels-en": "How do you come?", "labels-ky": "Кантип келесиз?",
            "options-0-labels-en": "By bus", "options-0-labels-ky": "Автобус менен",
            "options-1-labels-en": "By car", "is_required": "y", "asked": "form",
        },
    )  # fmt: skip

    question = asked(event)[0]
    page = desk.get(answer.location)
    assert "Answers to choose from" in form.text
    assert (question.kind, question.is_required) == (Kind.ONE, True)
    assert question.wording.option(question.wording.keys[0], ["ky"]).text == "Автобус менен"
    assert "How do you come?" in page.text
    assert "One of several answers" in page.text


def test_new_keeps_what_was_typed_when_there_is_nothing_to_choose_from(desk):
    event = own_event(desk)

    answer = desk.post(
        url(event, "new?kind=many"),
        data={"labels-en": "Meals", "options-0-labels-en": "Vegetarian", "asked": "form"},
    )

    assert answer.status_code == 422
    assert "Write at least two answers to choose from." in answer.text
    assert "Vegetarian" in answer.text
    assert asked(event) == []


def test_new_adds_a_row_without_saving(desk):
    event = own_event(desk)

    answer = desk.post(
        url(event, "new?kind=one"),
        data={"labels-en": "How?", "options-0-labels-en": "Bus", "rows": "add:options"},
    )

    assert "options-1-labels-en" in answer.text
    assert "Bus" in answer.text
    assert asked(event) == []


def test_edit_of_what_a_colleague_has_saved_says_so_and_keeps_the_words(desk):
    question = make_question(own_event(desk))
    data = {"labels-en": "Village", "asked": "form", "version": question.version}
    desk.post(url(question.event, question.id), data=data)

    answer = desk.post(url(question.event, question.id), data=data | {"labels-en": "Town"})
    again = answer.text.partition('name="version"')[2]

    assert answer.status_code == 409
    assert "A colleague has changed this question meanwhile." in answer.text
    assert 'value="Town"' in answer.text
    assert f'value="{asked(question.event)[0].version}"' in again
    assert asked(question.event)[0].labels["en"] == "Village"


def test_edit_refuses_a_condition_on_a_question_asked_in_another_place(desk):
    first = make_question(own_event(desk), kind=Kind.YES_NO)

    answer = desk.post(
        url(first.event, "new?kind=line"),
        data={"labels-en": "Plate", "asked": "door", "condition": f"{first.id}:yes"},
    )

    assert answer.status_code == 422
    assert "That question is asked in another place." in answer.text


def test_index_warns_of_more_than_five_questions_on_the_public_page(desk):
    event = own_event(desk)
    for number in range(5):
        make_question(event, label=f"Question {number}")
    make_question(event, label="Seen by the team", asked=Asked.TEAM)
    before = desk.get(url(event))

    make_question(event, label="One more")

    assert "More than five questions" not in before.text
    assert "More than five questions" in desk.get(url(event)).text


def test_move_and_remove_change_the_order_and_the_form(desk):
    event = own_event(desk)
    first, second = make_question(event, label="First"), make_question(event, label="Second")

    desk.post(url(event, second.id, "up"))
    order = [each.id for each in asked(event)]
    asks = desk.get(url(event, first.id, "removal"))
    desk.post(url(event, first.id, "removal"))

    assert order == [second.id, first.id]
    assert "Remove this question?" in asks.text
    assert [each.id for each in asked(event)] == [second.id]


def test_remove_of_one_that_another_hangs_on_says_why_not(desk):
    first = make_question(own_event(desk), kind=Kind.YES_NO)
    make_question(first.event, condition=(first.id, "yes"))

    answer = desk.post(url(first.event, first.id, "removal"), follow_redirects=True)

    assert "Another question is asked only after an answer to this one." in answer.text
    assert len(asked(first.event)) == 2


def test_preview_shows_the_questions_in_the_language_asked_for(desk):
    event = own_event(desk)
    make_question(event, labels=Texts(en="Which school?", ky="Кайсы мектеп?"))
    make_question(event, label="Note of the team", asked=Asked.TEAM)

    page = desk.get(url(event, "preview?text=ky"))

    assert "Кайсы мектеп?" in page.text
    assert "Which school?" not in page.text
    assert "Note of the team" not in page.text


def test_index_names_conditions_categories_and_what_becomes_of_answers(desk):
    event = own_event(desk)
    make_category(event, names=Texts(en="In the hall"))
    online = make_category(event, names=Texts(en="By video"), position=1)
    first = make_question(event, kind=Kind.YES_NO, label="Do you need a ramp?")
    make_question(
        event,
        label="Details",
        condition=(first.id, "yes"),
        categories=[online.id],
        retention_days=3,
    )

    page = desk.get(url(event))

    assert "Only if you answer “Yes” to “Do you need a ramp?”." in page.text
    assert "Only for: By video" in page.text
    assert "Answers are erased 3 days after the event." in page.text


def test_new_offers_the_door_for_what_a_telephone_can_keep(desk):
    event = own_event(desk)

    line, photo = (desk.get(url(event, f"new?kind={kind}")).text for kind in ("line", "photo"))

    assert "At the door, by the team" in line
    assert "At the door, by the team" not in photo


def test_arrange_keeps_the_order_that_was_dragged(desk):
    event = own_event(desk)
    first, _second, third = (make_question(event, label=label) for label in ("A", "B", "C"))

    answer = desk.post(url(event, "order"), data={"row": [third.id, first.id, "x"]})

    assert answer.status_code == 302
    assert [each.labels["en"] for each in asked(event)] == ["C", "A", "B"]
    assert [each.position for each in asked(event)] == [0, 1, 2]


def test_arrange_keeps_a_question_below_the_one_that_decides_about_it(desk):
    event = own_event(desk)
    decides = make_question(event, kind=Kind.YES_NO, label="By bus")
    hangs = make_question(event, label="Stop", condition=(decides.id, "yes"))

    answer = desk.post(url(event, "order"), data={"row": [hangs.id, decides.id]})

    assert answer.status_code == 409
    assert [each.labels["en"] for each in asked(event)] == ["By bus", "Stop"]
    assert "A question stays below the one" in desk.get(url(event)).text
