"""Places taken and left, and what the button says.

The database counts who has and who holds a seat with every row it writes (`tally_models`); what
was held for a time that is over is told from the rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, case, func, or_, select

from eventsapp.events.category_models import Category
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration.models import HELD, Registration
from eventsapp.registration.tally_models import Tally

LAST_PLACES = 0.1  # of the capacity: from here on the button says so


_OF_EVENTS = Tally.event_id.in_(bindparam("events", expanding=True))
_STILL_HELD = (
    select(func.count())
    .where(
        Registration.event_id == Tally.event_id,
        Registration.category_id == Tally.category_id,
        Registration.status.in_(HELD),
        or_(Registration.held_until.is_(None), Registration.held_until > bindparam("now")),
    )
    .scalar_subquery()
)
_TAKEN = select(Tally.category_id, Tally.confirmed + Tally.held).where(_OF_EVENTS)
TAKEN_NOW = Tally.confirmed + case((Tally.held > 0, _STILL_HELD), else_=0)  # asks for `now`
_TAKEN_NOW = select(Tally.category_id, TAKEN_NOW).where(_OF_EVENTS)


@dataclass(frozen=True)
class Places:
    """How many persons something takes and has. A capacity of None takes any number."""

    capacity: int | None
    taken: int
    left: int | None
    by_category: Mapping[int, "Places"] = field(default_factory=dict)

    def has_room(self, persons: int = 1) -> bool:
        """Whether so many more persons fit."""
        return self.left is None or self.left >= persons

    @property
    def are_few(self) -> bool:
        """Whether less than a tenth is left."""
        return self.capacity is not None and (self.left or 0) < self.capacity * LAST_PLACES


class Entry(StrEnum):
    """What an event says to somebody who wants to register."""

    NONE = "none"  # it takes no registrations
    OPENS_LATER = "opens_later"
    OPEN = "open"
    LAST_PLACES = "last_places"
    ASK = "ask"  # every open way needs the organiser's approval
    WAIT = "wait"  # full, with a waiting list
    BY_INVITATION = "by_invitation"
    FULL = "full"
    CLOSED = "closed"
    OVER = "over"


@dataclass(frozen=True)
class EntryState:
    """What the button of an event says; `at` is when it opens or closed, where that is known."""

    kind: Entry
    at: datetime | None = None
    left: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody can register at this moment."""
        return self.kind in (Entry.OPEN, Entry.LAST_PLACES, Entry.ASK, Entry.WAIT)


def taken_by_category(event_ids: Iterable[int], *, now: datetime | None = None) -> dict[int, int]:
    """Persons with a seat per category of these events, in one query however many they are.

    A category that nobody ever asked for need not be among them.

    With `now`, seats that were only held until a moment before it do not count.
    """
    counted, moment = (_TAKEN, {}) if now is None else (_TAKEN_NOW, {"now": now})
    found = db.session.execute(counted, {"events": list(event_ids)} | moment)
    return {category_id: persons for category_id, persons in found}  # noqa: C416 -- rows are not pairs to mypy


def places(
    event: Event, taken: Mapping[int, int] | None = None, *, now: datetime | None = None
) -> Places:
    """The event's places, in all and by category.

    A list passes what `taken_by_category` found for all of its events.
    """
    if taken is None:
        taken = taken_by_category([event.id], now=now)
    seated = Counter({category.id: taken.get(category.id, 0) for category in event.categories})
    total_left = None if event.capacity is None else max(event.capacity - seated.total(), 0)
    by_category = {
        category.id: _category_places(category, seated[category.id], total_left)
        for category in event.categories
    }
    capacity = _least(event.capacity, _sum(category.capacity for category in event.categories))
    left = _least(total_left, _sum(each.left for each in by_category.values()))
    return Places(capacity, seated.total(), left, by_category)


def room_in(category: Category, now: datetime, taken: Mapping[int, int] | None = None) -> Places:
    """The places of one category; the press has its own, beside those of the public.

    `taken` is what `taken_by_category` would find, for a caller who knows.
    """
    event = category.event
    if taken is None:
        taken = taken_by_category([event.id], now=now)
    if category.for_press:
        return _category_places(category, taken.get(category.id, 0), None)
    return places(event, taken).by_category[category.id]


def opens_at(category: Category, now: datetime) -> datetime | None:
    """When registering opens, if that is still to come and the organiser lets it."""
    return category.opens_at if category.is_open and _is_ahead(category.opens_at, now) else None


def closes_at(event: Event, category: Category) -> datetime:
    """When registering closes: as set, else when the event starts."""
    return category.closes_at or event.starts_at


def accepts(event: Event, category: Category, now: datetime) -> bool:
    """Whether the category takes registrations at this moment, full or not."""
    return (
        event.state is State.PUBLISHED
        and category.is_open
        and not category.for_press
        and not _is_ahead(category.opens_at, now)
        and now < closes_at(event, category)
        and not event.is_over(now)
    )


def takes_by_hand(event: Event) -> bool:
    """Whether the team can register people, inside the window or not."""
    return event.state in (State.PUBLISHED, State.POSTPONED)


def accepting(event: Event, now: datetime) -> list[Category]:
    """The categories that the public form offers at this moment, full or not."""
    return [each for each in event.categories if each.is_offered and accepts(event, each, now)]


def next_change(event: Event, now: datetime) -> datetime:
    """The next moment at which the clock alone opens or closes a category."""
    moments = [event.starts_at, event.effective_end]
    for category in event.categories:
        moments += [at for at in (category.opens_at, category.closes_at) if at]
    return min((at for at in moments if at > now), default=now)


def entry_state(event: Event, places: Places, now: datetime) -> EntryState:
    """What the button says, from the categories' windows and the places left."""
    if not event.categories or event.state is not State.PUBLISHED:
        return EntryState(Entry.NONE)
    if event.is_over(now):
        return EntryState(Entry.OVER, event.effective_end)
    if open_ones := accepting(event, now):
        return _state_of_open(places, open_ones)
    if any(accepts(event, each, now) for each in event.categories):
        return EntryState(Entry.BY_INVITATION)
    opening = [at for each in event.categories if (at := opens_at(each, now))]
    if opening:
        return EntryState(Entry.OPENS_LATER, min(opening))
    closed = max(closes_at(event, each) for each in event.categories)
    return EntryState(Entry.CLOSED, closed if closed <= now else None)


def _category_places(category: Category, taken: int, total_left: int | None) -> Places:
    own_left = None if category.capacity is None else max(category.capacity - taken, 0)
    return Places(category.capacity, taken, _least(own_left, total_left))


def _state_of_open(places: Places, accepting: list[Category]) -> EntryState:
    open_places = [places.by_category[each.id] for each in accepting]
    with_room = [each for each in accepting if places.by_category[each.id].has_room()]
    if not with_room:
        has_line = any(each.has_waiting_list for each in accepting)
        return EntryState(Entry.WAIT if has_line else Entry.FULL, left=0)
    if all(each.needs_approval for each in with_room):
        return EntryState(Entry.ASK, left=places.left)
    kind = Entry.LAST_PLACES if places.are_few else Entry.OPEN
    return EntryState(kind, left=_least(places.left, _sum(each.left for each in open_places)))


def _is_ahead(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now


def _least(*numbers: int | None) -> int | None:
    return min((each for each in numbers if each is not None), default=None)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum, or None as soon as one of them has no limit."""
    total = 0
    for each in numbers:
        if each is None:
            return None
        total += each
    return total
