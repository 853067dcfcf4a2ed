"""Keeping what a reader has chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from eventsapp.digests import services as digests
from eventsapp.digests.models import Frequency, Subscription
from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail.preferences import Kind
from eventsapp.preferences import languages


@dataclass(frozen=True)
class Choice:
    """What a reader wants: of the kinds that were offered, until when nothing, how often what."""

    offered: Collection[Kind]
    wanted: Collection[str]
    paused_until: datetime | None
    language: str | None  # None: not asked for
    digests: Mapping[Subscription, Frequency | None]


def choose(address: str, choice: Choice, *, now: datetime) -> None:
    """Write to this address from now on as its reader wants. Safe to repeat."""
    preferences.choose(
        address,
        offered=choice.offered,
        wanted=choice.wanted,
        paused_until=choice.paused_until,
        now=now,
    )
    if choice.language:
        languages.choose(address, choice.language)
    for subscription, frequency in choice.digests.items():
        digests.follow(subscription, frequency, now=now)
    db.session.flush()
