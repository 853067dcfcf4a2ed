"""Writing Details into an event: plain fields, texts, place, times, and the rows below it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.events import directory
from eventsapp.events.category_models import Category
from eventsapp.events.details import PLAIN, TEXTS, Details, Seats, place_zone
from eventsapp.events.models import Event, EventOrganisation, PressContact
from eventsapp.events.times import set_times, to_instant
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City, Room, Venue

_LINKS = ("city_id", "venue_id", "room_id", "parent_id")


def apply(event: Event, details: Details) -> None:
    """Make the event what the details say. Raises times.NoSuchHour and times.EndBeforeStart.

    Bodies and contacts typed by name must have become records before (`directory.settle`).
    """
    with db.session.no_autoflush:
        for name in PLAIN:
            if name not in _LINKS:
                setattr(event, name, getattr(details, name))
        for name in TEXTS:
            setattr(event, name, Texts(getattr(details, name)))
        event.working_languages = list(details.working_languages)
        event.interpretation = list(details.interpretation)
        _set_place(event, details)
        _set_times(event, details)
        _set_bodies(event, details)
        _set_contacts(event, details)
        _set_categories(event, details)


def shift_deadlines(event: Event, old_start: datetime) -> None:
    """Let the closing times of registration keep their distance to a start that has moved."""
    for category in event.categories:
        if category.closes_at is not None:
            category.closes_at += event.starts_at - old_start


def _set_place(event: Event, details: Details) -> None:
    event.venue = _record(Venue, details.venue_id)
    room = _record(Room, details.room_id)
    event.room = room if room and room.venue_id == details.venue_id else None
    event.city = event.venue.city if event.venue else _record(City, details.city_id)
    event.parent = directory.possible_parent(event, _record(Event, details.parent_id))


def _set_times(event: Event, details: Details) -> None:
    set_times(
        event,
        starts=details.starts,
        ends=details.ends,
        doors=details.doors,
        zone=details.zone or place_zone(event),
        precision=details.precision,
    )


def _set_bodies(event: Event, details: Details) -> None:
    standing = {(body.organisation_id, body.role): body for body in event.bodies}
    wanted = dict.fromkeys((body.organisation_id or 0, body.role) for body in details.bodies)
    known = _records(Organisation, [number for number, _role in wanted])
    event.bodies = [
        standing.get((number, role)) or EventOrganisation(organisation=known[number], role=role)
        for number, role in wanted
        if number in known
    ]
    _number(event.bodies)


def _set_contacts(event: Event, details: Details) -> None:
    standing = {contact.contact_id: contact for contact in event.contacts}
    wanted = dict.fromkeys(contact.contact_id or 0 for contact in details.contacts)
    known = _records(Contact, list(wanted))
    event.contacts = [
        standing.get(number) or PressContact(contact=known[number])
        for number in wanted
        if number in known
    ]
    _number(event.contacts)


def _set_categories(event: Event, details: Details) -> None:
    standing = {category.id: category for category in event.categories}
    wanted = [_category(standing, seats, event.timezone) for seats in details.categories]
    left = [category for category in event.categories if category not in wanted]
    for category in left:
        category.is_open = False
    # Once it has been public people may hold places in it: it is closed, never deleted.
    event.categories = wanted + (left if event.first_published_at else [])
    _number(event.categories)


def _category(standing: dict[int, Category], seats: Seats, zone: str) -> Category:
    category = standing.get(seats.id or 0) or Category()
    category.mode = seats.mode
    category.names = Texts(seats.names)
    category.capacity = seats.capacity
    category.opens_at = seats.opens and to_instant(seats.opens, zone)
    category.closes_at = seats.closes and to_instant(seats.closes, zone)
    category.is_open = seats.is_open
    category.code, category.by_invitation = seats.code, seats.by_invitation
    category.allowed = list(seats.allowed)
    category.organisation_limit = seats.organisation_limit
    return category


def _number(rows: list) -> None:
    for position, row in enumerate(rows):
        row.position = position


def _records(model: type[Any], numbers: list[int]) -> dict[int, Any]:
    """Those that are still there: a working copy may have outlived a record."""
    return {row.id: row for row in db.session.scalars(select(model).where(model.id.in_(numbers)))}


def _record(model: type[Any], number: int | None) -> Any:
    return db.session.get(model, number) if number else None
