"""A webhook of the ministry's website, paused: the demonstration calls nobody."""

from datetime import timedelta

from sqlalchemy import select

from eventsapp.demo.content import press
from eventsapp.demo.staging import Stage
from eventsapp.extensions import db
from eventsapp.webhooks import services
from eventsapp.webhooks.calling import Answer
from eventsapp.webhooks.delivering import settle
from eventsapp.webhooks.models import Delivery, Kind

ADDRESS = "https://example.org/hooks/events"
TAKEN = Answer(status=204)
BUSY = Answer(status=503)
AGO = timedelta(hours=3)


def listen(stage: Stage) -> None:
    """What was told three hours ago: a test, taken at the second attempt, and a change."""
    at, event = stage.now - AGO, stage.events[press.CONFERENCE]
    endpoint, _secret = services.make(
        stage.directory.keeper, ADDRESS, [Kind.EVENT_PUBLISHED, Kind.EVENT_CHANGED], now=at
    )
    services.try_out(endpoint, now=at)
    event.updated_at = at
    db.session.flush()
    for delivery in db.session.scalars(select(Delivery).order_by(Delivery.id)):
        if delivery.kind != Kind.EVENT_CHANGED:
            settle(delivery, BUSY, now=at)
        delivery.created_at = at
        settle(delivery, TAKEN, now=at)
    services.pause(endpoint)
