"""What is done to what an event left behind. Readers and the search learn of every change."""

from datetime import datetime
from typing import Any

from eventsapp.core import publication
from eventsapp.events import services as events
from eventsapp.events.models import PUBLIC_STATES, Event
from eventsapp.events.queries import claim
from eventsapp.extensions import db
from eventsapp.outcome import queries
from eventsapp.outcome.models import (
    AdoptedDecision,
    Coverage,
    Entry,
    Figure,
    LinkedDocument,
    Outcome,
    Quote,
    WrittenQuestion,
)

SEARCHED: tuple[type[Entry], ...] = (Quote, Figure, LinkedDocument)
SEARCHED_LATER: tuple[type[Entry], ...] = (
    AdoptedDecision,
    Coverage,
    WrittenQuestion,
)  # once it is public


def add(event: Event, entry: Entry, *, now: datetime) -> None:
    """Put an entry behind its like."""
    entry.event_id = event.id
    entry.position = queries.last_position(event, type(entry)) + 1
    db.session.add(entry)
    touch(event, now=now)


def move(event: Event, entry: Entry, step: int, *, now: datetime) -> None:
    """Put an entry before (-1) or after (+1) its neighbour."""
    standing = list(queries.entries(event, type(entry)))
    here = standing.index(entry)
    standing.insert(max(0, here + step), standing.pop(here))
    for position, each in enumerate(standing):
        each.position = position
    touch(event, now=now)


def remove(event: Event, entry: Entry, *, now: datetime) -> None:
    """Delete an entry."""
    db.session.delete(entry)
    touch(event, now=now)


def begin(event: Event) -> Outcome:
    """The event's outcome; a new, empty one where nobody has begun it."""
    claim(event)
    standing = queries.find(event)
    if standing is None:
        standing = Outcome(event_id=event.id)
        db.session.add(standing)
        db.session.flush()
    return standing


def publish(event: Event, *, now: datetime) -> None:
    """Let readers see how the event ended. Safe to repeat."""
    outcome = begin(event)
    outcome.published_at = outcome.published_at or now
    touch(event, now=now)


def hide(event: Event, *, now: datetime) -> None:
    """Take the outcome back from readers."""
    begin(event).published_at = None
    touch(event, now=now)


def touch(event: Event, *, now: datetime) -> None:
    """Mark an event as changed, and let the search find it by what was said and decided.

    Who changes the event at the same moment waits, or one of the two would be refused.
    """
    db.session.flush()
    claim(event)
    event.updated_at = now
    events.refresh_search_key(event, facts=_words(event))
    if event.state in PUBLIC_STATES:
        publication.publish()
    db.session.flush()


def _words(event: Event) -> list[str]:
    outcome = queries.find(event)
    is_public = outcome is not None and outcome.published_at is not None
    searched: Any = SEARCHED + (SEARCHED_LATER if is_public else ())
    words = [
        word
        for model in searched
        for each in queries.entries(event, model)
        for word in each.words()
    ]
    return words + (list(outcome.texts.every()) if outcome and is_public else [])
