"""Registrations: who has a place at an event."""

from typing import Any

from marshmallow import RAISE
from werkzeug.exceptions import NotFound

from eventsapp.api import access, schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import ONCE, blueprint, page
from eventsapp.api.events import EVENT, own_event
from eventsapp.api.models import Scope
from eventsapp.api.replaying import writes
from eventsapp.contacts import phones
from eventsapp.core.clock import utcnow
from eventsapp.registration import queries, services
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.models import Registration

bp = blueprint("registrations", "Registrations: who has a place at an event.")


@bp.get(f"{EVENT}/registrations")
@needs(Scope.REGISTRATIONS_READ)
@bp.arguments(schemas.RegistrationQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(schemas.Registration))
def index(asked: dict[str, Any], event_id: int) -> dict[str, Any]:
    """List the registrations of an event, in the order in which they came."""
    wanted = queries.listed(own_event(event_id), status=asked.get("status"))
    return page(wanted, Registration, asked)


@bp.post(f"{EVENT}/registrations")
@writes
@needs(Scope.REGISTRATIONS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.arguments(schemas.Registration)
@bp.response(201, schemas.Registration)
def create(given: dict[str, Any], event_id: int) -> Registration:
    """Give a person a place, also outside the opening times; they get their ticket by mail.

    An address that is registered already keeps what it has.
    """
    event, token = own_event(event_id), access.token()
    country = phones.country_of(token.organisation.timezone)
    details = AttendeeDetails(
        **given
        | {
            "email": given["email"].lower(),
            "companions": tuple(name for name in given.get("companions", ()) if name),
            "phone_e164": phones.read(given.get("phone", ""), country),
        }
    )
    return services.register(event, details, now=utcnow(), by_organiser=True)


@bp.post("/registrations/<int:registration_id>/cancellation")
@writes
@needs(Scope.REGISTRATIONS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.response(200, schemas.Registration)
def cancel(registration_id: int) -> Registration:
    """Give a place back, and those of companions. The person is told; twice is harmless."""
    registration = queries.find_of(access.token().organisation_id, registration_id)
    if registration is None:
        raise NotFound("There is no such registration.")
    services.cancel(registration, by_organiser=True, now=utcnow())
    return registration
