"""What every change of the programme brings: readers, calendars and the search learn of it."""

from datetime import datetime

from eventsapp.core import publication
from eventsapp.events import services as events
from eventsapp.events.models import PUBLIC_STATES, Event
from eventsapp.events.queries import claim
from eventsapp.extensions import db
from eventsapp.programme import queries


def touch(event: Event, *, now: datetime) -> None:
    """Mark an event as changed, and let the search find it by its people's names.

    Who changes the event at the same moment waits, or one of the two would be refused.
    """
    db.session.flush()
    claim(event)
    event.updated_at = now
    names = queries.names_of_people(event)
    events.refresh_search_key(event, [name for texts in names for name in texts.every()])
    if event.state in PUBLIC_STATES:
        publication.publish()
    db.session.flush()
