"""People met at events, put into the address book without doubling anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from eventsapp.contacts import phones, queries, services
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.keys import LONGEST, Kind, name_key
from eventsapp.contacts.models import Contact, Key
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Person:
    """What an event knows of somebody. The address is in small letters."""

    name: str
    email: str
    language: str
    phone: str = ""
    outlet: str = ""
    note: str = ""  # where they come from


class Collected(NamedTuple):
    """How many were added, and how many the book knew."""

    added: int
    known: int


def collect(organisation: Organisation, people: Sequence[Person], *, now: datetime) -> Collected:
    """Add those whom the book does not know; of the others fill in what it lacks.

    They are known by their address, or by name and number together. Safe to repeat.
    """
    before = dict(_standing(organisation, people))
    added = 0
    for person in people:
        marks = _marks(person, organisation)
        contact = next((before[mark] for mark in marks if mark in before), None)
        if contact is None:
            contact = services.create(organisation, _details(person), now=now)
            added += 1
        else:
            _fill(contact, person, now)
        before |= dict.fromkeys(marks, contact)
    return Collected(added, len(people) - added)


Mark = tuple[str, str]  # an address, or a number and whose it is


def _marks(person: Person, organisation: Organisation) -> list[Mark]:
    """By what the person is known again, the surest first."""
    name = name_key(person.name)[:LONGEST]
    number = phones.read(person.phone, phones.country_of(organisation.timezone))
    found = [(person.email[:LONGEST], "")] if person.email else []
    return [*found, *([(number, name)] if number and name else [])]


def _standing(organisation: Organisation, people: Sequence[Person]) -> list[tuple[Mark, Contact]]:
    """The contacts that one of these people may be, by what tells so."""
    wanted = {mark for person in people for mark in _marks(person, organisation)}
    own = select(Key.contact_id).where(
        Key.organisation_id == organisation.id,
        Key.kind.in_((Kind.EMAIL, Kind.PHONE)),
        Key.text.in_({text for text, _whose in wanted}),
    )
    found = (
        select(Contact).where(Contact.id.in_(own)).options(*queries.in_full(), *queries.with_keys())
    )
    return [(mark, contact) for contact in db.session.scalars(found) for mark in _known_by(contact)]


def _known_by(contact: Contact) -> list[Mark]:
    names = [key.text for key in contact.keys if key.kind is Kind.NAME]
    numbers = [key.text for key in contact.keys if key.kind is Kind.PHONE]
    addresses = [key.text for key in contact.keys if key.kind is Kind.EMAIL]
    return [(each, "") for each in addresses] + [(no, name) for no in numbers for name in names]


def _details(person: Person) -> ContactDetails:
    return ContactDetails(
        names=Texts({person.language: person.name}),
        original_language=person.language,
        language=person.language,
        emails=(person.email,) if person.email else (),
        phones=(person.phone,) if person.phone else (),
        outlet=person.outlet,
        note=person.note,
    )


def _fill(contact: Contact, person: Person, now: datetime) -> None:
    """Write what the book does not say yet, and nothing over what it says."""
    standing, new = ContactDetails.of(contact), _details(person)
    lacking = ("names", "emails", "phones", "outlet", "language")
    filled = {name: getattr(new, name) for name in lacking if not getattr(standing, name)}
    if any(filled.values()):
        services.change(contact, replace(standing, **filled), now=now)
