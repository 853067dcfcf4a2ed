"""Where an organisation keeps people, by address: how they are found and how forgotten.

A package that comes to keep people adds its line to SOURCES; the test of erasing looks into
every column of every table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.accreditation import imports as press_imports
from eventsapp.accreditation import retention as press_retention
from eventsapp.accreditation.card_models import Card
from eventsapp.accreditation.models import Applicant
from eventsapp.contacts import imports as contact_imports
from eventsapp.contacts import services as contacts
from eventsapp.contacts.models import Contact, Email, Post
from eventsapp.core.imports import FileImport
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests import services as guests
from eventsapp.guests.models import Guest
from eventsapp.invitations import services as invitations
from eventsapp.invitations.models import Invitee
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message
from eventsapp.mycalendar import queries as own_calendars
from eventsapp.mycalendar import services as mycalendar
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.privacy.models import Handout
from eventsapp.registration import imports as registration_imports
from eventsapp.registration import retention
from eventsapp.registration.models import Registration


@dataclass(frozen=True)
class Source:
    """One kind of record about people."""

    name: Any
    find: Callable[[int, str], Sequence[Any]]  # of an organisation, by an address
    forget: Callable[[Any, datetime], None]
    columns: tuple[str, ...]  # given out


def _registrations(organisation_id: int, email: str) -> Sequence[Registration]:
    return db.session.scalars(
        select(Registration)
        .join(Registration.event)
        .where(Event.organisation_id == organisation_id, Registration.email == email)
    ).all()


def _invitees(organisation_id: int, email: str) -> Sequence[Invitee]:
    return db.session.scalars(
        select(Invitee)
        .join(Invitee.event)
        .where(Event.organisation_id == organisation_id, Invitee.email == email)
    ).all()


def _guests(organisation_id: int, email: str) -> Sequence[Guest]:
    return db.session.scalars(
        select(Guest)
        .join(Guest.event)
        .where(Event.organisation_id == organisation_id, Guest.email == email)
    ).all()


def _applicants(organisation_id: int, email: str) -> Sequence[Applicant]:
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.event)
        .where(Event.organisation_id == organisation_id, Applicant.email == email)
    ).all()


def _cards(organisation_id: int, email: str) -> Sequence[Card]:
    return db.session.scalars(
        select(Card).where(Card.organisation_id == organisation_id, Card.email == email)
    ).all()


def _contacts(organisation_id: int, email: str) -> Sequence[Contact]:
    theirs = select(Email.contact_id).where(Email.address == email)
    return db.session.scalars(
        select(Contact).where(Contact.organisation_id == organisation_id, Contact.id.in_(theirs))
    ).all()


def _posts(organisation_id: int, email: str) -> Sequence[Post]:
    """Those of the contacts with an address, as long as the contacts are kept."""
    theirs = [contact.id for contact in _contacts(organisation_id, email)]
    return db.session.scalars(select(Post).where(Post.contact_id.in_(theirs))).all()


def _messages(organisation_id: int, email: str) -> Sequence[Message]:
    events = select(Event.id).where(Event.organisation_id == organisation_id)
    topics = {f"event:{number}" for number in db.session.scalars(events)}
    sent = db.session.scalars(select(Message).where(Message.recipient == email)).all()
    return [message for message in sent if message.topic in topics]


def _files(organisation_id: int, email: str) -> Sequence[FileImport]:
    return [
        *contact_imports.naming(organisation_id, email),
        *registration_imports.naming(organisation_id, email),
        *press_imports.naming(organisation_id, email),
    ]


def _calendars(_organisation_id: int, email: str) -> Sequence[OwnCalendar]:
    """The calendar of an address that is known nowhere else: asked for after all others."""
    return [each for each in own_calendars.unknown() if each.email == email]


def _handouts(organisation_id: int, email: str) -> Sequence[Handout]:
    return db.session.scalars(
        select(Handout).where(Handout.organisation_id == organisation_id, Handout.email == email)
    ).all()


def _forget_handout(handout: Handout, _now: datetime) -> None:
    outbox.erase(topic=handout.topic)
    db.session.delete(handout)


def _forget_message(message: Message, _now: datetime) -> None:
    if message.recipient:
        outbox.erase(topic=message.topic, recipient=message.recipient)


SOURCES: tuple[Source, ...] = (
    Source(
        _l("Registrations"),
        _registrations,
        lambda one, now: retention.erase(one, now=now),
        ("event_id", "name", "email", "phone", "organisation_name", "language", "status",
         "code", "registered_at", "confirmed_at", "cancelled_at"),
    ),
    Source(
        _l("Invitations"),
        _invitees,
        invitations.forget,
        ("event_id", "name", "email", "organisation_name", "language", "sent_at", "opened_at",
         "answer", "answered_at", "withdrawn_at"),
    ),
    Source(
        _l("Guests of events"),
        _guests,
        lambda one, _now: guests.remove(one),
        ("event_id", "email", "role", "asked_at"),
    ),
    Source(
        _l("Applications for accreditation"),
        _applicants,
        press_retention.forget,
        ("event_id", "name", "email", "phone", "function", "card_number", "status", "status_at"),
    ),
    Source(
        _l("Press cards"),
        _cards,
        press_retention.forget_card,
        ("name", "email", "function", "valid_from", "valid_until", "created_at"),
    ),
    Source(
        _l("Contacts"),
        _contacts,
        lambda one, _now: contacts.delete(one),
        ("names", "outlet", "note", "consent_source", "consented_on", "last_met_on", "has_page", "created_at"),
    ),
    Source(
        _l("Posts"),
        _posts,
        lambda one, _now: db.session.delete(one),
        ("titles", "place", "held_from", "held_until"),
    ),
    Source(
        _l("Imported files"),
        _files,
        lambda one, _now: one.forget_file(),
        ("file_name", "created_at"),
    ),
    Source(
        _l("Mails about events"),
        _messages,
        _forget_message,
        ("topic", "recipient", "recipient_name", "subject", "text", "created_at", "sent_at"),
    ),
    Source(
        _l("Links to their data"), _handouts, _forget_handout, ("email", "language", "ends_at")
    ),
    Source(
        _l("Calendars of their own"),
        _calendars,
        lambda one, _now: mycalendar.end(one),
        ("email", "language", "filters", "created_at"),
    ),
)  # fmt: skip
