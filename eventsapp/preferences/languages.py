"""Where it is kept in which language an address is written to.

A package that comes to keep one adds its line to KEPT; a test looks into every table.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.security.models import SecurityLink
from eventsapp.contacts.models import Contact, Email
from eventsapp.digests.models import Subscription
from eventsapp.extensions import db
from eventsapp.invitations.models import Invitee
from eventsapp.registration.entry.models import Transfer
from eventsapp.registration.models import Registration

Condition = ColumnElement[bool]


def _sent_by(address: str) -> Condition:
    """Applications of this sender; a crew is written to in the language of who applied for it."""
    sender = select(Applicant.application_id).where(
        Applicant.email == address, Applicant.position == 0
    )
    return Application.id.in_(sender)


def _reached_at(address: str) -> Condition:
    return Contact.id.in_(select(Email.contact_id).where(Email.address == address))


# The records of one address in small letters, those first by which most people know us.
KEPT: tuple[tuple[Any, Callable[[str], Condition]], ...] = (
    (Registration, lambda address: Registration.email == address),
    (Subscription, lambda address: Subscription.email == address),
    (Invitee, lambda address: Invitee.email == address),
    (Application, _sent_by),
    (Card, lambda address: Card.email == address),
    (Transfer, lambda address: Transfer.email == address),
    (Replacement, lambda address: Replacement.email == address),
    (SecurityLink, lambda address: SecurityLink.email == address),
    (Contact, _reached_at),
)


def find(address: str) -> str | None:
    """The language this address is written to in, by the newest record of the first kind."""
    for model, mine in KEPT:
        known = select(model.language).where(mine(address.lower()), model.language.is_not(None))
        if found := db.session.scalar(known.order_by(model.id.desc()).limit(1)):
            return str(found)
    return None


def choose(address: str, language: str) -> None:
    """Let all that will be written to this address be in one language. Safe to repeat."""
    for model, mine in KEPT:
        is_other = or_(model.language != language, model.language.is_(None))
        db.session.execute(
            update(model).where(mine(address.lower()), is_other).values(language=language)
        )
