"""The kinds of record in which an organisation keeps people: how each is found, given out, forgotten.

A package that comes to keep people adds its line to SOURCES; the test of erasing looks into
every column of every table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import retention as press_retention
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.security import links as security_links
from eventsapp.contacts import services as contacts
from eventsapp.contacts.models import Contact
from eventsapp.extensions import db
from eventsapp.guests import services as guests
from eventsapp.invitations import services as invitations
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message
from eventsapp.mycalendar import services as mycalendar
from eventsapp.privacy import finding
from eventsapp.privacy.models import Handout
from eventsapp.registration import ownpage, retention
from eventsapp.registration.entry import passing


@dataclass(frozen=True)
class Source:
    """One kind of record about people."""

    name: Any
    find: Callable[[int, str], Sequence[Any]]  # of an organisation, by an address
    forget: Callable[[Any, datetime], None]
    columns: tuple[str, ...]  # given out
    more: Callable[[Any], dict[str, Any]] = lambda _one: {}  # given out beside them


def delete(record: Any, _now: datetime) -> None:
    """Forget a record that says nothing to the numbers."""
    db.session.delete(record)


def _forget_handout(handout: Handout, _now: datetime) -> None:
    outbox.erase(topic=handout.topic)
    db.session.delete(handout)


def forget_message(message: Message, _now: datetime) -> None:
    """Forget whom and what a mail told; it is not sent any more."""
    if message.recipient:
        outbox.erase(topic=message.topic, recipient=message.recipient)


def _application(applicant: Applicant) -> dict[str, Any]:
    """What the whole crew has told; the numbers of documents stay sealed."""
    application = applicant.application
    return {
        "outlet": applicant.outlet_name,
        "equipment": application.equipment,
        "needs": application.needs,
        "vehicle": application.vehicle,
        "remarks": application.remarks,
        "told_of_all": application.told,
        "papers": [each.paper.value for each in application.documents],
        "document_number_given": bool(applicant.identity),
        "document_described": bool(applicant.identity_details),
    }


def _ways(contact: Contact) -> dict[str, Any]:
    return {
        "phones": [each.written for each in contact.phones],
        "emails": [each.address for each in contact.emails],
    }


SOURCES: tuple[Source, ...] = (
    Source(
        _l("Registrations"),
        finding.registrations,
        lambda one, now: retention.erase(one, now=now),
        ("event_id", "name", "email", "phone", "organisation_name", "language", "status",
         "code", "registered_at", "confirmed_at", "cancelled_at"),
        ownpage.known,
    ),
    Source(
        _l("Places offered to them"),
        finding.transfers,
        lambda one, _now: passing.decline(one),
        ("name", "email", "language", "offered_at", "until"),
    ),
    Source(
        _l("Invitations"),
        finding.invitees,
        invitations.forget,
        ("event_id", "name", "email", "organisation_name", "language", "sent_at", "opened_at",
         "answer", "answered_at", "withdrawn_at"),
    ),
    Source(
        _l("Guests of events"),
        finding.guests,
        lambda one, _now: guests.remove(one),
        ("event_id", "email", "role", "asked_at"),
    ),
    Source(
        _l("Invitations to the team"), finding.team_invites, delete, ("email", "role", "created_at")
    ),
    Source(
        _l("Applications for accreditation"),
        finding.applicants,
        press_retention.forget,
        (
            "event_id", "name", "email", "phone", "born_on", "function", "card_number", "told",
            "status", "status_at",
        ),
        _application,
    ),
    Source(
        _l("Asked to come instead of a journalist"),
        finding.replacements,
        delete,
        ("name", "email", "language", "asked_at", "taken_at"),
    ),
    Source(
        _l("Security contacts of events"),
        finding.security_contacts,
        press_retention.forget_contact,
        ("event_id", "security_name", "security_email"),
    ),
    Source(
        _l("Security lists sent to them"),
        finding.security_links,
        lambda one, _now: security_links.forget(one),
        ("event_id", "name", "email", "language", "sent_at", "ends_at"),
    ),
    Source(
        _l("Press cards"),
        finding.cards,
        press_retention.forget_card,
        ("name", "email", "function", "valid_from", "valid_until", "created_at"),
    ),
    Source(
        _l("Contacts"),
        finding.contacts,
        lambda one, _now: contacts.delete(one),
        ("names", "outlet", "note", "consent_source", "consented_on", "last_met_on", "has_page", "created_at"),
        _ways,
    ),
    Source(
        _l("Posts"),
        finding.posts,
        delete,
        ("titles", "place", "held_from", "held_until"),
    ),
    Source(
        _l("Imported files"),
        finding.files,
        lambda one, _now: one.forget_file(),
        ("file_name", "created_at"),
    ),
    Source(
        _l("Mails"),
        finding.messages,
        forget_message,
        ("topic", "recipient", "recipient_name", "subject", "text", "created_at", "sent_at"),
    ),
    Source(
        _l("Answers to programs"),
        finding.kept_answers,
        lambda one, _now: one.forget(),
        ("made_at",),
    ),
    Source(
        _l("Links to their data"), finding.handouts, _forget_handout, ("email", "language", "ends_at")
    ),
    Source(
        _l("Calendars of their own"),
        finding.calendars,
        lambda one, _now: mycalendar.end(one),
        ("email", "language", "filters", "created_at"),
    ),
)  # fmt: skip
