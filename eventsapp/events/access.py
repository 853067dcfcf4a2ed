"""Which event a signed-in person may open on the desk: those of the organisation they work in."""

from flask import abort

from eventsapp.events import queries
from eventsapp.events.models import Event
from eventsapp.web import guard


def own_event(event_id: int) -> Event:
    """The event of a desk address; 404 when it is not their organisation's."""
    return queries.find_of(guard.actor().organisation_id, event_id) or abort(404)
