"""Tells the team two weeks ahead that an event's people will be erased."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from eventsapp.briefs import team
from eventsapp.core import dates
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.registration.models import Registration
from eventsapp.registration.retention import is_due, kept_until

AHEAD = timedelta(days=14)


def announce_erasures(now: datetime) -> int:
    """Mail the team of each event whose people are erased within two weeks, once; how many."""
    coming = [
        event for event in _past(now) if is_due(event, now + AHEAD) and not is_due(event, now)
    ]
    for event in coming:
        for user in team.team(event.organisation_id):
            team.tell(
                "privacy/retention",
                user,
                event.organisation,
                key=f"retention:{event.id}:{kept_until(event)}",
                now=now,
                expires_at=now + AHEAD,
                title=event.titles.read([user.language, event.original_language]),
                day=dates.full(kept_until(event), user.language),
                url=urls.absolute("manage_registrations.index", event_id=event.id),
            )
    return len(coming)


def _past(now: datetime) -> Sequence[Event]:
    known = exists().where(Registration.event_id == Event.id, Registration.erased_at.is_(None))
    over = func.coalesce(Event.ends_at, Event.starts_at) < now
    return db.session.scalars(
        select(Event)
        .where(known, over, Event.state != State.POSTPONED)
        .options(joinedload(Event.organisation))
    ).all()
