"""What people do with events: make, edit, publish, move, postpone, cancel, reinstate, withdraw.

Each change that a reader can see raises the publication counter; each one that people must
hear of leaves a Change. SEQUENCE rises once per change that endangers answers (RFC 5546 §2.1.4).
"""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from eventsapp.core import publication
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.events import applying, changes, details, following, rooms, slugs
from eventsapp.events.change_models import Change, ChangeKind
from eventsapp.events.details import Answerer, Body, Details, Seats
from eventsapp.events.drafts import (
    Conflict,
    WrongState,
    adopt_working_copy,
    create,
    discard_working_copy,
    flush,
    refresh_search_key,
    require,
    save_draft,
)
from eventsapp.events.models import PUBLIC_STATES, Event, Precision, State
from eventsapp.events.readiness import NotReady
from eventsapp.events.rooms import RoomTaken
from eventsapp.events.series import BadRule, clone, repeat
from eventsapp.events.times import set_times
from eventsapp.events.trash import put_away, restore
from eventsapp.events.zones import follow_zone_rules

__all__ = [
    "Answerer", "BadRule", "Body", "Conflict", "Details", "NotMinor", "NotReady", "RoomTaken",
    "Seats", "StillRegistered", "WrongState", "cancel", "clone", "create",
    "discard_working_copy", "follow_zone_rules", "move",
    "move_draft", "postpone", "publish", "publish_changes",
    "put_away", "refresh_search_key", "reinstate", "repeat", "restore", "save_draft", "withdraw",
]  # fmt: skip


class NotMinor(Refusal):
    """A new time is never a minor edit."""

    message = _l("The start or the end has changed, so everybody registered has to hear of it.")


class StillRegistered(Refusal):
    """Somebody has a place, so the page cannot just disappear."""

    message = _l("People are registered for this event. Cancel it, so that they hear of it.")


def publish(event: Event, *, by: int | None, now: datetime, shares_room: bool = False) -> None:
    """Make a draft public, or a withdrawn event public again.

    Its address is fixed by the first publication. Raises NotReady and RoomTaken.
    """
    require(event, State.DRAFT, State.WITHDRAWN)
    adopt_working_copy(event, now=now)
    if event.state is State.WITHDRAWN:
        event.sequence += 1
    slugs.settle(event)
    _enter(event, State.PUBLISHED, by=by, now=now)
    event.first_published_at = event.first_published_at or now
    _make_visible(event, now, shares_room=shares_room)


def publish_changes(
    event: Event, *, minor: bool, by: int | None, now: datetime, shares_room: bool = False
) -> list[Change]:
    """Make the working copy public; without one nothing happens.

    A minor edit leaves no Change and the same SEQUENCE, so nobody is told or asked. Raises
    NotReady, RoomTaken, and NotMinor when start or end differ.
    """
    require(event, *PUBLIC_STATES)
    if not event.working_copy:
        return []
    shown = changes.shown(event)
    what = adopt_working_copy(event, now=now)
    slugs.settle(event, what.slug)
    return _announce(event, shown, minor=minor, by=by, now=now, shares_room=shares_room)


def move(
    event: Event,
    *,
    starts: datetime,
    ends: datetime | None,
    doors: datetime | None,
    by: int | None,
    now: datetime,
    precision: Precision | None = None,
    shares_room: bool = False,
) -> list[Change]:
    """Give a public or postponed event other times (naive, in its zone).

    Closing times of registration keep their distance to the start. Raises RoomTaken,
    times.NoSuchHour and times.EndBeforeStart.
    """
    require(event, State.PUBLISHED, State.POSTPONED)
    shown = changes.shown(event)
    set_times(event, starts=starts, ends=ends, doors=doors, precision=precision)
    if event.state is State.POSTPONED and not changes.kinds(
        shown.snapshot, changes.snapshot(event)
    ):
        return [reinstate(event, by=by, now=now, shares_room=shares_room)]
    applying.shift_deadlines(event, shown.starts_at)
    _rebase_working_copy(event)
    return _announce(event, shown, minor=False, by=by, now=now, shares_room=shares_room)


def move_draft(
    event: Event,
    *,
    starts: datetime,
    ends: datetime | None,
    doors: datetime | None,
    by: int | None,  # noqa: ARG001 -- as `move`
    now: datetime,
    precision: Precision | None = None,
) -> None:
    """The same for a draft, of which nobody has to hear."""
    require(event, State.DRAFT)
    former = event.starts_at
    set_times(event, starts=starts, ends=ends, doors=doors, precision=precision)
    applying.shift_deadlines(event, former)
    _rebase_working_copy(event)
    event.updated_at = now
    flush()


def postpone(event: Event, *, reasons: Texts, by: int | None, now: datetime) -> Change:
    """Take the date away; a new one may follow by `move`."""
    require(event, State.PUBLISHED)
    return _change_state(
        event, State.POSTPONED, ChangeKind.POSTPONED, reasons=reasons, by=by, now=now
    )


def cancel(event: Event, *, reasons: Texts, by: int | None, now: datetime) -> Change:
    """Say that the event does not take place."""
    require(event, State.PUBLISHED, State.POSTPONED)
    return _change_state(
        event, State.CANCELLED, ChangeKind.CANCELLED, reasons=reasons, by=by, now=now
    )


def reinstate(event: Event, *, by: int | None, now: datetime, shares_room: bool = False) -> Change:
    """Take back a cancellation or postponement; what was postponed when cancelled is so again.

    Raises RoomTaken.
    """
    require(event, State.CANCELLED, State.POSTPONED)
    state = State.PUBLISHED
    if event.state is State.CANCELLED:
        state = changes.state_before_cancelling(event)
    return _change_state(
        event,
        state,
        ChangeKind.REINSTATED,
        reasons=Texts(),
        by=by,
        now=now,
        shares_room=shares_room,
    )


def withdraw(event: Event, *, registered: int, by: int | None, now: datetime) -> None:
    """Take the page away; its address answers 410. Raises StillRegistered if anybody is."""
    require(event, *PUBLIC_STATES)
    if registered:
        raise StillRegistered
    _enter(event, State.WITHDRAWN, by=by, now=now)
    event.sequence += 1
    _make_visible(event, now)


def _announce(
    event: Event,
    shown: changes.Shown,
    *,
    minor: bool,
    by: int | None,
    now: datetime,
    shares_room: bool,
) -> list[Change]:
    after = changes.snapshot(event)
    found = changes.kinds(shown.snapshot, after)
    if minor and ChangeKind.MOVED in found:
        raise NotMinor
    if not minor and changes.endanger_answers(shown.snapshot, after):
        event.sequence += 1
    if event.starts_at != shown.starts_at and event.state is not State.CANCELLED:
        _settle_previous(event, shown)
        if event.state is State.POSTPONED:
            _enter(event, State.PUBLISHED, by=by, now=now)
    _make_visible(event, now, shares_room=shares_room)
    if minor or event.state is State.CANCELLED:
        return []
    return [changes.record(event, kind, shown.snapshot, by=by, now=now) for kind in found]


def _settle_previous(event: Event, shown: changes.Shown) -> None:
    """Remember the day people know, unless the event has moved back to it."""
    moved_back = event.previous_starts_at == event.starts_at
    event.previous_starts_at = None if moved_back else shown.starts_at
    event.previous_local_starts_at = None if moved_back else shown.local_starts_at


def _enter(event: Event, state: State, *, by: int | None, now: datetime) -> None:
    event.state, event.reasons = state, Texts()
    event.state_changed_at, event.state_changed_by_id = now, by


def _change_state(
    event: Event,
    state: State,
    kind: ChangeKind,
    *,
    reasons: Texts,
    by: int | None,
    now: datetime,
    shares_room: bool = False,
) -> Change:
    shown = changes.shown(event)
    _enter(event, state, by=by, now=now)
    event.reasons = Texts(reasons)
    event.sequence += 1
    _make_visible(event, now, shares_room=shares_room)
    return changes.record(event, kind, shown.snapshot, by=by, now=now)


def _rebase_working_copy(event: Event) -> None:
    """Let a working copy start from the new times, or publishing it would undo the move."""
    if event.working_copy:
        stored = details.to_json(details.of(event))
        times = {name: stored[name] for name in ("starts", "ends", "doors", "precision")}
        event.working_copy = event.working_copy | times


def _make_visible(event: Event, now: datetime, *, shares_room: bool = False) -> None:
    event.updated_at = now
    refresh_search_key(event)
    flush()
    rooms.settle(event, shares=shares_room)
    following.mark(Event.parent_id == event.id, now=now)  # they name it
    publication.publish()
