"""Reads about organisations. Which exist is public; a directory belongs to its keeper."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select

from eventsapp.core import search
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


def find_by_slug(slug: str) -> Organisation | None:
    """The organisation at this address."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def find_by_name(name: str) -> Organisation | None:
    """The organisation that keeps itself and has this name in one of its languages."""
    wanted = name.strip().casefold()
    keepers = db.session.scalars(
        select(Organisation).where(
            Organisation.keeper_id.is_(None), *_matches(search.terms(name, most=20))
        )
    )
    return next(
        (one for one in keepers if wanted in (text.casefold() for text in one.names.every())),
        None,
    )


def directory(keeper_id: int, query: str = "") -> Sequence[Organisation]:
    """An organisation and the partners in its directory, by search key."""
    return db.session.scalars(choose(keeper_id, query)).all()


def choose(keeper_id: int, query: str = "") -> Select[Organisation]:
    """The same, to be asked for page by page."""
    return (
        select(Organisation)
        .where(_in_directory(keeper_id), *_matches(search.terms(query)))
        .order_by(Organisation.search_key, Organisation.id)
    )


def find(keeper_id: int, organisation_id: int) -> Organisation | None:
    """One of a directory by its number, or None where it stands in another one."""
    return db.session.scalar(
        select(Organisation).where(Organisation.id == organisation_id, _in_directory(keeper_id))
    )


def has_logo(key: str) -> bool:
    """Whether a stored file is the logo of an organisation, and so open to everyone."""
    return bool(db.session.scalar(select(exists().where(Organisation.logo_key == key))))


def without_about_key() -> Sequence[Organisation]:
    """Some of those whose boilerplate the search does not know yet."""
    lacking = select(Organisation).where(Organisation.about_key.is_(None)).limit(200)
    return db.session.scalars(lacking).all()


def is_taken(slug: str) -> bool:
    """Whether an organisation has this address."""
    return find_by_slug(slug) is not None


def _in_directory(keeper_id: int) -> ColumnElement[bool]:
    return or_(Organisation.id == keeper_id, Organisation.keeper_id == keeper_id)


def _matches(terms: list[str]) -> list[ColumnElement[bool]]:
    return [search.mentions(Organisation.search_key, term) for term in terms]
