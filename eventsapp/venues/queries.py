"""Reads of venues and cities."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from eventsapp.core import search
from eventsapp.extensions import db
from eventsapp.venues.models import City, Venue


def find(organisation_id: int, venue_id: int) -> Venue | None:
    """A venue by its number, if this organisation keeps it."""
    return db.session.scalar(
        select(Venue)
        .where(Venue.id == venue_id, Venue.organisation_id == organisation_id)
        .options(selectinload(Venue.rooms))
    )


def claim(venue: Venue) -> Venue:
    """The venue and its rooms as they stand now; whoever claims it next waits for this transaction.

    What only points at it need not wait.
    """
    return db.session.scalars(
        select(Venue)
        .where(Venue.id == venue.id)
        .options(selectinload(Venue.rooms))
        .with_for_update(of=Venue, key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def listed(organisation_id: int, query: str = "", *, archived: bool = False) -> Sequence[Venue]:
    """An organisation's venues with their rooms, by name; a query searches name, address and city."""
    return db.session.scalars(choose(organisation_id, query, archived=archived)).unique().all()


def choose(organisation_id: int, query: str = "", *, archived: bool = False) -> Select[Venue]:
    """The same, to be asked for page by page."""
    return (
        select(Venue)
        .join(Venue.city)
        .where(Venue.organisation_id == organisation_id)
        .where(Venue.archived_at.is_not(None) if archived else Venue.archived_at.is_(None))
        .where(
            *(
                or_(search.mentions(Venue.search_key, term), search.mentions(City.search_key, term))
                for term in search.terms(query)
            )
        )
        .order_by(Venue.search_key, Venue.id)
        .options(selectinload(Venue.rooms))
    )


def choices(organisation_id: int) -> Sequence[Venue]:
    """The venues an event can be put into: with city and rooms, archived ones left out."""
    return listed(organisation_id)


def cities() -> Sequence[City]:
    """Every city, by country and key."""
    return db.session.scalars(select(City).order_by(City.country, City.key)).all()


def find_city(key: str) -> City | None:
    """The city of a stable key: `osh`."""
    return db.session.scalar(select(City).where(City.key == key))


def city_named(name: str, country: str) -> City | None:
    """The city of a country that has this name in any language and script."""
    folded = set(search.fold(name).split())
    for city in db.session.scalars(select(City).where(City.country == country)):
        if any(set(search.fold(one).split()) == folded for one in city.names.every()):
            return city
    return None
