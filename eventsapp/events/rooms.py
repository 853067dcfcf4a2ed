"""Rooms: a published event has its room to itself, unless it shares it on purpose."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select

from eventsapp.core.errors import Refusal
from eventsapp.events.dateline import dateline
from eventsapp.events.models import Event, State
from eventsapp.events.room_models import RoomBooking
from eventsapp.extensions import db
from eventsapp.venues.models import Room
from eventsapp.web import locale

MOMENT = timedelta(minutes=1)  # what an event without an end is known to take


class RoomTaken(Refusal):
    """Another event has the room at that time."""

    def __init__(self, event: Event, other: Event) -> None:
        when = dateline(other, locale.current_language()).when
        name = _name(other, event)
        super().__init__(_("The room is taken by “%(other)s”: %(when)s.", other=name, when=when))


def settle(event: Event, *, shares: bool = False) -> None:
    """Let an event have the room it is published with, or give it free.

    `shares`: it stands beside another event on purpose. What it has already is not asked
    about again. Raises RoomTaken.
    """
    held, wanted = db.session.get(RoomBooking, event.id), _wanted(event)
    if held is not None:
        if _span(held) == wanted:
            return
        release([event])
    if wanted is None:
        return
    others = _there(event, *wanted)
    if not shares:
        _refuse_strangers(event, others)
    room_id, starts_at, ends_at = wanted
    db.session.add(
        RoomBooking(
            event_id=event.id,
            room_id=room_id,
            starts_at=starts_at,
            ends_at=ends_at,
            is_shared=bool(others),
        )
    )
    db.session.flush()


def release(events: Iterable[Event]) -> None:
    """Give rooms free, so that events which move together are not in each other's way."""
    numbers = [event.id for event in events]
    db.session.execute(delete(RoomBooking).where(RoomBooking.event_id.in_(numbers)))


def _wanted(event: Event) -> tuple[int, datetime, datetime] | None:
    """Room, start and end; None for what takes no room, or at no certain hour."""
    stands = event.state is State.PUBLISHED and event.trashed_at is None and event.has_hours
    if not stands or event.room is None:
        return None
    return event.room.id, event.starts_at, event.ends_at or event.starts_at + MOMENT


def _span(held: RoomBooking) -> tuple[int, datetime, datetime]:
    return held.room_id, held.starts_at, held.ends_at


def _there(event: Event, room_id: int, starts_at: datetime, ends_at: datetime) -> Sequence[Event]:
    """The other events in the room then. The room is locked first: of two at once one waits."""
    db.session.execute(select(Room.id).where(Room.id == room_id).with_for_update(key_share=True))
    return db.session.scalars(
        select(Event)
        .join(RoomBooking, RoomBooking.event_id == Event.id)
        .where(
            RoomBooking.room_id == room_id,
            RoomBooking.event_id != event.id,
            RoomBooking.starts_at < ends_at,
            RoomBooking.ends_at > starts_at,
        )
        .order_by(Event.starts_at, Event.id)
    ).all()


def _refuse_strangers(event: Event, others: Iterable[Event]) -> None:
    """Events of one visit or congress may share a room without a word."""
    whole = _uppermost(event)
    for other in others:
        if _uppermost(other) is not whole:
            raise RoomTaken(event, other)


def _uppermost(event: Event) -> Event:
    while event.parent is not None:
        event = event.parent
    return event


def _name(other: Event, event: Event) -> str:
    """Its title; of another house's event that is not public, whose it is."""
    house = other.organisation
    if house.id == event.organisation_id or other.is_public:
        return locale.read(other.titles, other.original_language)
    return locale.read(house.names, house.original_language)
