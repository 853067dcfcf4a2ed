"""Zones: the clocks elsewhere, and what happens when the rules of a zone change."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.core import publication
from eventsapp.events import applying, changes, rooms
from eventsapp.events.change_models import ChangeKind
from eventsapp.events.models import Event, State
from eventsapp.events.times import NoSuchHour, recompute_instants
from eventsapp.extensions import db

CAPITALS = {
    "Asia/Almaty": _l("Astana"),
    "Asia/Bishkek": _l("Bishkek"),
    "Europe/Istanbul": _l("Ankara"),
}


def elsewhere(instant: datetime, zone: str) -> list[tuple[str, time]]:
    """Capitals of the audience whose clocks show another hour then, with that hour."""
    here = instant.astimezone(ZoneInfo(zone)).utcoffset()
    there = [(name, instant.astimezone(ZoneInfo(key))) for key, name in CAPITALS.items()]
    return [(str(name), local.time()) for name, local in there if local.utcoffset() != here]


def follow_zone_rules(now: datetime) -> int:
    """Let coming events keep their wall time when zone data have changed; how many moved.

    What has begun stays. An hour that has ceased to exist stays at its old instant. Of a day
    without hours nobody is told: it is the same day.
    """
    coming = select(Event).where(Event.starts_at > now, Event.state != State.WITHDRAWN)
    moved = [
        event for event in db.session.scalars(coming.order_by(Event.id)) if _follow(event, now)
    ]
    if moved:
        db.session.flush()
        rooms.release(moved)
        for event in moved:
            rooms.settle(event, shares=True)  # nobody is there to be asked
        publication.publish()
    return len(moved)


def _follow(event: Event, now: datetime) -> bool:
    shown, ends_at = changes.shown(event), event.ends_at
    try:
        recompute_instants(event)
    except NoSuchHour:
        db.session.expire(event)
        return False
    if (event.starts_at, event.ends_at) == (shown.starts_at, ends_at):
        return False
    applying.shift_deadlines(event, shown.starts_at)
    if not event.has_hours:
        return True
    event.sequence += 1
    event.updated_at = now
    if event.state in (State.PUBLISHED, State.POSTPONED):
        changes.record(event, ChangeKind.MOVED, shown.snapshot, by=None, now=now)
    return True
