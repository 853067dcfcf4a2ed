"""Which events' letters do not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State

LOST = (State.FAILED, State.BOUNCED)
ENDED = (State.SENT, *LOST)
DAY = timedelta(days=1)
TOLERATED = 0.05  # of a day's letters
REASONS = 5  # that are shown


@dataclass(frozen=True)
class Trouble:
    """One event's letters of a day: how many did not arrive, of how many, and why."""

    event: Event
    failed: int
    total: int
    reasons: Sequence[str]


def events_in_trouble(now: datetime) -> list[Trouble]:
    """The events of which too many letters of the last day did not arrive."""
    counted = db.session.execute(
        select(
            Message.topic,
            func.count().filter(Message.state.in_(LOST)),
            func.count(),
        )
        .where(
            Message.due_at > now - DAY, Message.state.in_(ENDED), Message.topic.startswith("event:")
        )
        .group_by(Message.topic)
        .having(func.count().filter(Message.state.in_(LOST)) > TOLERATED * func.count())
    ).all()
    found = []
    for topic, failed, total in counted:
        event = db.session.get(Event, int(topic.partition(":")[2]))
        if event is not None:
            found.append(Trouble(event, failed, total, _reasons(topic, now)))
    return found


def _reasons(topic: str, now: datetime) -> Sequence[str]:
    """The most frequent ones first."""
    number = func.count()
    return db.session.scalars(
        select(Message.last_error)
        .where(
            Message.topic == topic,
            Message.due_at > now - DAY,
            Message.state.in_(LOST),
            Message.last_error != "",
        )
        .group_by(Message.last_error)
        .order_by(number.desc(), Message.last_error)
        .limit(REASONS)
    ).all()
