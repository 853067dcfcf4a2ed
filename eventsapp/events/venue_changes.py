"""A venue is changed: its coming events are elsewhere then, and their people have to hear of it.

A new name leads nobody to another door and stays silent; an address, a city, a zone, a map point
and a room that is gone do not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventsapp.events import applying, changes, queries, rooms, times
from eventsapp.events.change_models import ChangeKind
from eventsapp.events.drafts import flush, refresh_search_key
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.venues import services as venues
from eventsapp.venues.models import Venue
from eventsapp.venues.services import VenueDetails


@dataclass(frozen=True)
class Relocated:
    """One event whose people have to hear of it, and what they knew of it before."""

    event: Event
    before: dict[str, Any]

    @property
    def moves(self) -> bool:
        """Whether its hour is another one too, in a zone that is another one."""
        return bool(self.before["utc"] != self.event.starts_at.isoformat())


@dataclass(frozen=True)
class _Where:
    """What of a venue says where to go."""

    address: Mapping[str, str]
    city_id: int
    zone: str
    point: tuple[float | None, float | None]


def change(
    venue: Venue, details: VenueDetails, *, minor: bool = False, by: int | None, now: datetime
) -> list[Relocated]:
    """Write the details over a venue; return its coming events that are elsewhere now.

    Their city follows, and their zone where it was the venue's. A minor edit leaves no Change,
    unless the zone takes the start along.
    """
    was, coming = _where(venue), _coming(venue, now)
    known = [(event, changes.shown(event)) for event in coming]
    venues.change(venue, details, now=now)
    is_, moved_out = _where(venue), _without_room(coming, venue)
    relocated = []
    for event, shown in known:
        _follow(event, shown, was, is_)
        if event in moved_out or _leads_elsewhere(was, is_):
            relocated += _announce(event, shown, minor=minor, by=by, now=now)
    flush()
    _settle_rooms([each.event for each in relocated])
    return relocated


def _where(venue: Venue) -> _Where:
    point = venue.latitude, venue.longitude
    return _Where(dict(venue.address), venue.city.id, venue.zone, point)


def _coming(venue: Venue, now: datetime) -> Sequence[Event]:
    wanted = select(Event).where(
        Event.venue_id == venue.id,
        Event.state != State.WITHDRAWN,
        queries.is_kept(),
        queries.not_over(now),
    )
    found = db.session.scalars(wanted.options(*queries.shown_in_lists()).order_by(Event.id))
    return [event for event in found.unique() if not event.is_over(now)]


def _without_room(events: Sequence[Event], venue: Venue) -> list[Event]:
    """Those whose room is gone; the database has taken it from them already."""
    standing = {room.id for room in venue.rooms}
    found = [event for event in events if event.room_id and event.room_id not in standing]
    for event in found:
        db.session.expire(event, ["room", "room_id"])
    return found


def _follow(event: Event, shown: changes.Shown, was: _Where, is_: _Where) -> None:
    """Give an event the city of its venue, and the zone, unless it has one of its own."""
    if is_.city_id != was.city_id:
        event.city = event.venue.city if event.venue else None
        refresh_search_key(event)
    hours = filter(None, (event.local_starts_at, event.local_ends_at, event.local_doors_at))
    stays = any(times.is_skipped(hour, is_.zone) for hour in hours)
    if event.timezone != was.zone or is_.zone == was.zone or stays:
        return
    event.timezone = is_.zone
    times.recompute_instants(event)
    applying.shift_deadlines(event, shown.starts_at)


def _leads_elsewhere(was: _Where, is_: _Where) -> bool:
    """Whether people would go wrong by what they knew.

    An address in one more language misleads nobody, nor does a first address or map point.
    """
    reads_otherwise = any(is_.address.get(code) != text for code, text in was.address.items())
    is_far = was.point != is_.point and None not in (*was.point, *is_.point)
    return reads_otherwise or is_far or (was.city_id, was.zone) != (is_.city_id, is_.zone)


def _announce(
    event: Event, shown: changes.Shown, *, minor: bool, by: int | None, now: datetime
) -> list[Relocated]:
    found = changes.kinds(shown.snapshot, changes.snapshot(event))
    if not found or event.state in (State.DRAFT, State.CANCELLED):
        return []
    if not minor or ChangeKind.MOVED in found:
        event.sequence += 1
        for kind in found:
            changes.record(event, kind, shown.snapshot, by=by, now=now)
    return [Relocated(event, shown.snapshot)]


def _settle_rooms(events: Sequence[Event]) -> None:
    """Let them keep the rooms there are still, at hours that may be others."""
    rooms.release(events)
    for event in events:
        rooms.settle(event, shares=True)  # they stood beside each other before
