"""What is done to one event and to all later ones of its series. Each stays an event of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from eventsapp.core.texts import Texts
from eventsapp.events import details, merging, rooms, services
from eventsapp.events.details import Details
from eventsapp.events.models import Event, Precision, State
from eventsapp.messages import notices, reminders


def move(
    events: Sequence[Event],
    *,
    starts: datetime,
    ends: datetime | None,
    doors: datetime | None,
    precision: Precision,
    by: int | None,
    now: datetime,
    shares_room: bool = False,
) -> None:
    """Give the first event these times (naive, in its zone); the others move by as much.

    All last as long as the first. Raises RoomTaken, times.NoSuchHour and times.EndBeforeStart.
    """
    rooms.release(events)
    step = starts - events[0].local_starts_at
    move_public = partial(services.move, shares_room=shares_room)
    for event in events:
        begins = event.local_starts_at + step
        shift = begins - starts
        act: Callable[..., Any] = services.move_draft if event.state is State.DRAFT else move_public
        act(
            event,
            starts=begins,
            ends=ends and ends + shift,
            doors=doors and doors + shift,
            precision=precision,
            by=by,
            now=now,
        )


def cancel(events: Iterable[Event], *, reasons: Texts, by: int | None, now: datetime) -> None:
    """Say that none of these takes place; drafts, of which nobody knows, go to the trash."""
    for event in events:
        if event.state is State.DRAFT:
            services.put_away(event, by=by, now=now)
        else:
            services.cancel(event, reasons=reasons, by=by, now=now)


def publish(
    events: Iterable[Event], *, by: int | None, now: datetime, shares_room: bool = False
) -> None:
    """Make those of the events public that are drafts. Raises NotReady and RoomTaken."""
    for event in events:
        if event.state is State.DRAFT:
            services.publish(event, by=by, now=now, shares_room=shares_room)


def publish_changes(
    events: Sequence[Event],
    *,
    minor: bool,
    by: int | None,
    now: datetime,
    shares_room: bool = False,
) -> Sequence[Event]:
    """Publish the working copy of the first event, and what it changes in the others too.

    Each keeps its own times and ways of taking part, and what was edited in it alone. Where
    others are at work on one, the change waits beside theirs: those events are given back. Raises
    RoomTaken.
    """
    first, *later = events
    before = details.of(first)
    publish_each = partial(
        services.publish_changes, minor=minor, by=by, now=now, shares_room=shares_room
    )
    publish_each(first)
    after = details.of(first)
    busy = []
    for event in later:
        is_busy = bool(event.working_copy)
        _carry(event, before, after, by=by, now=now)
        if is_busy:
            busy.append(event)
        elif event.state is not State.DRAFT:
            publish_each(event)
    return busy


def tell(events: Iterable[Event], now: datetime) -> None:
    """Let the people of these events hear of what has changed."""
    for event in events:
        notices.note_changes(event, now)
    reminders.follow_events(now)


def _carry(event: Event, before: Details, after: Details, *, by: int | None, now: datetime) -> None:
    own = {name: getattr(before, name) for name in _OWN}
    merged = merging.merge(before, details.current(event), replace(after, **own)).details
    services.save_draft(event, merged, version=event.version, by=by, now=now)


_OWN = (*merging.GROUPS["times"], "categories", "slug")
