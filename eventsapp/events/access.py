"""Which event a signed-in person may open on the desk: those of the organisation they work in."""

from flask import abort, request

from eventsapp.events import queries
from eventsapp.events.models import Event
from eventsapp.web import guard


def own_event(event_id: int) -> Event:
    """The event of a desk address; 404 when it is not their organisation's."""
    return queries.find_of(guard.actor().organisation_id, event_id) or abort(404)


def claimed_event(event_id: int) -> Event:
    """The same; what is sent at one moment to change it is taken one after the other."""
    event = own_event(event_id)
    return queries.claim(event) if request.method == "POST" else event
