"""Whom an organiser picks from the address book: who gets an invitation, and who does not, and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select

from eventsapp.contacts import lists
from eventsapp.contacts import queries as contacts
from eventsapp.contacts.models import Contact, Email
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.invitations import queries
from eventsapp.mail import bounces, preferences
from eventsapp.mail import queries as outbox
from eventsapp.mail.reach import Reach

TEMPLATE = "invitations/invitation"
REMINDER = "invitations/reminder"


class Reason(StrEnum):
    """Why somebody who was picked is not invited."""

    NO_ADDRESS = "no_address"
    STOPPED = "stopped"
    RETURNED = "returned"
    UNWANTED = "unwanted"
    INVITED = "invited"
    REGISTERED = "registered"
    TWICE = "twice"


REASONS: Mapping[Reason, Any] = {
    Reason.NO_ADDRESS: _l("No e-mail address"),
    Reason.STOPPED: _l("Wants no mail"),
    Reason.RETURNED: _l("Mail to this address comes back"),
    Reason.UNWANTED: _l("Wants no invitations, or nothing about this event"),
    Reason.INVITED: _l("Invited already"),
    Reason.REGISTERED: _l("Registered already"),
    Reason.TWICE: _l("The same address once more"),
}


class Person(NamedTuple):
    """As much of a contact as an invitation needs."""

    contact_id: int
    name: str
    email: str
    language: str
    organisation_name: str
    wants_no_mail: bool


def reach(
    event: Event, *, list_ids: Sequence[int], contact_ids: Sequence[int], now: datetime
) -> Reach[Person, Reason]:
    """Who of these lists and contacts can be invited to the event; one letter an address."""
    picked = _picked(event, list_ids, contact_ids)
    found, seen = Reach[Person, Reason](), set[str]()
    contacts_, invited, registered = queries.taken_addresses(event)
    why = {
        Reason.RETURNED: set(bounces.stopped(person.email for person in picked)),
        Reason.UNWANTED: outbox.unsubscribed(event.topic) | preferences.declined(TEMPLATE, now),
        Reason.INVITED: invited,
        Reason.REGISTERED: registered,
        Reason.TWICE: seen,
    }
    for person in picked:
        reason = Reason.INVITED if person.contact_id in contacts_ else _why_not(person, why)
        found.sort(person, reason)
        seen.add(person.email)
    return found


def _why_not(person: Person, why: Mapping[Reason, set[str]]) -> Reason | None:
    if not person.email:
        return Reason.NO_ADDRESS
    if person.wants_no_mail:
        return Reason.STOPPED
    return next((reason for reason, addresses in why.items() if person.email in addresses), None)


def _picked(event: Event, list_ids: Sequence[int], contact_ids: Sequence[int]) -> list[Person]:
    """Everybody once, in the order of names: those picked by hand and those on the lists."""
    house = event.organisation_id
    chosen = [contacts.listed(house).where(Contact.id.in_(contact_ids))] if contact_ids else []
    chosen += [lists.members(each) for each in lists.kept(house) if each.id in set(list_ids)]
    address = (
        select(Email.address)
        .where(Email.contact_id == Contact.id)
        .order_by(Email.position, Email.id)
        .limit(1)
        .scalar_subquery()
        .label("email")
    )
    columns = (
        Contact.sort_key,
        Contact.id,
        Contact.names,
        address,
        Contact.language,
        Contact.outlet,
        Contact.stopped_at,
    )
    rows = {
        row.id: row
        for each in chosen
        for row in db.session.execute(each.with_only_columns(*columns))
    }
    ordered = sorted(rows.values(), key=lambda row: (row.sort_key or "", row.id))
    return [_person(event, row) for row in ordered]


def _person(event: Event, row: Row[Any]) -> Person:
    """In their own language; where none is known, in that of the event."""
    language = row.language or event.original_language
    name = row.names.read([language, event.original_language]).text[:200]
    return Person(row.id, name, row.email or "", language, row.outlet, row.stopped_at is not None)
