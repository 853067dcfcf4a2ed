"""Reads of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select

from eventsapp.accounts.models import User
from eventsapp.audit.models import Entry
from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db


@dataclass(frozen=True)
class Asked:
    """What the log is narrowed to; empty values do not narrow it."""

    event_id: int | None = None
    user_id: int | None = None
    subject: str = ""
    first: date | None = None
    last: date | None = None


def entries(organisation_id: int, asked: Asked, zone: str) -> Select[Entry]:
    """The entries, the latest first; days are those of the organisation's zone."""
    wanted = select(Entry).where(Entry.organisation_id == organisation_id)
    if asked.event_id:
        wanted = wanted.where(Entry.event_id == asked.event_id)
    if asked.user_id:
        wanted = wanted.where(Entry.user_id == asked.user_id)
    if asked.subject:
        wanted = wanted.where(Entry.subject == asked.subject)
    if asked.first:
        wanted = wanted.where(Entry.made_at >= _midnight(asked.first, zone))
    if asked.last:
        wanted = wanted.where(Entry.made_at < _midnight(asked.last + timedelta(days=1), zone))
    return wanted.order_by(Entry.id.desc())


def titles(found: Sequence[Entry]) -> Mapping[int, Texts]:
    """The titles of the events that entries belong to, as far as they still exist."""
    ids = {entry.event_id for entry in found if entry.event_id}
    rows: Any = db.session.execute(select(Event.id, Event.titles).where(Event.id.in_(ids)))
    return dict(rows.all())


def authors(organisation_id: int) -> Sequence[tuple[int, str]]:
    """Everybody who stands in the log, by number, with the name they had."""
    rows: Any = db.session.execute(
        select(Entry.user_id, Entry.author)
        .where(Entry.organisation_id == organisation_id, Entry.user_id.is_not(None))
        .distinct()
        .order_by(Entry.author)
    )
    return list({number: (number, name) for number, name in rows}.values())


def last_saved(event: Event) -> tuple[str, datetime] | None:
    """Who saved the Details of an event last, public or not yet, and when; None if unknown."""
    if event.working_copy_at and event.working_copy_by_id:
        by = db.session.get_one(User, event.working_copy_by_id)
        return by.name or by.email, event.working_copy_at
    wanted = select(Entry).where(Entry.organisation_id == event.organisation_id)
    wanted = wanted.where(Entry.event_id == event.id, Entry.subject == Event.__tablename__)
    entry = db.session.scalars(wanted.order_by(Entry.id.desc()).limit(1)).first()
    return (entry.author, entry.made_at) if entry and entry.author else None


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
