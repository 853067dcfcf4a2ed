"""Lists of contacts: who is on one, and what is done to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, delete, exists, func, select

from eventsapp.contacts import queries
from eventsapp.contacts.keys import outlet_key
from eventsapp.contacts.list_models import ContactList, Membership
from eventsapp.contacts.models import Contact, Subject, Word
from eventsapp.core import search
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db


class ListInUse(Refusal):
    """The rule of another list takes a part of this one."""

    message = _l("Another list is a part of this one. Change or delete that list first.")


@dataclass(frozen=True, kw_only=True)
class ListDetails:
    """Everything that is asked about a list; the rule counts only for a list by rule."""

    name: str
    by_rule: bool = False
    language: str = ""
    outlet: str = ""
    beat: str = ""
    region: str = ""
    within_id: int | None = None


def find(organisation_id: int, list_id: int) -> ContactList | None:
    """A list by its number, if this organisation keeps it."""
    return db.session.scalar(
        select(ContactList).where(
            ContactList.id == list_id, ContactList.organisation_id == organisation_id
        )
    )


def kept(organisation_id: int, *, fixed_only: bool = False) -> Sequence[ContactList]:
    """The lists of an organisation by name."""
    wanted = select(ContactList).where(ContactList.organisation_id == organisation_id)
    if fixed_only:
        wanted = wanted.where(ContactList.by_rule.is_(False))
    return db.session.scalars(wanted.order_by(ContactList.name)).all()


def sizes(lists: Sequence[ContactList]) -> dict[int, int]:
    """How many contacts stand on each list, in one query."""
    if not lists:
        return {}
    counts = [
        select(func.count(Contact.id)).where(*_conditions(each)).scalar_subquery() for each in lists
    ]
    numbers = db.session.execute(select(*counts)).one()
    return {each.id: number for each, number in zip(lists, numbers, strict=True)}


def members(wanted: ContactList, query: str = "") -> Select[Contact]:
    """Who is on a list now, by name."""
    return queries.listed(wanted.organisation_id, query).where(*_conditions(wanted))


def those_on(wanted: ContactList, contact_ids: Sequence[int]) -> set[int]:
    """Which of these contacts are on a list."""
    here = select(Contact.id).where(Contact.id.in_(contact_ids), *_conditions(wanted))
    return set(db.session.scalars(here))


def create(organisation_id: int, details: ListDetails, *, now: datetime) -> ContactList:
    """Begin a list."""
    made = ContactList(organisation_id=organisation_id, created_at=now)
    db.session.add(made)
    return change(made, details)


def change(standing: ContactList, details: ListDetails) -> ContactList:
    """Rename a list, or write its rule. A list keeps its kind once it is made."""
    standing.name = details.name
    if standing.id is None:
        standing.by_rule = details.by_rule
    if standing.by_rule:
        standing.language = details.language
        standing.outlet = details.outlet
        standing.beat = details.beat
        standing.region = details.region
        standing.within_id = details.within_id
    db.session.flush()
    return standing


def add(fixed: ContactList, contact_ids: Iterable[int]) -> int:
    """Put contacts of the same address book on a fixed list; how many were not on it."""
    known = select(Contact.id).where(
        Contact.organisation_id == fixed.organisation_id,
        queries.STANDS,
        Contact.id.in_(list(contact_ids)),
        ~_is_on(fixed.id),
    )
    return _put(fixed, known)


def add_found(fixed: ContactList, query: str) -> int:
    """Put everybody whom a search finds on a fixed list; how many were not on it."""
    found = queries.listed(fixed.organisation_id, query).where(~_is_on(fixed.id))
    return _put(fixed, found.with_only_columns(Contact.id).order_by(None))


def remove(fixed: ContactList, contact_id: int) -> None:
    """Take a contact off a fixed list. Safe to repeat."""
    db.session.execute(
        delete(Membership).where(
            Membership.list_id == fixed.id, Membership.contact_id == contact_id
        )
    )


def delete_list(standing: ContactList) -> None:
    """Forget a list; its contacts stay. Raises ListInUse while a rule takes a part of it."""
    used = exists().where(ContactList.within_id == standing.id)
    if db.session.scalar(select(used)):
        raise ListInUse
    db.session.delete(standing)
    db.session.flush()


def _put(fixed: ContactList, chosen: Select[int]) -> int:
    numbers = db.session.scalars(chosen).all()
    db.session.add_all(Membership(list_id=fixed.id, contact_id=number) for number in numbers)
    db.session.flush()
    return len(numbers)


def _conditions(wanted: ContactList) -> list[ColumnElement[bool]]:
    asked = [Contact.organisation_id == wanted.organisation_id, queries.STANDS]
    if not wanted.by_rule:
        return [*asked, _is_on(wanted.id)]
    if wanted.language:
        asked.append(Contact.language == wanted.language)
    if wanted.outlet:
        asked.append(Contact.outlet_key == outlet_key(wanted.outlet))
    if wanted.beat:
        asked.append(_has_word(Subject.BEAT, wanted.beat))
    if wanted.region:
        asked.append(_has_word(Subject.REGION, wanted.region))
    if wanted.within_id:
        asked.append(_is_on(wanted.within_id))
    return asked


def _is_on(list_id: int) -> ColumnElement[bool]:
    return exists().where(Membership.list_id == list_id, Membership.contact_id == Contact.id)


def _has_word(subject: Subject, text: str) -> ColumnElement[bool]:
    return exists().where(
        Word.contact_id == Contact.id,
        Word.subject == subject,
        Word.key == (search.fold(text)[:100] or text),
    )
