"""Times of programme items: moved together, and checked against each other."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from eventsapp.programme.models import Item


def place(items: Sequence[Item], item: Item) -> list[Item]:
    """The items with this one put where its hour belongs; without an hour it stays, or goes last.

    Where no other has an hour it goes last too, behind the points of the agenda.
    """
    others = [each for each in items if each is not item]
    starts = item.local_starts_at
    if starts is None:
        return list(items) if item in items else [*others, item]
    timed = [
        (number, each.local_starts_at) for number, each in enumerate(others) if each.local_starts_at
    ]
    before = [number + 1 for number, begins in timed if begins <= starts]
    after = [number for number, begins in timed if begins > starts]
    index = before[-1] if before else min(after, default=len(others))
    return [*others[:index], item, *others[index:]]


def shift_later(items: Sequence[Item], item: Item, by: timedelta) -> None:
    """Move what begins after this item by as much as its end has moved."""
    for each in items[items.index(item) + 1 :] if by else ():
        starts = each.local_starts_at
        if starts is not None:
            each.local_starts_at = starts + by


def swap(first: Item, second: Item) -> None:
    """Let two neighbours change places in time: together they take the same time as before."""
    begins, turns = first.local_starts_at, second.local_starts_at
    if begins is None or turns is None:
        return
    length = timedelta(minutes=second.minutes) if second.minutes else turns - begins
    second.local_starts_at, first.local_starts_at = begins, begins + length


def clashes(items: Iterable[Item]) -> dict[int, set[int]]:
    """Who speaks in two items at once: numbers of participations, by the number of the later item."""
    timed = [
        (item, item.local_starts_at, item.local_ends_at)
        for item in items
        if item.local_starts_at and item.local_ends_at
    ]
    found: dict[int, set[int]] = {}
    for (first, starts, ends), (second, turns, closes) in combinations(timed, 2):
        both = _speakers(first) & _speakers(second)
        if both and starts < closes and turns < ends:
            found.setdefault(second.id, set()).update(both)
    return found


def _speakers(item: Item) -> set[int]:
    return {speaker.participation_id for speaker in item.speakers}
