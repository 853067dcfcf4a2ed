"""What is done to venues: kept, archived, brought back; and cities added to the list."""

from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.core import publication, slugs
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries
from eventsapp.venues.gazetteer import CITIES
from eventsapp.venues.models import City, Room, Venue


class CityExists(Refusal):
    """A city of this name is in the list."""

    message = _l("This city is in the list already.")
    status = 422


@dataclass(frozen=True, kw_only=True)
class RoomDetails:
    """One room as typed; `id` is that of the stored one, None for a new one."""

    names: Texts
    capacity: int | None = None
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class VenueDetails:
    """Everything that is asked about a venue."""

    city: City
    names: Texts
    original_language: str = "en"
    address: Texts = field(default_factory=Texts)
    access: Texts = field(default_factory=Texts)
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    timezone: str | None = None  # only where it differs from the city's
    capacity: int | None = None  # persons
    phone: str = ""
    website: str = ""
    rooms: tuple[RoomDetails, ...] = ()


def create(organisation: Organisation, details: VenueDetails, *, now: datetime) -> Venue:
    """Add a venue to an organisation's list."""
    venue = Venue(organisation=organisation, city=details.city)
    db.session.add(venue)
    return change(venue, details, now=now)


def change(venue: Venue, details: VenueDetails, *, now: datetime) -> Venue:
    """Write the details over a venue. Its events follow by `events.venue_changes`."""
    for name in (
        "city", "names", "original_language", "address", "access", "latitude", "longitude",
        "capacity", "phone", "website",
    ):  # fmt: skip
        setattr(venue, name, getattr(details, name))
    differs = details.timezone != details.city.timezone
    venue.timezone = details.timezone if differs else None
    _set_rooms(venue, details.rooms)
    venue.refresh_search_key()
    publication.publish_record(venue, now=now)
    return venue


def archive(venue: Venue, *, now: datetime) -> None:
    """Offer the venue no longer; events that have it keep it."""
    venue.archived_at = venue.archived_at or now


def restore(venue: Venue) -> None:
    """Offer an archived venue again."""
    venue.archived_at = None


def add_city(country: str, timezone: str, names: Texts) -> City:
    """Add a city to the list of the whole installation. Raises CityExists."""
    if any(queries.city_named(name, country) for name in names.every()):
        raise CityExists
    key = slugs.make_unique(
        slugs.slugify(names.read(["en"]).text, most=50) or "city",
        is_taken=lambda key: queries.find_city(key) is not None,
    )
    city = City(key=key, country=country, timezone=timezone, names=names)
    city.refresh_search_key()
    db.session.add(city)
    db.session.flush()
    return city


def seed_cities() -> int:
    """Add those cities of the gazetteer that are missing; return how many. Safe to repeat."""
    standing = set(db.session.scalars(select(City.key)))
    missing = [row for row in CITIES if row.key not in standing]
    for row in missing:
        names = Texts(kk=row.kk, ky=row.ky, ru=row.ru, en=row.en, tr=row.tr)
        city = City(key=row.key, country=row.country, timezone=row.timezone, names=names)
        city.refresh_search_key()
        db.session.add(city)
    db.session.flush()
    return len(missing)


def _set_rooms(venue: Venue, rooms: tuple[RoomDetails, ...]) -> None:
    """Keep the stored rooms that are still named, so that events keep theirs."""
    standing = {room.id: room for room in venue.rooms}
    kept = []
    for position, details in enumerate(rooms):
        room = standing.get(details.id or 0) or Room()
        room.position, room.names, room.capacity = position, details.names, details.capacity
        kept.append(room)
    venue.rooms = kept
