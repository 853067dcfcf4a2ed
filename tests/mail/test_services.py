import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.extensions import db
from eventsapp.mail import services
from eventsapp.mail.models import Message, State


def test_enqueue_writes_the_message_in_its_language(queue, now):
    message = queue(language="ru", name="Ada Lovelace", due_at=now + timedelta(hours=1))

    assert message.subject == "Note: Safe learning"
    assert "The hall has changed." in message.text
    assert '<html lang="ru"' in message.html
    assert (message.state, message.due_at) == (State.QUEUED, now + timedelta(hours=1))


def test_enqueue_twice_with_one_key_returns_the_standing_message(queue):
    first = queue("reminder:1:1:1")

    second = queue("reminder:1:1:1", title="Another title")

    assert second is first
    assert second.subject == "Note: Safe learning"
    assert db.session.scalars(select(Message)).all() == [first]


def test_rewrite_gives_a_waiting_message_other_words(queue, now):
    message = queue("note:1", due_at=now + timedelta(hours=1))

    services.rewrite(message.template, key="note:1", title="Another title")

    assert message.subject == "Note: Another title"
    assert message.due_at == now + timedelta(hours=1)


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.WITHDRAWN])
def test_rewrite_leaves_a_message_alone_that_has_gone(queue, state):
    message = queue("note:1")
    message.state = state
    db.session.flush()

    assert services.rewrite(message.template, key="note:1", title="Another title") is None
    assert message.subject == "Note: Safe learning"


def test_enqueue_keeps_hostile_names_on_one_line(queue):
    message = queue(
        name="Ada\r\nBcc: everyone@example.org",
        title="Fun\r\nX-Evil: 1",
        headers={"In-Reply-To": "<a@b>\r\nX-Evil: 2"},
    )

    assert message.recipient_name == "Ada Bcc: everyone@example.org"
    assert message.subject == "Note: Fun X-Evil: 1"
    assert message.headers == {"In-Reply-To": "<a@b> X-Evil: 2"}


def test_enqueue_escapes_hostile_text_in_html_alone(queue):
    message = queue(body="<script>alert(1)</script>")

    assert "<script>" not in message.html
    assert "<script>alert(1)</script>" in message.text


def test_enqueue_disappears_with_the_callers_transaction(app, note_templates, now):
    services.enqueue(
        "tests/note", to="ada@example.org", language="en", key="k", now=now, title="A", body="B"
    )

    db.session.rollback()

    assert db.session.scalar(select(Message)) is None


def test_withdraw_takes_back_only_what_it_names(queue):
    told = queue("1")
    told.state = State.SENT
    held, other_person, other_topic = (
        queue("2"),
        queue("3", to="b@example.org"),
        queue("4", topic="event:2"),
    )
    held.state = State.HELD
    db.session.commit()

    taken = services.withdraw(topic="event:1", recipient="ada@example.org")

    assert taken == 1
    assert [m.state for m in (told, held, other_person, other_topic)] == [
        State.SENT, State.WITHDRAWN, State.QUEUED, State.QUEUED
    ]  # fmt: skip


def test_withdraw_can_name_templates(queue):
    message = queue()

    assert services.withdraw(topic="event:1", templates=["messages/day"]) == 0
    assert services.withdraw(topic="event:1", templates=["tests/note"]) == 1
    db.session.refresh(message)
    assert message.state is State.WITHDRAWN


def test_unsubscribe_takes_back_reminders_and_leaves_the_rest(queue, now):
    reminder, confirmation = queue("1", unsubscribe=True), queue("2")

    services.unsubscribe("ada@example.org", "event:1", now)
    services.unsubscribe("ada@example.org", "event:1", now)
    db.session.commit()

    assert (reminder.state, confirmation.state) == (State.WITHDRAWN, State.QUEUED)
    assert services.unsubscribed("event:1") == {"ada@example.org"}
    assert not services.is_unsubscribed("ada@example.org", "event:2")


def test_subscribe_again_undoes_unsubscribing(app, now):
    services.unsubscribe("Ada@Example.org", "event:1", now)

    services.subscribe_again("ada@example.org", "event:1")

    assert not services.is_unsubscribed("ada@example.org", "event:1")


def test_enqueue_at_the_same_moment_makes_one_message(app, note_templates, now):
    start = threading.Barrier(4)
    made = []

    def work():
        with app.app_context():
            start.wait()
            message = services.enqueue(
                "tests/note",
                to="a@example.org",
                language="en",
                key="k",
                now=now,
                title="A",
                body="B",
            )
            made.append(message.id)
            db.session.commit()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [db.session.scalars(select(Message.id)).one()] * 4
