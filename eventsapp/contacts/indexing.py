"""Making the keys of contacts that have none yet: those entered before there were keys."""

from datetime import datetime

from sqlalchemy import select

from eventsapp.contacts import queries
from eventsapp.contacts.models import Contact
from eventsapp.extensions import db

BATCH = 500


def index_missing(_now: datetime) -> int:
    """Job: make the keys of all who lack them, batch by batch; return how many those were."""
    lacking = (
        select(Contact)
        .where(Contact.sort_key.is_(None), queries.STANDS)
        .order_by(Contact.id)
        .limit(BATCH)
        .options(*queries.shown())
    )
    done = 0
    while batch := db.session.scalars(lacking).all():
        for contact in batch:
            contact.refresh_search_key()
        db.session.commit()
        done += len(batch)
    return done
