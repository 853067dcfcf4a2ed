"""Messages whose reason is gone: none of them goes out any more, wherever it stands."""

from sqlalchemy import ColumnElement, update

from eventsapp.extensions import db
from eventsapp.mail.models import FAILED_STATES, OPEN_STATES, Message, State


def withdraw(*conditions: ColumnElement[bool]) -> int:
    """Take back the messages of these conditions; return how many waited.

    One that a worker has in hand may arrive still, but is not tried again; nor is one that failed.
    """
    elsewhere = Message.state.in_((State.SENDING, *FAILED_STATES))
    called_off = update(Message).where(*conditions, elsewhere)
    db.session.execute(called_off.values(expires_at=Message.created_at))
    waiting = update(Message).where(*conditions, Message.state.in_(OPEN_STATES))
    return int(db.session.execute(waiting.values(state=State.WITHDRAWN)).rowcount)  # type: ignore[attr-defined]
