"""The four mails to subscribers: confirm, the digest, a change on the day, goodbye."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from eventsapp.core import dates
from eventsapp.digests.models import Subscription
from eventsapp.digests.news import Item, Kind
from eventsapp.digests.wording import FREQUENCIES, SECTIONS, describe
from eventsapp.events.models import Event, State
from eventsapp.events.place import short_place
from eventsapp.mail import one_click, urls
from eventsapp.mail import services as outbox
from eventsapp.mail.circulars import Circular, Copy
from eventsapp.messages.differences import differences
from eventsapp.web import locale

CONFIRM, NEWS, TODAY, GOODBYE = (
    f"digests/{name}" for name in ("confirm", "news", "today", "goodbye")
)
OWN = ("manage_url",)
CONFIRM_EVERY = timedelta(minutes=10)  # asked for more often, the mail still comes once
WORTH = timedelta(days=1)  # how long a digest is worth sending


def send_confirm(subscription: Subscription, now: datetime) -> None:
    """Ask the address whether it was they who subscribed."""
    turn = int(now.timestamp() // CONFIRM_EVERY.total_seconds())
    _send(CONFIRM, subscription, key=f"digest-confirm:{subscription.id}:{turn}", now=now)


def send_goodbye(subscription: Subscription, now: datetime) -> None:
    """Say that no more will come, with the way back."""
    _send(GOODBYE, subscription, key=f"digest-end:{subscription.id}:{now.isoformat()}", now=now)


def news_circular(subscription: Subscription, items: Sequence[Item]) -> Circular:
    """A digest for all who follow the same in the same language."""
    language = subscription.language
    rows = [_row(item.event, item.before, language) | {"kind": item.kind} for item in items]
    with locale.speaking(language):
        sections = [
            (str(SECTIONS[kind]), [row for row in rows if row["kind"] is kind]) for kind in Kind
        ]
        found: dict[str, Any] = {
            "sections": [section for section in sections if section[1]],
            "number": len(rows),
            "first": rows[0]["title"],
            "list_url": urls.absolute("site.events", lang=language, **subscription.filter_args),
            "what": describe(subscription.filter, language),
        }
    return Circular(NEWS, language, _common() | found, own=OWN)


def today_circular(event: Event, before: dict[str, Any], language: str) -> Circular:
    """Word of a change of an event that is about to begin."""
    found = _row(event, before, language) | {"is_off": event.state is not State.PUBLISHED}
    return Circular(TODAY, language, _common() | found, own=OWN)


def copy_for(
    subscription: Subscription, template: str, circular: Circular, *, key: str, now: datetime
) -> Copy:
    """One subscriber's message, ready for the outbox."""
    message = outbox.draft(
        template,
        to=subscription.email,
        language=subscription.language,
        key=key,
        now=now,
        topic=subscription.topic,
        headers=one_click.headers(urls.absolute("digests.end", token=subscription.token)),
        expires_at=now + WORTH,
    )
    return Copy(message, circular, {"manage_url": _own_page(subscription)})


def _send(template: str, subscription: Subscription, *, key: str, now: datetime) -> None:
    language = subscription.language
    with locale.speaking(language):
        frequency = str(FREQUENCIES[subscription.frequency])
    outbox.enqueue(
        template,
        to=subscription.email,
        language=language,
        key=key,
        now=now,
        topic=subscription.topic,
        what=describe(subscription.filter, language),
        frequency=frequency,
        own_url=_own_page(subscription),
        **_common(),
    )


def _common() -> dict[str, Any]:
    return {"sender_name": current_app.config["SITE_NAME"]}


def _own_page(subscription: Subscription) -> str:
    return urls.absolute("digests.show", token=subscription.token)


def _row(event: Event, before: dict[str, Any], language: str) -> dict[str, Any]:
    order = [language, event.original_language]
    with locale.speaking(language):
        return {
            "title": event.titles.read(order),
            "when": _when(event, language),
            "time": dates.clock(event.local_starts_at) if event.has_hours else "",
            "place": short_place(event, order),
            "postponed": event.state is State.POSTPONED,
            "differences": differences(event, before, language) if before else [],
            "reason": event.reasons.read(order).text if before else "",
            "url": urls.absolute("site.show", lang=language, slug=event.slug),
        }


def _when(event: Event, language: str) -> str:
    starts, ends = event.local_starts_at, event.local_ends_at
    if not event.has_hours:
        return dates.day_range(starts.date(), (ends or starts).date(), language)
    return dates.day_and_hours(starts, ends, language)
