"""What events do when something they show has changed elsewhere: they follow."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, or_, select, update
from sqlalchemy.orm import undefer

from eventsapp.contacts.models import Contact
from eventsapp.core import publication
from eventsapp.events.drafts import search_key
from eventsapp.events.models import Event, EventOrganisation, PressContact
from eventsapp.events.queries import LONG, shown_in_lists
from eventsapp.extensions import Model, db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import Venue

_TABLE = db.metadata.tables[Event.__tablename__]
_SET_KEYS = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("event"))
    .values(search_key=bindparam("own"), people_key=bindparam("people"))
)


@publication.follower
def follow(record: Model, now: datetime) -> None:
    """Mark every event that shows a shared record as changed, and let the search find it anew."""
    shown = _showing(record)
    if shown is not None:
        mark(shown, now=now)
        rename(shown)


def mark(shown: ColumnElement[bool], *, now: datetime) -> None:
    """Say of events that readers see something new there. Forms of them that lie open stay good."""
    db.session.execute(update(Event).where(shown).values(updated_at=now))


def rename(shown: ColumnElement[bool], people_keys: Mapping[int, str] | None = None) -> None:
    """Fold anew what the search finds events by; `people_keys` are those of their people."""
    whole = (undefer(each) for each in LONG)
    wanted = select(Event).where(shown).options(*shown_in_lists(), *whole)
    found = db.session.scalars(wanted).unique().all()
    rows = []
    for event in found:
        people = (people_keys or {}).get(event.id, event.people_key)
        key = search_key(event, people)
        if key != event.search_key:
            rows.append({"event": event.id, "own": key, "people": people})
            db.session.expire(event, ["search_key", "people_key"])
    if rows:
        db.session.execute(_SET_KEYS, rows)


def _showing(record: Model) -> ColumnElement[bool] | None:
    """Which events show a record."""
    if isinstance(record, Venue):
        return Event.venue_id == record.id
    if isinstance(record, Organisation):
        named = Event.bodies.any(EventOrganisation.organisation_id == record.id)
        return or_(Event.organisation_id == record.id, named)
    if isinstance(record, Contact):
        return Event.contacts.any(PressContact.contact_id == record.id)
    return None
