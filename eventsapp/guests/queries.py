"""Reads about guests."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.core import tokens
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests.models import Guest

JOIN = "guest"


def guests(event: Event) -> Sequence[Guest]:
    """Who is a guest of an event or asked to be, in the order of asking."""
    return db.session.scalars(
        select(Guest)
        .where(Guest.event_id == event.id)
        .options(joinedload(Guest.user))
        .order_by(Guest.id)
    ).all()


def find(event: Event, guest_id: int) -> Guest | None:
    """One of them."""
    found = db.session.get(Guest, guest_id)
    return found if found and found.event_id == event.id else None


def asked(event: Event, email: str) -> Guest | None:
    """The one of them who was asked at this address."""
    return db.session.scalar(
        select(Guest).where(Guest.event_id == event.id, Guest.email == email.strip().lower())
    )


def places(user_id: int, *, now: datetime) -> Sequence[Guest]:
    """Where somebody is a guest still, the latest first; not at what lies in the trash."""
    found = db.session.scalars(
        select(Guest)
        .join(Guest.event)
        .where(Guest.user_id == user_id, Event.trashed_at.is_(None))
        .options(joinedload(Guest.event).joinedload(Event.organisation))
        .order_by(Guest.id.desc())
    )
    return [guest for guest in found if not guest.is_over(now)]


def find_by_token(token: str, *, now: datetime) -> Guest | None:
    """Who was asked by a mailed link, while it is good, not taken up, and opens something."""
    sealed = tokens.read_expiring(JOIN, token, now=now)
    found = db.session.get(Guest, sealed[0]) if sealed else None
    if found is None or sealed is None or found.generation != sealed[1]:
        return None
    is_shut = found.user_id or found.event.trashed_at or found.is_over(now)
    return None if is_shut else found
