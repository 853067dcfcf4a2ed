"""How long a public page stays true: until the next moment at which it would read differently."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event
from eventsapp.registration.seats import taken_by_category
from eventsapp.site.queries import OLD_PLACE_HOURS, next_change

HOME_ZONE = "Asia/Almaty"  # of the date above the list, which no single event decides
UNENDED_HOURS = 8  # how long an event without an end stays listed (events.queries.not_over)


def until(events: Iterable[Event], now: datetime, *, is_list: bool = False) -> datetime:
    """The next moment that matters to a page showing these events; at the latest a midnight.

    On a list, what is not shown on this page counts too: it moves the others up.
    """
    shown = list(events)
    zones = {HOME_ZONE, *(event.timezone for event in shown)}
    moments = [moment for event in shown for moment in _moments(event) if moment > now]
    moments += [midnight_after(now, zone) for zone in zones]
    change = next_change(now) if is_list else None
    return min([*moments, change] if change else moments)


def midnight_after(now: datetime, zone: str) -> datetime:
    """When the next day begins in a zone."""
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)


def probe(events: Iterable[Event]) -> Callable[[], Hashable] | None:
    """What to look at to learn whether free places have changed; None where none are counted."""
    counted = [event.id for event in events if event.categories]
    return partial(_taken, counted) if counted else None


def _taken(event_ids: list[int]) -> Hashable:
    return frozenset(taken_by_category(event_ids, now=utcnow()).items())


def _moments(event: Event) -> Iterator[datetime]:
    yield event.starts_at
    yield event.effective_end
    if event.ends_at is None:
        yield event.starts_at + timedelta(hours=UNENDED_HOURS)
    if event.previous_starts_at:
        yield event.previous_starts_at + timedelta(hours=OLD_PLACE_HOURS)
    for category in event.categories:
        yield from (moment for moment in (category.opens_at, category.closes_at) if moment)
