"""Questions about the outbox and about who wants no more of a topic."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.mail.models import WAITING_STATES, Message, State, Unsubscription

TOKEN_KIND = "unsubscribe"  # noqa: S105 -- the kind of a token, no secret


def find(key: str) -> Message | None:
    """The message with this key, whatever became of it."""
    return db.session.scalar(select(Message).where(Message.key == key))


def find_by_token(token: str) -> Message | None:
    """The message whose footer carries this unsubscribing token; None for a token not ours."""
    known = tokens.read(TOKEN_KIND, token)
    return db.session.get(Message, known[0]) if known else None


def of_topic(topic: str, *, limit: int = 200) -> Sequence[Message]:
    """The messages of a topic, those that go out last first."""
    newest = select(Message).where(Message.topic == topic)
    return db.session.scalars(
        newest.order_by(Message.due_at.desc(), Message.id.desc()).limit(limit)
    ).all()


def counts(topic: str) -> dict[tuple[str, State], int]:
    """How many messages of a topic stand where: {("messages/day", State.SENT): 40, …}."""
    rows = db.session.execute(
        select(Message.template, Message.state, func.count())
        .where(Message.topic == topic)
        .group_by(Message.template, Message.state)
    )
    return {(template, state): number for template, state, number in rows}


def states() -> dict[State, int]:
    """How many messages of the whole outbox stand where, every state named."""
    rows = db.session.execute(select(Message.state, func.count()).group_by(Message.state))
    return dict.fromkeys(State, 0) | dict(rows.all())


def oldest_due(now: datetime) -> datetime | None:
    """Since when the message has been due that has waited longest; None when none is."""
    return db.session.scalar(
        select(func.min(Message.due_at)).where(
            Message.state.in_(WAITING_STATES), Message.due_at <= now
        )
    )


def is_unsubscribed(address: str, topic: str) -> bool:
    """Whether this address wants no more reminders of the topic."""
    return address.lower() in unsubscribed(topic)


def unsubscribed(topic: str) -> set[str]:
    """The addresses, in small letters, that want no more reminders of the topic."""
    return set(
        db.session.scalars(select(Unsubscription.address).where(Unsubscription.topic == topic))
    )
