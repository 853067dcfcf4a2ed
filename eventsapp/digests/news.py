"""What is new among the events that a filter lets through, between two instants."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from eventsapp.digests.models import Frequency
from eventsapp.events.category_models import Category
from eventsapp.events.change_models import Change
from eventsapp.events.changes import kinds, snapshot
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event, State
from eventsapp.events.queries import listed, not_over, shown_in_lists
from eventsapp.extensions import db

MOST = 40  # in one mail; the list shows the rest
AHEAD = {Frequency.DAILY: timedelta(days=2), Frequency.WEEKLY: timedelta(days=7)}


class Kind(StrEnum):
    """What is new about an event."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    CLOSING = "closing"  # registration closes soon


@dataclass(frozen=True)
class Item:
    """One event of a digest, with what people knew of it before."""

    kind: Kind
    event: Event
    before: dict[str, Any]


def news(filter_: Filter, frequency: Frequency, *, since: datetime, now: datetime) -> list[Item]:
    """Everything that a digest of this time tells, the next event first."""
    ahead = AHEAD[frequency]
    soon = max(now, since + ahead), now + ahead  # each closing is told once
    changed = (Change.made_at > since) & (Change.made_at <= now)
    closing = Category.closes_at.between(*soon) & Category.is_open
    wanted: ColumnElement[bool] = or_(
        Event.first_published_at > since,
        Event.id.in_(select(Change.event_id).where(changed)),
        (Event.state == State.PUBLISHED) & Event.categories.any(closing),
    )
    found = listed(filter_).where(not_over(now), wanted).options(*shown_in_lists()).limit(MOST)
    events = db.session.scalars(found).unique().all()
    before = _told([event.id for event in events], changed)
    found_kinds = [(_kind(event, before.get(event.id), since, soon), event) for event in events]
    return [Item(kind, event, before.get(event.id, {})) for kind, event in found_kinds if kind]


def is_different(event: Event, before: dict[str, Any]) -> bool:
    """Whether an event is still otherwise than people knew it."""
    after = snapshot(event)
    return before.get("state") != after["state"] or bool(kinds(before, after))


def _told(ids: list[int], changed: ColumnElement[bool]) -> dict[int, dict[str, Any]]:
    """What was known of each event before its first change."""
    changes = select(Change).where(Change.event_id.in_(ids), changed).order_by(Change.id.desc())
    return {change.event_id: change.before for change in db.session.scalars(changes)}


def _kind(
    event: Event, before: dict[str, Any] | None, since: datetime, soon: tuple[datetime, datetime]
) -> Kind | None:
    is_new = event.first_published_at is not None and event.first_published_at > since
    is_off = event.state is State.CANCELLED
    if is_new and not is_off:
        return Kind.NEW
    if before is not None and not is_new and is_different(event, before):
        return Kind.CANCELLED if is_off else Kind.CHANGED
    closes = [each.closes_at for each in event.categories if each.closes_at and each.is_open]
    closing = any(soon[0] <= closes_at <= soon[1] for closes_at in closes)
    return Kind.CLOSING if closing and event.state is State.PUBLISHED else None
