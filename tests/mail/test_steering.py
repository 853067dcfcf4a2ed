"""Letters of the outbox held, released, tried again and stopped."""

from datetime import timedelta

import pytest

from eventsapp.extensions import db
from eventsapp.mail import steering
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import State
from eventsapp.mail.retention import empty_old
from eventsapp.mail.services import withdraw


def test_hold_keeps_a_letter_from_the_worker_until_release(queue, postbox, now):
    letter = queue()

    assert steering.hold([letter]) == 1
    db.session.commit()
    deliver_pending(now)
    assert (postbox.raw, letter.state) == ([], State.HELD)

    assert steering.release([letter]) == 1
    db.session.commit()
    deliver_pending(now)
    assert postbox.recipients == ["ada@example.org"]


def test_release_keeps_the_time_of_a_later_letter(queue, postbox, now):
    later = queue(due_at=now + timedelta(days=3))
    steering.hold([later])

    steering.release([later])
    db.session.commit()
    deliver_pending(now)

    assert (postbox.raw, later.state) == ([], State.QUEUED)


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.WITHDRAWN])
def test_hold_leaves_what_is_gone(queue, state):
    letter = queue()
    letter.state = state
    db.session.commit()

    assert steering.hold([letter]) == 0
    assert letter.state is state


def test_retry_leaves_what_has_lost_its_reason(queue, postbox, now):
    letter = queue(unsubscribe=True)
    letter.state = State.FAILED
    withdraw(topic="event:1")
    db.session.commit()

    assert steering.retry([letter], now) == 0
    deliver_pending(now)

    assert (postbox.raw, letter.state) == ([], State.FAILED)


def test_retry_leaves_what_has_lost_its_words(app, queue, postbox, now):
    letter = queue()
    letter.state = State.FAILED
    db.session.commit()
    later = now + timedelta(days=app.config["MAIL_KEEP_DAYS"] + 1)
    empty_old(later)

    assert steering.retry([letter], later) == 0
    deliver_pending(later)

    assert (postbox.raw, letter.state) == ([], State.FAILED)


def test_retry_gives_a_failed_letter_all_its_attempts(queue, now):
    letter = queue()
    letter.state, letter.attempts, letter.last_error = State.FAILED, 6, "550 no such user"
    db.session.commit()

    assert steering.retry([letter], now) == 1
    assert (letter.state, letter.attempts, letter.last_error) == (State.QUEUED, 0, "")


def test_abort_stops_what_waits_and_what_is_held(queue):
    waiting, held, sent = queue("1"), queue("2"), queue("3")
    held.state, sent.state = State.HELD, State.SENT
    db.session.commit()

    assert steering.abort([waiting, held, sent]) == 2
    assert [each.state for each in (waiting, held, sent)] == [
        State.WITHDRAWN,
        State.WITHDRAWN,
        State.SENT,
    ]
