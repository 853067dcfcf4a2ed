"""What has been in the trash for 30 days is deleted, with the files that its rows name."""

from datetime import datetime

from sqlalchemy import select

from eventsapp.accreditation import retention as press
from eventsapp.documents import services as documents
from eventsapp.events.models import Event
from eventsapp.events.trash import KEPT
from eventsapp.extensions import db
from eventsapp.materials import services as materials
from eventsapp.registration import retention as registrations


def erase_due(now: datetime) -> int:
    """Delete what was put into the trash long enough ago; return how many events. Runs nightly."""
    due = db.session.scalars(select(Event).where(Event.trashed_at <= now - KEPT)).all()
    for event in due:
        _erase(event, now)
    return len(due)


def _erase(event: Event, now: datetime) -> None:
    """Files and letters first: the database takes along everything else."""
    registrations.forget_people(event, now)
    press.forget_papers(event)
    documents.forget_all(event)
    materials.forget_all(event)
    db.session.delete(event)
    db.session.flush()
