"""The log does not grow for ever."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from eventsapp.audit.models import Entry
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


def erase_old(now: datetime) -> int:
    """Delete entries older than each organisation keeps them; return how many. Runs nightly."""
    houses = db.session.execute(select(Organisation.id, Organisation.audit_days)).all()
    return sum(_erase(house_id, now - timedelta(days=days)) for house_id, days in houses)


def _erase(organisation_id: int, before: datetime) -> int:
    old = delete(Entry).where(Entry.organisation_id == organisation_id, Entry.made_at < before)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]
