"""Making the search keys of events that have none: an upgrade empties them when more is searched."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from eventsapp.events.drafts import search_key
from eventsapp.events.models import Event
from eventsapp.extensions import db

BATCH = 500


def index_missing(_now: datetime) -> int:
    """Job: make the keys of all who lack one, batch by batch; return how many those were.

    The records themselves count as unchanged: forms that are open stay valid.
    """
    lacking = (
        select(Event)
        .where(Event.search_key == "")
        .order_by(Event.id)
        .limit(BATCH)
        .options(selectinload(Event.bodies))
    )
    done = last = 0
    while batch := db.session.scalars(lacking.where(Event.id > last)).all():
        for event in batch:
            key = search_key(event, event.people_key)
            db.session.execute(update(Event).where(Event.id == event.id).values(search_key=key))
        last, done = batch[-1].id, done + len(batch)
        db.session.commit()
    return done
