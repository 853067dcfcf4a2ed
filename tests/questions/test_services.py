"""Questions are added, changed, moved, removed and copied; answers keep their words."""

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.extensions import db
from eventsapp.questions import queries, services
from eventsapp.questions.models import Asked, Kind
from eventsapp.questions.services import QuestionDetails
from tests.factories import STARTS, make_category, make_event, make_question


def ask(kind=Kind.LINE, label="School", **more):
    return QuestionDetails(kind=kind, labels=Texts(en=label), **more)


def options(*names):
    return [("", Texts(en=name)) for name in names]


def labels(event):
    return [each.labels["en"] for each in queries.of_event(event)]


def test_change_keeps_the_former_words_for_their_answers(app):
    question = make_question(kind=Kind.ONE, options=options("Bus", "Car"))
    bus = question.wording.keys[0]

    renamed = [(bus, Texts(en="Coach")), ("", Texts(en="Train"))]
    services.change(question, ask(Kind.ONE, "How?", options=renamed), version=question.version)

    first, second = question.wordings
    assert first.option(bus, ["en"]).text == "Bus"
    assert second.option(bus, ["en"]).text == "Coach"
    assert (first.labels["en"], second.labels["en"]) == ("School", "How?")


def test_change_of_anything_but_words_makes_no_new_wording(app):
    question = make_question()

    services.change(question, ask(is_required=True), version=question.version)

    assert (len(question.wordings), question.is_required) == (1, True)


def test_change_of_what_a_colleague_has_changed_is_refused(app):
    question = make_question()
    opened = question.version
    services.change(question, ask(label="Village"), version=opened)
    db.session.commit()

    with pytest.raises(services.ChangedMeanwhile):
        services.change(question, ask(label="Town"), version=opened)


def test_move_lets_neighbours_change_places_and_stops_at_the_ends(app):
    event = make_event()
    first, second = make_question(event, label="First"), make_question(event, label="Second")

    services.move(second, -1)
    services.move(second, -1)
    assert labels(event) == ["Second", "First"]

    services.move(first, -1)
    assert labels(event) == ["First", "Second"]


def test_move_never_puts_a_question_above_the_one_it_hangs_on(app):
    first = make_question(kind=Kind.YES_NO)
    second = make_question(first.event, condition=(first.id, "yes"))

    for question, step in ((second, -1), (first, 1)):
        with pytest.raises(services.OutOfOrder):
            services.move(question, step)


def test_remove_keeps_the_question_for_its_answers_but_asks_it_no_more(app, now):
    question = make_question()

    services.remove(question, now=now)

    assert labels(question.event) == []
    assert len(queries.of_event(question.event, with_removed=True)) == 1


def test_remove_and_change_are_refused_while_another_question_hangs_on_it(app, now):
    first = make_question(kind=Kind.ONE, options=options("Bus", "Car"))
    make_question(first.event, condition=(first.id, first.wording.keys[0]))

    with pytest.raises(services.StillNeeded):
        services.remove(first, now=now)
    with pytest.raises(services.StillNeeded):
        services.change(
            first, ask(Kind.ONE, options=options("Train", "Tram")), version=first.version
        )


def test_a_condition_on_a_question_asked_elsewhere_is_left_out(app):
    first = make_question(kind=Kind.YES_NO, asked=Asked.DOOR)

    second = make_question(first.event, condition=(first.id, "yes"))

    assert second.depends_on_id is None


def test_copy_asks_the_same_at_another_event_with_its_own_categories(app, now):
    event = make_event()
    room, online = make_category(event), make_category(event, position=1)
    first = make_question(event, kind=Kind.ONE, label="How?", options=options("Bus", "Car"))
    make_question(
        event, label="Plate", condition=(first.id, first.wording.keys[1]), categories=[online.id]
    )
    target = events.clone(event, starts=STARTS, by=None, now=now)

    services.copy(event, target)

    copied, plate = queries.of_event(target)
    assert labels(target) == ["How?", "Plate"]
    assert plate.depends_on_id == copied.id != first.id
    assert [each.event_id for each in plate.categories] == [target.id]
    assert plate.categories[0].position == online.position
    assert room.id not in {each.id for each in plate.categories}


def test_asked_leaves_out_what_hangs_on_a_question_that_is_not_asked(app):
    first = make_question(kind=Kind.YES_NO)
    second = make_question(first.event, kind=Kind.YES_NO, condition=(first.id, "yes"))
    third = make_question(first.event, condition=(second.id, "yes"))
    questions = [first, second, third]

    said_no = queries.asked(questions, None, {first.id: "no", second.id: "yes"})
    said_yes = queries.asked(questions, None, {first.id: "yes", second.id: "yes"})

    assert list(said_no) == [first]
    assert list(said_yes) == questions
