"""Somebody who comes in, and those who come along, as rows; whoever calls has claimed the event."""

from collections.abc import Sequence
from datetime import datetime

from eventsapp.events.category_models import Category
from eventsapp.extensions import db
from eventsapp.registration import filling, mails
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.entry import entering
from eventsapp.registration.models import Registration, Status


def enter(
    category: Category,
    details: AttendeeDetails,
    now: datetime,
    status: Status,
    *,
    is_new: bool = False,
) -> tuple[Registration, Sequence[Registration]]:
    """Store a person with those who come along; `is_new` where the address was never told of it."""
    registration = _person(category, details.name, details.language, now)
    entering.stand([registration], status, now)
    registration.email, registration.is_answered_for = details.email or None, not details.email
    registration.phone = details.phone
    registration.phone_e164 = details.phone_e164
    registration.organisation_name = details.organisation_name
    registration.wants_reminders = details.wants_reminders
    registration.form_key = details.key
    registration.refresh_search_key()
    if registration.is_confirmed and registration.email:
        mails.expect_welcome(registration, now, is_new=is_new)
    db.session.add(registration)
    filling.note(registration, details.answers, now)
    return registration, add_companions(registration, details.companions, now)


def add_companions(
    lead: Registration, names: Sequence[str], now: datetime
) -> Sequence[Registration]:
    """Store those who come along; they stand as the one who brings them."""
    companions = [_person(lead.category, name, lead.language, now) for name in names]
    for companion in companions:
        companion.party = lead
        companion.status, companion.confirmed_at = lead.status, lead.confirmed_at
        companion.held_until = lead.held_until
        companion.refresh_search_key()
    db.session.add_all(companions)
    db.session.flush()  # gives the rows their ids, which the links need
    return companions


def _person(category: Category, name: str, language: str, now: datetime) -> Registration:
    return Registration(
        event=category.event,
        category=category,
        name=name,
        language=language,
        status=Status.CONFIRMED,
        registered_at=now,
    )
