"""The trash: events that nobody needs any more, kept for 30 days in case somebody does."""

from datetime import datetime, timedelta

from eventsapp.core import publication
from eventsapp.events.drafts import flush, require
from eventsapp.events.models import Event, State

KEPT = timedelta(days=30)
DISPOSABLE = (State.DRAFT, State.CANCELLED, State.WITHDRAWN)  # nobody waits for these any more


def put_away(event: Event, *, by: int | None, now: datetime) -> None:
    """Put an event into the trash: its address answers 410, calendars show it as cancelled still.

    Raises WrongState for what is announced: cancelling it first lets people hear of it.
    """
    require(event, *DISPOSABLE)
    event.trashed_at, event.trashed_by_id = now, by
    flush()
    publication.publish()


def restore(event: Event) -> None:
    """Take an event out of the trash, as it was."""
    event.trashed_at = event.trashed_by_id = None
    flush()
    publication.publish()
