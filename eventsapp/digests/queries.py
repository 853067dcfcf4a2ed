"""Reads of subscriptions: the one of a link, those whose digest is due, those who follow an event."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsapp.core import tokens
from eventsapp.digests.models import LINK, State, Subscription
from eventsapp.events.change_models import Change
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.events.queries import listed
from eventsapp.extensions import db
from eventsapp.mail.models import Unsubscription

PART = 200  # people written to at once


def find_by_token(token: str) -> Subscription | None:
    """The subscription of a link."""
    read = tokens.read(LINK, token)
    return db.session.get(Subscription, read[0]) if read else None


def find(email: str, filter_key: str) -> Subscription | None:
    """The subscription of an address to one filter."""
    return db.session.scalar(
        select(Subscription).where(
            Subscription.email == email, Subscription.filter_key == filter_key
        )
    )


def due(now: datetime) -> Sequence[Subscription]:
    """Some of those whose digest is due, for one worker alone."""
    return db.session.scalars(
        select(Subscription)
        .where(Subscription.state == State.ACTIVE, Subscription.due_at <= now)
        .order_by(Subscription.filter_key, Subscription.id)
        .limit(PART)
        .with_for_update(skip_locked=True)
    ).all()


def called_unwanted() -> list[Subscription]:
    """Those that run although their address was unsubscribed: by a complaint about a digest."""
    prefix, length = Subscription.TOPIC, len(Subscription.TOPIC)
    topics = db.session.scalars(
        select(Unsubscription.topic).where(Unsubscription.topic.startswith(prefix))
    )
    ids = [int(topic[length:]) for topic in topics]
    found = select(Subscription).where(Subscription.id.in_(ids), Subscription.state == State.ACTIVE)
    return list(db.session.scalars(found)) if ids else []


def watching(*, after: int) -> Sequence[Subscription]:
    """The next of those who want to hear of changes at once."""
    return db.session.scalars(
        select(Subscription)
        .where(
            Subscription.state == State.ACTIVE,
            Subscription.tells_at_once.is_(True),
            Subscription.id > after,
        )
        .order_by(Subscription.id)
        .limit(PART)
    ).all()


def just_changed(since: datetime, until: datetime, *, now: datetime) -> Sequence[Change]:
    """All changes of the events that are to come and changed last between two instants.

    Event by event, the first change first.
    """
    lately = (
        select(Change.event_id)
        .join(Event, Change.event_id == Event.id)
        .where(Event.starts_at >= now)
        .group_by(Change.event_id)
        .having(func.max(Change.made_at).between(since, until))
    )
    found = select(Change).where(Change.event_id.in_(lately)).options(joinedload(Change.event))
    return db.session.scalars(found.order_by(Change.event_id, Change.id)).all()


def lets_through(filter_: Filter, event: Event) -> bool:
    """Whether an event is listed under a filter."""
    found = listed(filter_).where(Event.id == event.id).with_only_columns(Event.id)
    return db.session.scalar(found) is not None
