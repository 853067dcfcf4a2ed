"""Which events stand in a diary."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import select

from eventsapp.events.models import Event, State, Visibility
from eventsapp.events.queries import shown_in_lists
from eventsapp.extensions import db


def events(organisation_id: int, first: date, last: date) -> Sequence[Event]:
    """The listed events of an organisation that begin on these days of their own calendars."""
    begins = Event.local_starts_at.between(
        datetime.combine(first, time()), datetime.combine(last, time.max)
    )
    wanted = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.state == State.PUBLISHED,
        Event.visibility == Visibility.PUBLIC,
        begins,
    )
    order = (Event.local_starts_at, Event.id)
    return db.session.scalars(wanted.order_by(*order).options(*shown_in_lists())).unique().all()
