"""What an organiser does with letters of the outbox: hold, release, try again, stop them.

The worker may be quicker: what it has taken meanwhile stays as it is, and is not counted.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import update

from eventsapp.extensions import db
from eventsapp.mail.models import FAILED_STATES, OPEN_STATES, WAITING_STATES, Message, State


def hold(messages: Iterable[Message]) -> int:
    """Keep those that wait back until they are released; return how many there were."""
    return _move(messages, WAITING_STATES, state=State.HELD)


def release(messages: Iterable[Message]) -> int:
    """Let those on hold go out at their time, or at once when that has passed."""
    return _move(messages, (State.HELD,), state=State.QUEUED)


def retry(messages: Iterable[Message], now: datetime) -> int:
    """Send those that failed once more, and those that wait for another attempt at once.

    Not those whose reason is gone, and not those that have lost their words with time.
    """
    again = {"state": State.QUEUED, "due_at": now, "attempts": 0, "last_error": ""}
    whole = [message for message in messages if message.is_whole]
    return _move(whole, (*FAILED_STATES, State.RETRYING), **again)


def abort(messages: Iterable[Message]) -> int:
    """Keep those from going out that have not yet; return how many there were."""
    return _move(messages, OPEN_STATES, state=State.WITHDRAWN)


def _move(messages: Iterable[Message], former: Iterable[State], **values: Any) -> int:
    ids = [message.id for message in messages]
    moved = update(Message).where(Message.id.in_(ids), Message.state.in_(tuple(former)))
    return int(db.session.execute(moved.values(**values)).rowcount)  # type: ignore[attr-defined]
