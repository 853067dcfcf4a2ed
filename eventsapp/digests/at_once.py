"""Word of what changed of one event on the day itself: who hears it, and since when it is news."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import select

from eventsapp.digests import letters, queries
from eventsapp.digests.models import Subscription
from eventsapp.digests.news import is_different
from eventsapp.events.change_models import Change
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail.circulars import Circular, Copy
from eventsapp.mail.models import FAILED_STATES, Message, State
from eventsapp.registration.models import LIVE, Registration

DAY_AHEAD = timedelta(hours=24)
UNHEARD = (State.WITHDRAWN, *FAILED_STATES)  # letters that told their reader nothing
_KEY = "digest-today"


class Word:
    """The letters about the changes of one event; nobody is told the same change twice."""

    def __init__(self, changes: Sequence[Change], now: datetime) -> None:
        """Take all changes of the event, the first one first."""
        self.event, self.changes, self.now = changes[0].event, changes, now
        self._news = {each.id for each in changes if _is_news(self.event, each.before, now)}
        self._follows: dict[str, bool] = {}  # by the key of a filter
        self._circulars: dict[tuple[int, str], Circular] = {}

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell, whoever reads it."""
        return bool(self._news)

    def copies(self, subscriptions: Sequence[Subscription]) -> list[Copy]:
        """The letters to those of some hundreds of readers to whom there is something to tell."""
        mine = [each for each in subscriptions if self._is_for(each)]
        last = _last_told([each.email for each in mine], self.changes)
        news = [(each, self._first_unheard(each, last.get(each.email, 0))) for each in mine]
        return [self._copy(each, change) for each, change in news if change]

    @cached_property
    def _passed(self) -> set[str | None]:
        """The addresses that are not written to, or have been considered already."""
        return _registered(self.event) | preferences.paused(self.now)

    def _is_for(self, subscription: Subscription) -> bool:
        """Once for an address, by the first of its subscriptions that lets the event through."""
        key = subscription.filter_key
        if subscription.email in self._passed:
            return False
        if key not in self._follows:
            self._follows[key] = queries.lets_through(subscription.filter, self.event)
        if self._follows[key]:
            self._passed.add(subscription.email)
        return self._follows[key]

    def _first_unheard(self, subscription: Subscription, last: int) -> Change | None:
        """The first change after what this reader heard, of a digest or at once, if it still holds."""
        unheard = (
            each
            for each in self.changes
            if each.id > last and each.made_at > subscription.told_until
        )
        first = next(unheard, None)
        return first if first and first.id in self._news else None

    def _copy(self, subscription: Subscription, first: Change) -> Copy:
        circular = self._circular(first, subscription.language)
        key = f"{_KEY}:{self.changes[-1].id}:{subscription.id}"
        return letters.copy_for(subscription, letters.TODAY, circular, key=key, now=self.now)

    def _circular(self, first: Change, language: str) -> Circular:
        words = (first.id, language)
        if words not in self._circulars:
            self._circulars[words] = letters.today_circular(self.event, first.before, language)
        return self._circulars[words]


def _is_news(event: Event, before: dict[str, Any], now: datetime) -> bool:
    """Whether what was known is wrong now, of an event that begins within a day or was to."""
    begins = [event.starts_at]
    if "utc" in before:
        begins.append(datetime.fromisoformat(before["utc"]))
    is_soon = any(now <= at <= now + DAY_AHEAD for at in begins)
    return is_soon and is_different(event, before)


def _registered(event: Event) -> set[str | None]:
    """Addresses that hear of the event as registered people."""
    standing = Registration.event_id == event.id, Registration.status.in_(LIVE)
    return set(db.session.scalars(select(Registration.email).where(*standing)))


def _last_told(addresses: Sequence[str], changes: Sequence[Change]) -> dict[str, int]:
    """The number of the last of these changes that each address was told of on the day."""
    letters_of = select(Message.recipient, Message.key).where(
        Message.template == letters.TODAY,
        Message.key.startswith(f"{_KEY}:"),
        Message.recipient.in_(addresses),
        Message.state.not_in(UNHEARD),
    )
    numbers, last = {each.id for each in changes}, dict[str, int]()
    for address, key in db.session.execute(letters_of):
        number = int(key.split(":")[1])
        if number in numbers:
            last[address] = max(number, last.get(address, 0))
    return last
