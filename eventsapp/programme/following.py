"""When a person is renamed in the address book, the events they take part in follow."""

from datetime import datetime

from sqlalchemy import select

from eventsapp.contacts.models import Contact
from eventsapp.core import publication, search
from eventsapp.events import following
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.programme import queries
from eventsapp.programme.models import Participation


@publication.follower
def follow(record: Model, now: datetime) -> None:
    """Mark the events of a person as changed, and let the search find them by the new name."""
    if isinstance(record, Contact):
        own = select(Participation.event_id).where(Participation.contact_id == record.id)
        following.mark(Event.id.in_(own), now=now)
        names = queries.names_by_event(own)
        keys = {event_id: search.key(words) for event_id, words in names.items()}
        following.rename(Event.id.in_(own), keys)
