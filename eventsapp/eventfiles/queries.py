"""Reads of files of events."""

from collections.abc import Sequence

from sqlalchemy import select, union

from eventsapp.eventfiles.models import EventFile, TakenEvent
from eventsapp.events.models import Event
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db


def find(organisation_id: int, file_id: int) -> EventFile | None:
    """A file by its number, if this organisation has sent it."""
    return db.session.scalar(
        select(EventFile).where(
            EventFile.id == file_id, EventFile.organisation_id == organisation_id
        )
    )


def events_of(sent: EventFile) -> Sequence[Event]:
    """What came of a file and is not in the trash, by start."""
    mine = select(TakenEvent.event_id).where(TakenEvent.file_id == sent.id)
    wanted = select(Event).where(Event.id.in_(mine), is_kept())
    return db.session.scalars(wanted.order_by(Event.starts_at, Event.id)).all()


def known(organisation_id: int, uids: Sequence[str]) -> set[str]:
    """Which of these events the organisation has already: taken over before, or its own."""
    own = (Event.organisation_id == organisation_id, is_kept())
    before = select(TakenEvent.uid).join(TakenEvent.event).where(TakenEvent.uid.in_(uids), *own)
    ours = select(Event.uid).where(Event.uid.in_(uids), *own)
    return set(db.session.scalars(union(before, ours)))
