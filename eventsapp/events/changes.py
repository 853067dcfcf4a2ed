"""What of an event its people must hear of: compared before and after, and written down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventsapp.core.texts import LANGUAGES, reworded
from eventsapp.events.change_models import Change, ChangeKind
from eventsapp.events.models import Event, State
from eventsapp.events.place import place_line, place_texts
from eventsapp.extensions import db

_TIMES = ("starts", "ends", "zone", "precision", "utc")


@dataclass(frozen=True)
class Shown:
    """An event as people see it before a change is made."""

    snapshot: dict[str, Any]
    local_starts_at: datetime
    starts_at: datetime


def shown(event: Event) -> Shown:
    """The event as it is now; take it before changing anything."""
    return Shown(snapshot(event), event.local_starts_at, event.starts_at)


def snapshot(event: Event) -> dict[str, Any]:
    """What people are told of it, as JSON; times are wall times in `zone`."""
    return {
        "title": event.titles.read([event.original_language]).text,
        "state": event.state.value,
        "precision": event.precision.value,
        "starts": event.local_starts_at.isoformat(),
        "ends": event.local_ends_at and event.local_ends_at.isoformat(),
        "zone": event.timezone,
        "utc": event.starts_at.isoformat(),
        "place": place_line(event, [event.original_language]) if _has_place(event) else "",
        "places": _places(event) if _has_place(event) else {},
        "place_texts": [dict(texts or {}) for texts in place_texts(event)],
        "point": _point(event),
        "online": event.online_url,
    }


def kinds(before: dict[str, Any], after: dict[str, Any]) -> list[ChangeKind]:
    """The kinds of change between two snapshots, those of the state aside."""
    found = {
        ChangeKind.MOVED: is_moved(before, after),
        ChangeKind.PLACE: _leads_elsewhere(before, after),
        ChangeKind.ONLINE: before["online"] != after["online"],
    }
    return [kind for kind, differs in found.items() if differs]


def is_moved(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether the hours on the wall, their zone or how sure they are differ."""
    return any(before.get(name) != after[name] for name in _TIMES)


def place_reworded(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The languages in which the place says something else; a translation added does not."""
    texts = zip(before.get("place_texts", ()), after["place_texts"], strict=False)
    found = set[str]().union(*(reworded(was, is_) for was, is_ in texts))
    return [language for language in LANGUAGES if language in found]


def endanger_answers(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether calendars must ask anew: SEQUENCE rises (RFC 5546 §2.1.4).

    Our own addition to the RFC's list: another place, and online beside or instead of it.
    """
    found = kinds(before, after)
    gone_online = bool(before["online"]) != bool(after["online"])
    return ChangeKind.MOVED in found or ChangeKind.PLACE in found or gone_online


def has_stayed(event: Event, since: datetime) -> bool:
    """Whether everything people must hear of is as it was at an instant, be it back again.

    What they need not hear of leaves no Change, and differs in nothing that endangers answers.
    """
    later = select(Change).where(Change.event_id == event.id, Change.made_at > since)
    first = db.session.scalar(later.order_by(Change.id).limit(1))
    if first is None:
        return True
    after = snapshot(event)
    return bool(first.before["state"] == after["state"]) and not kinds(first.before, after)


def record(
    event: Event, kind: ChangeKind, before: dict[str, Any], *, by: int | None, now: datetime
) -> Change:
    """Write down one change; `messages` takes it up from there."""
    change = Change(
        event=event, kind=kind, before=before, after=snapshot(event), made_at=now, made_by_id=by
    )
    db.session.add(change)
    return change


def state_before_cancelling(event: Event) -> State:
    """What a cancelled event was before, by its last cancellation."""
    last = (
        select(Change)
        .where(Change.event_id == event.id, Change.kind == ChangeKind.CANCELLED)
        .order_by(Change.id.desc())
    )
    change = db.session.scalar(last.limit(1))
    return State(change.before["state"]) if change else State.PUBLISHED


def _has_place(event: Event) -> bool:
    return bool(event.venue or event.city or event.place_notes)


def _places(event: Event) -> dict[str, str]:
    return {language: place_line(event, [language]) for language in LANGUAGES}


def _point(event: Event) -> str:
    venue = event.venue
    known = venue is not None and venue.latitude is not None and venue.longitude is not None
    return f"{venue.latitude}, {venue.longitude}" if venue and known else ""


def _leads_elsewhere(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether the place is another one, in any language or on the map.

    A point that was not known before leads nobody away.
    """
    points = before.get("point"), after["point"]
    is_far = all(points) and points[0] != points[1]
    return is_far or before["place"] != after["place"] or bool(place_reworded(before, after))
