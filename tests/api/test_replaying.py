import threading
from datetime import timedelta

from eventsapp.api.models import KeptAnswer
from eventsapp.api.services import forget_answers
from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.api.conftest import EVENT, Program
from tests.factories import make_token


def count() -> int:
    db.session.rollback()
    return db.session.query(Event).count()


def test_the_same_request_gets_the_first_answer(program):
    first, second = (program.send("/events", EVENT, Idempotency_Key="k") for _ in range(2))

    assert second.json == first.json
    assert (second.status_code, second.headers["Location"]) == (201, first.headers["Location"])
    assert second.headers["ETag"] == first.headers["ETag"]
    assert (first.headers.get("Idempotent-Replayed"), count()) == (None, 1)
    assert second.headers["Idempotent-Replayed"] == "true"


def test_another_request_under_the_key_is_refused(program):
    program.send("/events", EVENT, Idempotency_Key="k")

    answer = program.send("/events", EVENT | {"city": None}, Idempotency_Key="k")

    assert (answer.status_code, count()) == (422, 1)
    assert "belongs to another request" in answer.json["detail"]


def test_a_failure_is_not_kept(program):
    wrong = program.send("/events", {}, Idempotency_Key="k")
    right = program.send("/events", EVENT, Idempotency_Key="k")

    assert (wrong.status_code, right.status_code) == (422, 201)


def test_keys_of_two_programs_do_not_meet(app, program):
    other = Program(app, app.response_class, secret=make_token(program.organisation)[1])

    numbers = {
        each.send("/events", EVENT, Idempotency_Key="k").json["id"] for each in (program, other)
    }

    assert len(numbers) == 2


def test_a_race_makes_one_event(app, program):
    start, answers = threading.Barrier(4), []

    def send() -> None:
        start.wait(20)
        answers.append(program.send("/events", EVENT, Idempotency_Key="k").json["id"])

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert count() == 1


def test_forget_answers_after_a_day(program):
    program.send("/events", EVENT, Idempotency_Key="k")

    assert forget_answers(utcnow()) == 0
    assert forget_answers(utcnow() + timedelta(days=1, minutes=1)) == 1
    assert db.session.query(KeptAnswer).count() == 0
