"""Reads of ordered documents."""

from collections.abc import Sequence

from sqlalchemy import select

from eventsapp.documents.models import Order
from eventsapp.events.models import Event
from eventsapp.extensions import db


def orders(event: Event) -> Sequence[Order]:
    """What was ordered for an event, the last first."""
    wanted = select(Order).where(Order.event_id == event.id).order_by(Order.id.desc())
    return db.session.scalars(wanted).all()


def find_order(event: Event, order_id: int) -> Order | None:
    """An order by its number, if it is of this event."""
    return db.session.scalar(select(Order).where(Order.id == order_id, Order.event_id == event.id))


def unfinished() -> Sequence[int]:
    """The numbers of what is still to be made, the first first."""
    waiting = select(Order.id).where(Order.finished_at.is_(None)).order_by(Order.id)
    return db.session.scalars(waiting).all()
