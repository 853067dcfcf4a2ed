"""The directory of outlets: entered when first named, changed for everybody who names them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from eventsapp.contacts import queries
from eventsapp.contacts.keys import outlet_key
from eventsapp.contacts.models import Contact, Post
from eventsapp.contacts.outlet_models import Outlet, OutletKind
from eventsapp.core import search
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db

BATCH = 500


class OutletInUse(Refusal):
    """Somebody names this outlet."""

    message = _l(
        "Contacts, applications or press cards name this outlet. Give it the name of another to make them one."
    )


@dataclass(frozen=True, kw_only=True)
class OutletDetails:
    """Everything that is asked about an outlet; without a name there is none."""

    name: str = ""
    kind: OutletKind = OutletKind.OTHER
    country: str = ""
    city: str = ""
    languages: tuple[str, ...] = ()
    site: str = ""


def find(organisation_id: int, outlet_id: int) -> Outlet | None:
    """An outlet by its number, if this organisation keeps it."""
    return db.session.scalar(
        select(Outlet).where(Outlet.id == outlet_id, Outlet.organisation_id == organisation_id)
    )


def named(organisation_id: int, name: str) -> Outlet | None:
    """The outlet of this name, however it is spelt."""
    return db.session.scalar(_of_keys(organisation_id, [outlet_key(name)]))


def listed(organisation_id: int, query: str = "") -> Select[Outlet]:
    """The directory of an organisation by name."""
    words = [search.mentions(Outlet.key, word) for word in search.terms(query)]
    wanted = select(Outlet).where(Outlet.organisation_id == organisation_id, *words)
    return wanted.order_by(Outlet.key, Outlet.id)


def people(outlet: Outlet) -> Select[Contact]:
    """The contacts who work for it, by name."""
    return queries.listed(outlet.organisation_id).where(Contact.outlet_key == outlet.key)


def former(outlet: Outlet) -> Sequence[Post]:
    """The posts at it of contacts who now work elsewhere, those who left last on top."""
    return db.session.scalars(
        select(Post)
        .join(Post.contact)
        .where(
            Contact.organisation_id == outlet.organisation_id,
            queries.STANDS,
            Post.place_key == outlet.key,
            Contact.outlet_key != outlet.key,
        )
        .order_by(Post.held_until.desc(), Contact.sort_key, Post.id)
        .limit(queries.FEW)
    ).all()


def sizes(outlets: Sequence[Outlet]) -> Mapping[str, int]:
    """How many contacts work for each of these outlets of one organisation, by its key."""
    if not outlets:
        return {}
    counted = (
        select(Contact.outlet_key, func.count())
        .where(
            Contact.organisation_id == outlets[0].organisation_id,
            queries.STANDS,
            Contact.outlet_key.in_([each.key for each in outlets]),
        )
        .group_by(Contact.outlet_key)
    )
    return {key: number for key, number in db.session.execute(counted)}  # noqa: C416 -- rows are not pairs to mypy


def entered(organisation_id: int, details: OutletDetails, *, now: datetime) -> Outlet | None:
    """The outlet of this name, entered where it is new; what is not known of it is filled in."""
    if not details.name:
        return None
    enter(organisation_id, [details], now=now)
    outlet = named(organisation_id, details.name)
    if outlet and outlet.kind is OutletKind.OTHER:
        outlet.kind = details.kind
    if outlet and not outlet.country:
        outlet.country, outlet.city = details.country, outlet.city or details.city
    return outlet


def enter(organisation_id: int, wanted: Iterable[OutletDetails], *, now: datetime) -> None:
    """Enter those outlets that the directory does not know: one query, however many."""
    by_key = {outlet_key(each.name): each for each in wanted if each.name}
    if not by_key:
        return
    known = set(db.session.scalars(_of_keys(organisation_id, by_key).with_only_columns(Outlet.key)))
    for key in by_key.keys() - known:
        made = Outlet(organisation_id=organisation_id, key=key, created_at=now)
        _write(made, by_key[key])
        try:
            with db.session.begin_nested():
                db.session.add(made)
        except IntegrityError:
            continue  # somebody has just entered the same


def change(outlet: Outlet, details: OutletDetails) -> Outlet:
    """Write the details; everybody who names the outlet names it by the new name.

    Given the name of another, the two become one: that other.
    """
    before, other = outlet.key, named(outlet.organisation_id, details.name)
    if other and other is not outlet:
        for column in queries.naming(Outlet):
            moved = update(column.table).where(column == outlet.id).values({column: other.id})
            db.session.execute(moved)
        db.session.delete(outlet)
        db.session.flush()
        outlet = other
    is_renamed = details.name != outlet.name or before != outlet.key
    _write(outlet, details)
    outlet.key = outlet_key(details.name)
    db.session.flush()
    if is_renamed:
        _rename(outlet, {before, outlet.key})
    return outlet


def delete(outlet: Outlet) -> None:
    """Forget an outlet that nobody names. Raises OutletInUse."""
    if is_named(outlet):
        raise OutletInUse
    db.session.delete(outlet)
    db.session.flush()


def is_named(outlet: Outlet) -> bool:
    """Whether a contact, a post or a record of another package names it."""
    theirs = (exists().where(column == outlet.id) for column in queries.naming(Outlet))
    own = exists(_naming(outlet.organisation_id, {outlet.key}))
    return bool(db.session.scalar(select(or_(own, *theirs))))


def enter_missing(now: datetime) -> int:
    """Job: enter the outlets of contacts that have none in the directory, batch by batch.

    Those are contacts from before there was a directory; return how many.
    """
    entered = exists().where(
        Outlet.organisation_id == Contact.organisation_id, Outlet.key == Contact.outlet_key
    )
    lacking = select(Contact).where(queries.STANDS, Contact.outlet_key != "", ~entered)
    done = 0
    while batch := db.session.scalars(lacking.limit(BATCH)).all():
        for contact in batch:
            contact.outlet_key = outlet_key(contact.outlet)
        for house in {contact.organisation_id for contact in batch}:
            own = [each for each in batch if each.organisation_id == house]
            enter(house, [OutletDetails(name=each.outlet) for each in own], now=now)
        db.session.commit()
        done += len(batch)
    return done


def _write(outlet: Outlet, details: OutletDetails) -> None:
    for name, value in vars(details).items():
        setattr(outlet, name, list(value) if name == "languages" else value)


def _rename(outlet: Outlet, keys: set[str]) -> None:
    """Let contacts and posts that name it by these keys name it by its name."""
    for contact in db.session.scalars(_naming(outlet.organisation_id, keys)).unique().all():
        if contact.outlet_key in keys:
            contact.outlet = outlet.name
        for post in contact.posts:
            if post.place_key in keys:
                post.place, post.place_key = outlet.name, outlet.key
        contact.refresh_search_key()
    db.session.flush()


def _naming(organisation_id: int, keys: Iterable[str]) -> Select[Contact]:
    """The contacts of an organisation that name these outlets, at present or in a post."""
    return (
        select(Contact)
        .where(Contact.organisation_id == organisation_id, _names(list(keys)))
        .options(*queries.with_keys())
    )


def _names(keys: list[str]) -> ColumnElement[bool]:
    posts = select(Post.contact_id).where(Post.place_key.in_(keys))
    return or_(Contact.outlet_key.in_(keys), Contact.id.in_(posts))


def _of_keys(organisation_id: int, keys: Iterable[str]) -> Select[Outlet]:
    return select(Outlet).where(
        Outlet.organisation_id == organisation_id, Outlet.key.in_(list(keys))
    )
