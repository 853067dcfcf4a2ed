"""Reads of the address book."""

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from eventsapp.contacts.keys import LONGEST, SOUGHT, Kind, begins, digits
from eventsapp.contacts.list_models import Membership
from eventsapp.contacts.merge_models import Distinction, Merge
from eventsapp.contacts.models import LINK, Contact, Email, Key, Phone, Post, Word
from eventsapp.core import search, tokens
from eventsapp.extensions import Model, db

BROAD = 5000  # keys: a search that finds so many finds a good part of the book
COUNTED = 1000  # of what a search finds: whoever wants more says more
FEW = 50  # rows of a list without pages
STANDS = Contact.merged_into_id.is_(None)
_PARTS = (Contact, Post, Phone, Email, Word, Key, Membership, Merge, Distinction)
_OWN = frozenset(model.__tablename__ for model in _PARTS)


def find(organisation_id: int, contact_id: int) -> Contact | None:
    """A contact by its number, if this organisation keeps it."""
    return db.session.scalar(
        select(Contact)
        .where(Contact.id == contact_id, Contact.organisation_id == organisation_id, STANDS)
        .options(*shown())
    )


def find_by_token(token: str) -> Contact | None:
    """The contact whose own data a link opens; of one merged into another, that one."""
    read = tokens.read(LINK, token)
    contact = db.session.get(Contact, read[0]) if read else None
    if contact is None or read is None or contact.generation != read[1]:
        return None
    return db.session.get(Contact, contact.merged_into_id or contact.id)


def listed(organisation_id: int, query: str = "") -> Select[Contact]:
    """An organisation's contacts by name; a query finds the beginnings of words and addresses."""
    return (
        select(Contact)
        .where(Contact.organisation_id == organisation_id, STANDS)
        .where(*_matches(organisation_id, query))
        .order_by(Contact.sort_key, Contact.id)
        .options(*shown())
    )


def matching(organisation_id: int, query: str, *, limit: int = 12) -> Sequence[Contact]:
    """The first few contacts that a query finds."""
    return db.session.scalars(listed(organisation_id, query).limit(limit)).all()


def picked(organisation_id: int, ids: Sequence[int], query: str) -> list[Contact]:
    """Those contacts of a house that were picked, then the others that a query finds."""
    by_number = listed(organisation_id).where(Contact.id.in_(ids))
    own = db.session.scalars(by_number).all() if ids else []
    found = matching(organisation_id, query) if query else []
    return [*own, *(each for each in found if each not in own)]


def named(organisation_id: int, name: str) -> Contact | None:
    """The first contact with exactly this name in any language and script."""
    likely = db.session.scalars(listed(organisation_id, name)) if search.fold(name) else ()
    return next((contact for contact in likely if contact.is_called(name)), None)


def with_one_of(organisation_id: int, keys: Sequence[tuple[Kind, str]]) -> Sequence[Contact]:
    """The contacts that have one of these keys, with all of theirs; a few at most."""
    fits = [and_(Key.kind == kind, Key.text == text[:LONGEST]) for kind, text in keys]
    own = select(Key.contact_id).where(Key.organisation_id == organisation_id, or_(*fits))
    wanted = listed(organisation_id).where(Contact.id.in_(own)).options(*with_keys())
    return db.session.scalars(wanted.limit(12)).all()


def uses(contact: Contact) -> int:
    """How many records of other packages name this contact: roles at events, press contacts.

    Asks every table that refers to it, so the address book need not know its users. Records that
    keep a name of their own, and only forget whose it was, do not count.
    """
    counts = [
        select(func.count()).where(column == contact.id).scalar_subquery() for column in _holders()
    ]
    return sum(db.session.execute(select(*counts)).one()) if counts else 0


def is_used() -> ColumnElement[bool]:
    """The same as a condition on contacts: whether another record names them."""
    return or_(false(), *(exists().where(column == Contact.id) for column in _holders()))


def in_full() -> tuple[ORMOption, ...]:
    """Everything that `ContactDetails` holds: one more query than what is shown."""
    return (*shown(), selectinload(Contact.words))


def with_keys() -> tuple[ORMOption, ...]:
    """What telling contacts apart needs, beside what is shown of them."""
    return (*shown(), selectinload(Contact.keys))


def users() -> list[Column[int]]:
    """The columns of other packages that name contacts."""
    return [column for column in naming(Contact) if column.table.name not in _OWN]


def naming(model: type[Model]) -> list[Column[int]]:
    """Every column of any package that names records of a model."""
    return [
        foreign.parent
        for table in db.metadata.sorted_tables
        for foreign in table.foreign_keys
        if foreign.column.table is model.__table__
    ]


def _holders() -> list[Column[int]]:
    """The columns that cannot do without the contact they name."""
    return [
        column
        for column in users()
        if not any(foreign.ondelete == "SET NULL" for foreign in column.foreign_keys)
    ]


def shown() -> tuple[ORMOption, ...]:
    """What a row of the address book needs, loaded with the contacts: three more queries."""
    return (selectinload(Contact.posts), selectinload(Contact.phones), selectinload(Contact.emails))


def _matches(organisation_id: int, query: str) -> list[ColumnElement[bool]]:
    typed = query.strip().lower()
    number = digits(typed)
    if "@" in typed:
        return [_found(organisation_id, typed)]
    if len(number) >= 4 and not any(sign.isalpha() for sign in typed):
        without_trunk = number[1:] if number[0] in "08" else number
        return [_found(organisation_id, number, f"+{number}", without_trunk)]
    return [_found(organisation_id, term) for term in search.terms(query)]


def _found(organisation_id: int, *beginnings: str) -> ColumnElement[bool]:
    """Those with a key that begins with one of these.

    Few are looked up by the index of the keys. Where they are many, the book is gone through
    in its order instead, up to the last that is wanted: that ends soon, a list of all does not.
    """
    fits = Key.kind.in_(SOUGHT), or_(*(begins(Key.text, each) for each in beginnings))
    keys = select(Key.contact_id).where(Key.organisation_id == organisation_id, *fits)
    found = select(func.count()).select_from(keys.limit(BROAD).subquery())
    if db.session.scalar(found) == BROAD:
        return exists().where(Key.contact_id == Contact.id, *fits)
    return Contact.id.in_(keys)
