"""Who may choose a category: by its code, from an allowed address, within an organisation's limit."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import func, select

from eventsapp.core.errors import Refusal
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import seats
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.models import SEATED, Registration, Status, organisation_key
from eventsapp.registration.refusals import RegistrationClosed, UnknownWay


class NotInvited(Refusal):
    """By invitation alone."""

    message = _l("This way of taking part is by invitation only.")
    status = 422


class WrongCode(Refusal):
    """Another code than the category's, or none."""

    message = _l("This code does not open this way of taking part. Ask the organiser for it.")
    status = 422


class AddressNotAllowed(Refusal):
    """Neither the address nor its domain are among those allowed."""

    message = _l("This way of taking part is for other e-mail addresses. Use that of your work.")
    status = 422


class OrganisationMissing(Refusal):
    """Where organisations have a limit, each person names theirs."""

    message = _l("Name your organisation. Each can send a limited number of people.")
    status = 422


class OrganisationFull(Refusal):
    """As many of one organisation as may come."""


@dataclass(frozen=True)
class Comer:
    """As much of who comes as decides about it."""

    email: str
    organisation_name: str
    code: str = ""
    persons: int = 1
    standing: Registration | None = None  # what the person has at the event already
    is_known: bool = False  # invited in person, or in this category already


def comer(details: AttendeeDetails, standing: Registration | None) -> Comer:
    """Somebody who registers, with those who come along."""
    return Comer(
        email=details.email,
        organisation_name=details.organisation_name,
        code=details.access_code,
        persons=1 + len(details.companions),
        standing=standing,
        is_known=details.is_invited,
    )


def comer_again(registration: Registration, wishes: Wishes) -> Comer:
    """Somebody who has a place and wants another way of taking part, or to bring more people."""
    return Comer(
        email=registration.email or "",
        organisation_name=wishes.organisation_name,
        code=wishes.access_code,
        persons=1 + sum(map(bool, wishes.companions)),
        standing=registration,
        is_known=wishes.category_id == registration.category_id,
    )


def require(category: Category, comer: Comer) -> None:
    """Refuse those who may not choose the category. The caller has claimed the event.

    Raises one of the refusals above.
    """
    if not comer.is_known:
        _require_code(category, comer.code)
        _require_address(category, comer.email)
    if category.organisation_limit is not None:
        _require_share(category, comer, category.organisation_limit)


def is_allowed(category: Category, email: str) -> bool:
    """Whether the address or its domain is among those that a category is for."""
    domain = email.rpartition("@")[2]
    return not category.allowed or email in category.allowed or domain in category.allowed


def way(event: Event, category_id: int) -> Category:
    """A way of taking part by its number. Raises UnknownWay."""
    found = next((each for each in event.categories if each.id == category_id), None)
    if found is None:
        raise UnknownWay
    return found


def require_open(event: Event, category: Category, now: datetime, *, by_organiser: bool) -> None:
    """Refuse with RegistrationClosed; an organiser may come outside the window."""
    takes = seats.takes_by_hand(event) if by_organiser else seats.accepts(event, category, now)
    if not takes:
        raise RegistrationClosed


def _require_code(category: Category, given: str) -> None:
    if not category.is_offered:
        raise NotInvited
    wanted = _plain(category.code)
    if wanted and not hmac.compare_digest(_plain(given), wanted):
        raise WrongCode


def _require_address(category: Category, email: str) -> None:
    if not is_allowed(category, email):
        raise AddressNotAllowed


def _require_share(category: Category, comer: Comer, limit: int) -> None:
    key = organisation_key(comer.organisation_name)
    if not key:
        raise OrganisationMissing
    seated = select(func.count(Registration.id)).where(
        Registration.category_id == category.id,
        Registration.organisation_key == key,
        Registration.status.in_((*SEATED, Status.WAITLISTED)),  # whose turn comes by itself
    )
    if own := comer.standing:
        others = (Registration.id != own.id, Registration.party_id.is_distinct_from(own.id))
        seated = seated.where(*others)
    if (db.session.scalar(seated) or 0) + comer.persons > limit:
        raise OrganisationFull(
            ngettext(
                "At most %(num)d person of one organisation can take part this way.",
                "At most %(num)d people of one organisation can take part this way.",
                limit,
            )
        )


def _plain(code: str) -> bytes:
    return code.strip().casefold().encode()
