"""A place passed on to a colleague: it stays with the giver until the other accepts."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, delete, select

from eventsapp.events import queries as events
from eventsapp.extensions import db
from eventsapp.registration import mails, queries, rules, seats, services
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.entry import letters
from eventsapp.registration.entry.models import Transfer
from eventsapp.registration.models import Registration
from eventsapp.registration.refusals import (
    AlreadyRegistered,
    ChangesClosed,
    OfferGone,
    RegistrationClosed,
)

_OPEN = select(Transfer).where(
    Transfer.registration_id == bindparam("registration"), Transfer.until > bindparam("now")
)
GONE = _l("This place is not offered to you any more.")


def offer(
    registration: Registration, *, name: str, email: str, language: str, now: datetime
) -> Transfer:
    """Ask somebody to take this place over; an earlier such letter counts no more.

    Nothing tells the giver whether that address is registered. Raises RegistrationClosed and
    ChangesClosed.
    """
    event = events.claim(registration.event)
    db.session.refresh(registration)
    if not can_offer(registration, now):
        raise RegistrationClosed
    if not rules.takes_changes(event, now):
        raise ChangesClosed
    withdraw(registration)
    transfer = Transfer(
        registration=registration,
        name=name,
        email=email,
        language=language,
        offered_at=now,
        until=_until(registration, now),
    )
    db.session.add(transfer)
    db.session.flush()
    letters.send_transfer(transfer, now)
    return transfer


def can_offer(registration: Registration, now: datetime) -> bool:
    """Whether there is a place that can be passed on: not one of the press, nor of an event begun."""
    is_lead = registration.is_confirmed and not registration.is_companion
    return is_lead and not registration.category.for_press and now < registration.event.starts_at


def withdraw(registration: Registration) -> None:
    """Keep the place; the letter counts no more."""
    db.session.execute(delete(Transfer).where(Transfer.registration_id == registration.id))


def accept(transfer: Transfer, *, now: datetime) -> Registration:
    """Give the place to the other, with the companions; the giver is told.

    Raises OfferGone, and AlreadyRegistered for one who has a registration already.
    """
    giver = transfer.registration
    event = events.claim(giver.event)
    party = queries.standing_together(giver)
    if not _is_open(transfer, now):
        raise OfferGone
    if queries.find_live(event, transfer.email):
        raise AlreadyRegistered
    details = AttendeeDetails(
        name=transfer.name,
        email=transfer.email,
        category_id=giver.category_id,
        language=transfer.language,
        organisation_name=giver.organisation_name,
    )
    giver.release(now)
    taker = services.admit(giver.category, details, standing=None, now=now)
    for companion in party[1:]:
        companion.party = taker
    db.session.delete(transfer)
    db.session.flush()
    mails.take_leave(giver, now, taken_by=taker.name)
    letters.greet(taker, now)
    return taker


def decline(transfer: Transfer) -> None:
    """Leave the place to the giver."""
    db.session.delete(transfer)
    db.session.flush()


def find_by_token(token: str, now: datetime) -> Transfer | None:
    """What a link asks to be taken over, while it can be."""
    transfer = db.session.scalar(select(Transfer).where(Transfer.token == token))
    return transfer if transfer and _is_open(transfer, now) else None


def find_open(registration: Registration, now: datetime) -> Transfer | None:
    """The letter about this place that waits for an answer."""
    return db.session.scalar(_OPEN, {"registration": registration.id, "now": now})


def _is_open(transfer: Transfer, now: datetime) -> bool:
    giver = transfer.registration
    return now < transfer.until and can_offer(giver, now) and seats.takes_by_hand(giver.event)


def _until(registration: Registration, now: datetime) -> datetime:
    event = registration.event
    held = now + timedelta(hours=rules.of(event).offer_hours)
    return min(held, rules.changes_until(event) or event.starts_at, event.starts_at)
