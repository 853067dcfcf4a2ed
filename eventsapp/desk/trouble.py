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
    """One event's letters of a day: how many did not arrive, of how many."""

    event: Event
    failed: int
    total: int


def events_in_trouble(now: datetime, organisation_id: int | None = None) -> list[Trouble]:
    """The events, of one organisation or all, too many of whose letters of the last day are lost."""
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
    )
    lost = {int(topic.partition(":")[2]): numbers for topic, *numbers in counted}
    held = select(Event).where(Event.id.in_(lost)).order_by(Event.id)
    if organisation_id is not None:
        held = held.where(Event.organisation_id == organisation_id)
    return [Trouble(event, *lost[event.id]) for event in db.session.scalars(held)]


def reasons(event: Event, now: datetime) -> Sequence[str]:
    """Why an event's letters of the last day did not arrive, the most frequent ones first."""
    number = func.count()
    return db.session.scalars(
        select(Message.last_error)
        .where(
            Message.topic == event.topic,
            Message.due_at > now - DAY,
            Message.state.in_(LOST),
            Message.last_error != "",
        )
        .group_by(Message.last_error)
        .order_by(number.desc(), Message.last_error)
        .limit(REASONS)
    ).all()
