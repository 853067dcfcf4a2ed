"""The worker's part: digests at their hour, and word of a change on the day itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from eventsapp.digests import letters, queries
from eventsapp.digests.at_once import Word
from eventsapp.digests.models import Subscription
from eventsapp.digests.moments import next_edition
from eventsapp.digests.news import news
from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail.circulars import Copy, enqueue_all
from eventsapp.messages.notices import DELAY

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
    """Tell of changes of events that begin within a day, or were to; return how many letters.

    Like a change notice it waits for ten minutes after the last change, and a change taken back
    by then is told to nobody. Who is registered hears of it by that notice, and who had a digest
    since hears only what came after it. Commits after each part; safe to repeat.
    """
    changes = queries.just_changed(now - LOOKED_BACK, now - DELAY, now=now)
    together = groupby(changes, key=lambda each: each.event_id)
    words = [Word(list(group), now) for _event, group in together]
    return sum(_tell(word) for word in words if word.is_news)


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


def _tell(word: Word) -> int:
    last, number = 0, 0
    while subscriptions := queries.watching(after=last):
        last = subscriptions[-1].id
        number += enqueue_all(word.copies(subscriptions))
        db.session.commit()
    return number
