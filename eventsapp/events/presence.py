"""Who has an event's Details open just now, so that two people see each other before they clash.

The page says every twenty seconds that it is still open; who has said nothing for a minute is
not there any more, and the row goes with the next pass of the worker.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.events.models import Event
from eventsapp.extensions import Model, db

STAYS = timedelta(minutes=1)  # after the last word of the page


class Presence(Model):
    """One person who has the Details of one event open."""

    __tablename__ = "event_presence"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    seen_at: Mapped[datetime] = mapped_column(index=True)

    user: Mapped[User] = relationship()


def mark(event: Event, user_id: int, *, now: datetime) -> None:
    """Note that somebody has the event open. Safe to repeat, from two windows at once too."""
    stands = update(Presence).where(Presence.event_id == event.id, Presence.user_id == user_id)
    if db.session.execute(stands.values(seen_at=now)).rowcount:  # type: ignore[attr-defined]
        return
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(Presence(event_id=event.id, user_id=user_id, seen_at=now))


def others(event: Event, user_id: int, *, now: datetime) -> Sequence[User]:
    """Everybody else who has it open, by name."""
    there = select(Presence.user_id).where(
        Presence.event_id == event.id, Presence.user_id != user_id, Presence.seen_at > now - STAYS
    )
    return db.session.scalars(select(User).where(User.id.in_(there)).order_by(User.name)).all()


def forget(now: datetime) -> int:
    """Job: erase who is not there any more; return how many."""
    gone = db.session.execute(delete(Presence).where(Presence.seen_at <= now - STAYS))
    return int(gone.rowcount)  # type: ignore[attr-defined]
