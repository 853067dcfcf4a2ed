"""What the Details tab names in words becomes a record: bodies and people typed by name."""

from dataclasses import replace
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.contacts import services as contacts
from eventsapp.contacts.models import Contact, Email
from eventsapp.core.errors import Refusal
from eventsapp.core.search import fold
from eventsapp.core.texts import Texts
from eventsapp.events.details import Answerer, Body, Details
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.organisations.queries import directory


def settle(details: Details, organisation: Organisation, *, now: datetime) -> Details:
    """The details with every typed body and contact found in the directory, or added to it."""
    language = details.original_language
    return replace(
        details,
        bodies=tuple(_settle_body(body, organisation, language, now) for body in details.bodies),
        contacts=tuple(
            _settle_answerer(contact, organisation, language, now) for contact in details.contacts
        ),
    )


def is_settled(what: Details) -> bool:
    """Whether nothing in the details is named in words alone."""
    return all(body.organisation_id for body in what.bodies) and all(
        contact.contact_id for contact in what.contacts
    )


class Circular(Refusal):
    """An event cannot belong to one of its own parts."""

    message = _l("It is part of this event itself. Choose another one under “Part of”.")
    status = 422


def refuse_circle(event: Event, parent_id: int | None) -> None:
    """Raise Circular where what an event is to be part of belongs to it."""
    above = db.session.get(Event, parent_id) if parent_id else None
    while above is not None:
        if above is event:
            raise Circular
        above = above.parent


def possible_parent(event: Event, parent: Event | None) -> Event | None:
    """The parent, unless it belongs to others or the event stands above it."""
    above = parent
    while above is not None:
        if above is event or above.organisation_id != event.organisation.id:
            return None
        above = above.parent
    return parent


def _settle_body(body: Body, keeper: Organisation, language: str, now: datetime) -> Body:
    if body.organisation_id:
        return body
    partner = _find_partner(body.name, keeper) or _add_partner(body.name, keeper, language, now)
    return Body(role=body.role, organisation_id=partner.id)


def _find_partner(name: str, keeper: Organisation) -> Organisation | None:
    for partner in directory(keeper.id, name):
        if fold(name) in map(fold, [*partner.names.every(), *partner.short_names.every()]):
            return partner
    return None


def _add_partner(name: str, keeper: Organisation, language: str, now: datetime) -> Organisation:
    partner = organisations.OrganisationDetails(
        names=Texts({language: name}), original_language=language, timezone=keeper.timezone
    )
    return organisations.create(partner, keeper=keeper, now=now)


def _settle_answerer(
    typed: Answerer, keeper: Organisation, language: str, now: datetime
) -> Answerer:
    if typed.contact_id:
        return typed
    contact = _find_contact(typed, keeper) or _add_contact(typed, keeper, language, now)
    return Answerer(contact_id=contact.id)


def _find_contact(typed: Answerer, keeper: Organisation) -> Contact | None:
    """The same desk or person typed again: one of the addresses and the same name."""
    found = select(Contact).where(
        Contact.organisation_id == keeper.id,
        Contact.emails.any(Email.address.in_([address.lower() for address in typed.emails])),
    )
    for contact in db.session.scalars(found):
        if fold(typed.name) in map(fold, list(contact.names.every()) or [""]):
            return contact
    return None


def _add_contact(typed: Answerer, keeper: Organisation, language: str, now: datetime) -> Contact:
    contact = contacts.ContactDetails(
        names=Texts({language: typed.name}),
        original_language=language,
        phones=typed.phones,
        emails=typed.emails,
    )
    return contacts.create(keeper, contact, now=now)
