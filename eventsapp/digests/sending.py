"""The worker's part: digests at their hour, and word of a change on the day itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select

from eventsapp.digests import letters, queries
from eventsapp.digests.models import Subscription
from eventsapp.digests.moments import next_edition
from eventsapp.digests.news import is_different, news
from eventsapp.events.change_models import Change
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail.circulars import Circular, Copy, enqueue_all
from eventsapp.messages.notices import DELAY
from eventsapp.registration.models import LIVE, Registration

DAY_AHEAD = timedelta(hours=24)
LOOKED_BACK = timedelta(hours=6)  # for changes, should the worker have stood still


def queue_due(now: datetime) -> int:
    """Queue the digests whose hour has come; return how many. Nothing new, no digest.

    Commits after each part. Safe to repeat: what was told is noted with each subscription. Who
    pauses all mails hears nothing of that time.
    """
    queued, resting = 0, preferences.paused(now)
    while subscriptions := queries.due(now):
        copies: list[Copy] = []
        awake = [each for each in subscriptions if each.email not in resting]
        for _same, group in groupby(sorted(awake, key=_alike), key=_alike):
            copies += _digests(list(group), now)
        queued += enqueue_all(copies)
        for subscription in subscriptions:
            subscription.told_until = now
            subscription.due_at = next_edition(subscription.frequency, now)
        db.session.commit()
    return queued


def tell_at_once(now: datetime) -> int:
    """Tell of changes of events that begin within a day; return how many letters there were.

    Like a change notice it waits for ten minutes, and a change taken back is told to nobody.
    Who is registered hears of it by that notice. Commits after each part; safe to repeat.
    """
    return sum(_tell(event, change, now) for event, change in _just_changed(now))


def _alike(subscription: Subscription) -> tuple[str, str, str, datetime]:
    """What the words of a digest depend on."""
    return (
        subscription.filter_key,
        subscription.language,
        subscription.frequency,
        subscription.told_until,
    )


def _digests(subscriptions: Sequence[Subscription], now: datetime) -> list[Copy]:
    first = subscriptions[0]
    items = news(first.filter, first.frequency, since=first.told_until, now=now)
    if not items:
        return []
    circular = letters.news_circular(first, items)
    return [
        letters.copy_for(each, letters.NEWS, circular, key=_key(each), now=now)
        for each in subscriptions
    ]


def _key(subscription: Subscription) -> str:
    return f"digest:{subscription.id}:{subscription.told_until.isoformat()}"


def _just_changed(now: datetime) -> list[tuple[Event, Change]]:
    """Events that begin within a day and have changed, each with its first change."""
    changes = (
        select(Change)
        .join(Event, Change.event_id == Event.id)
        .where(
            Change.made_at.between(now - LOOKED_BACK, now - DELAY),
            Event.starts_at.between(now, now + DAY_AHEAD),
        )
        .order_by(Change.id.desc())
    )
    first = {change.event: change for change in db.session.scalars(changes)}
    return [pair for pair in first.items() if is_different(pair[0], pair[1].before)]


def _tell(event: Event, change: Change, now: datetime) -> int:
    told, last, number = _registered(event) | preferences.paused(now), 0, 0
    circulars: dict[str, Circular] = {}
    follows: dict[str, bool] = {}
    while subscriptions := queries.watching(after=last):
        last = subscriptions[-1].id
        copies = []
        for each in subscriptions:
            key = each.filter_key
            if key not in follows:
                follows[key] = queries.lets_through(each.filter, event)
            if follows[key] and each.email not in told:
                told.add(each.email)
                circular = _circular(circulars, event, change.before, each.language)
                number_key = f"digest-today:{change.id}:{each.id}"
                copies.append(
                    letters.copy_for(each, letters.TODAY, circular, key=number_key, now=now)
                )
        number += enqueue_all(copies)
        db.session.commit()
    return number


def _registered(event: Event) -> set[str | None]:
    """Addresses that hear of the event as registered people."""
    standing = Registration.event_id == event.id, Registration.status.in_(LIVE)
    return set(db.session.scalars(select(Registration.email).where(*standing)))


def _circular(
    kept: dict[str, Circular], event: Event, before: dict[str, Any], language: str
) -> Circular:
    if language not in kept:
        kept[language] = letters.today_circular(event, before, language)
    return kept[language]
