"""Contacts that look like one: found by address, number and name in any script, with a score."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from eventsapp.contacts import queries
from eventsapp.contacts.keys import Kind
from eventsapp.contacts.merge_models import Distinction
from eventsapp.contacts.models import Contact, Key
from eventsapp.extensions import db

WEIGHTS = {Kind.EMAIL: 60, Kind.PHONE: 45, Kind.NAME: 50}
SAME_OUTLET, OTHER_NAME = 10, -30
ENOUGH, MOST = 35, 100  # of the score
SHOWN, LOOKED_AT = 50, 200  # pairs
LEFT, RIGHT = aliased(Key, name="left_key"), aliased(Key, name="right_key")


@dataclass(frozen=True)
class Pair:
    """Two contacts that may be one, why, and how surely: up to 100."""

    left: Contact  # entered earlier
    right: Contact
    score: int
    shared: frozenset[Kind]

    @property
    def same_outlet(self) -> bool:
        """Whether both work for one outlet."""
        return bool(self.left.outlet_key) and self.left.outlet_key == self.right.outlet_key


def pairs(organisation_id: int) -> list[Pair]:
    """The pairs of an address book that look most alike, those first."""
    return _scored(db.session.execute(_alike(organisation_id)).all())[:SHOWN]


def of(contact: Contact) -> list[Pair]:
    """The pairs with one contact in them."""
    others = (
        select(LEFT.contact_id, RIGHT.contact_id)
        .join(RIGHT, and_(_same_key(), RIGHT.contact_id != LEFT.contact_id))
        .where(LEFT.contact_id == contact.id, LEFT.kind.in_(WEIGHTS), ~_told_apart())
        .group_by(LEFT.contact_id, RIGHT.contact_id)
        .order_by(_weight().desc(), RIGHT.contact_id)
        .limit(LOOKED_AT)
    )
    return _scored(db.session.execute(others).all())


def tell_apart(left: Contact, right: Contact) -> None:
    """Note that two contacts are not one. Safe to repeat."""
    first, second = sorted((left.id, right.id))
    db.session.merge(Distinction(left_id=first, right_id=second))
    db.session.flush()


def _alike(organisation_id: int) -> Select[int, int]:
    """Numbers of two contacts that share an address, a number or a name, the surest first.

    Only so many shared keys of each kind are looked at: the book is merged from the top.
    """
    shared = union_all(*(_shared(organisation_id, kind) for kind in WEIGHTS)).subquery()
    return (
        select(LEFT.contact_id, RIGHT.contact_id)
        .join(RIGHT, and_(_same_key(), LEFT.contact_id < RIGHT.contact_id))
        .where(
            LEFT.organisation_id == organisation_id,
            tuple_(LEFT.kind, LEFT.text).in_(select(shared.c.kind, shared.c.text)),
            ~_told_apart(),
        )
        .group_by(LEFT.contact_id, RIGHT.contact_id)
        .order_by(_weight().desc(), LEFT.contact_id, RIGHT.contact_id)
        .limit(LOOKED_AT)
    )


def _shared(organisation_id: int, kind: Kind) -> Select[Kind, str]:
    """The first keys of a kind that several contacts have."""
    several = (
        select(Key.kind, Key.text)
        .where(Key.organisation_id == organisation_id, Key.kind == kind)
        .group_by(Key.kind, Key.text)
        .having(func.count() > 1)
        .limit(LOOKED_AT)
    )
    return select(several.subquery())


def _same_key() -> ColumnElement[bool]:
    return and_(
        LEFT.organisation_id == RIGHT.organisation_id,
        LEFT.kind == RIGHT.kind,
        LEFT.text == RIGHT.text,
    )


def _told_apart() -> ColumnElement[bool]:
    """Whether somebody has said that the two are not one, whichever of them is the left one."""
    one, other = LEFT.contact_id, RIGHT.contact_id
    return exists().where(
        or_(
            and_(Distinction.left_id == one, Distinction.right_id == other),
            and_(Distinction.left_id == other, Distinction.right_id == one),
        )
    )


def _weight() -> ColumnElement[int]:
    return func.sum(case(*((LEFT.kind == kind, weight) for kind, weight in WEIGHTS.items())))


def _scored(found: Sequence[tuple[int, int]]) -> list[Pair]:
    numbers = {number for each in found for number in each}
    wanted = select(Contact).where(Contact.id.in_(numbers)).options(*queries.with_keys())
    contacts = {contact.id: contact for contact in db.session.scalars(wanted)} if numbers else {}
    scored = [_pair(*(contacts[number] for number in sorted(each))) for each in found]
    alike = [pair for pair in scored if pair.score >= ENOUGH]
    return sorted(alike, key=lambda pair: -pair.score)


def _pair(left: Contact, right: Contact) -> Pair:
    shared = {(key.kind, key.text) for key in left.keys} & {
        (key.kind, key.text) for key in right.keys
    }
    kinds = frozenset(kind for kind, _text in shared if kind in WEIGHTS)
    score = sum(WEIGHTS[kind] for kind in kinds)
    if left.outlet_key and left.outlet_key == right.outlet_key:
        score += SAME_OUTLET
    if _is_named_otherwise(left, right):
        score += OTHER_NAME
    return Pair(left, right, min(score, MOST), kinds)


def _is_named_otherwise(left: Contact, right: Contact) -> bool:
    """Whether both have names without a word in common: two people at one desk."""
    one, other = (
        {word for name in _names(each) for word in name.split()} for each in (left, right)
    )
    return bool(one and other) and not one & other


def _names(contact: Contact) -> list[str]:
    return [key.text for key in contact.keys if key.kind is Kind.NAME]
