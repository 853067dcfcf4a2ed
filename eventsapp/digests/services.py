"""What subscribers do: subscribe, confirm, change, end, come back; and forgetting who did not."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlalchemy import or_, select

from eventsapp.digests import letters, queries
from eventsapp.digests.models import Frequency, State, Subscription
from eventsapp.digests.moments import next_edition
from eventsapp.events.filters import Filter
from eventsapp.extensions import db
from eventsapp.mail import services as outbox

KEPT_FOR = timedelta(days=7)  # unconfirmed, or ended and not taken up again


@dataclass(frozen=True)
class Wish:
    """How somebody wants to be told."""

    language: str
    frequency: Frequency
    tells_at_once: bool


def subscribe(email: str, filter_: Filter, wish: Wish, *, now: datetime) -> None:
    """Ask the address to confirm; nothing goes out before it has.

    The same for every address: one that follows these events already gets the link to its page.
    """
    email = email.strip().lower()
    key = _key(filter_)
    subscription = queries.find(email, key)
    if subscription is None:
        subscription = Subscription(
            email=email,
            filter_args=filter_.to_args(),
            filter_key=key,
            created_at=now,
            told_until=now,
            due_at=now,
        )
        db.session.add(subscription)
    if not subscription.is_active:
        subscription.state, subscription.created_at = State.UNCONFIRMED, now
        _set(subscription, wish)
    db.session.flush()
    letters.send_confirm(subscription, now)


def confirm(subscription: Subscription, *, now: datetime) -> None:
    """Begin, or begin again; what is published from now on is told. Twice is harmless."""
    if subscription.is_active:
        return
    subscription.state, subscription.ended_at = State.ACTIVE, None
    subscription.told_until = now
    subscription.due_at = next_edition(subscription.frequency, now)
    outbox.subscribe_again(subscription.email, subscription.topic)


def change(subscription: Subscription, wish: Wish, *, now: datetime) -> None:
    """Take up another language or frequency."""
    _set(subscription, wish)
    subscription.due_at = next_edition(subscription.frequency, now)


def end(subscription: Subscription, *, now: datetime) -> None:
    """Send no more, and say so once. Twice is harmless."""
    if subscription.state is State.ENDED:
        return
    was_active = subscription.is_active
    subscription.state, subscription.ended_at = State.ENDED, now
    outbox.withdraw(topic=subscription.topic)
    if was_active:
        letters.send_goodbye(subscription, now)


def follow(subscription: Subscription, frequency: Frequency | None, *, now: datetime) -> None:
    """Let it come this often from now on, or never again. Safe to repeat."""
    if frequency is None:
        end(subscription, now=now)
        return
    is_new = frequency is not subscription.frequency
    subscription.frequency = frequency
    if subscription.is_active and is_new:
        subscription.due_at = next_edition(frequency, now)
    confirm(subscription, now=now)


def end_unwanted(now: datetime) -> int:
    """End those whose reader has called a digest unwanted; return how many there were.

    No goodbye: it would be one more such mail. Safe to repeat.
    """
    found = queries.called_unwanted()
    for subscription in found:
        subscription.state, subscription.ended_at = State.ENDED, now
        outbox.withdraw(topic=subscription.topic)
    return len(found)


def forget_stale(now: datetime) -> int:
    """Forget who never confirmed, and who left a week ago; return how many they were."""
    before = now - KEPT_FOR
    stale = select(Subscription).where(
        or_(
            (Subscription.state == State.UNCONFIRMED) & (Subscription.created_at < before),
            (Subscription.state == State.ENDED) & (Subscription.ended_at < before),
        )
    )
    found = db.session.scalars(stale).all()
    for subscription in found:
        outbox.erase(topic=subscription.topic)
        db.session.delete(subscription)
    return len(found)


def _set(subscription: Subscription, wish: Wish) -> None:
    subscription.language = wish.language
    subscription.frequency = wish.frequency
    subscription.tells_at_once = wish.tells_at_once


def _key(filter_: Filter) -> str:
    args = sorted(
        (name, sorted(value) if isinstance(value, list) else value)
        for name, value in filter_.to_args().items()
    )
    return hashlib.sha256(urlencode(args, doseq=True).encode()).hexdigest()
