"""Registrations: who has a place at an event."""

from typing import Any

from flask import url_for
from flask_smorest import abort
from marshmallow import RAISE
from werkzeug.exceptions import NotFound

from eventsapp.api import access, people_schemas, schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import ONCE, blueprint, page
from eventsapp.api.events import EVENT, own_event
from eventsapp.api.models import Scope
from eventsapp.api.replaying import writes
from eventsapp.contacts import phones
from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event
from eventsapp.questions import queries as questions
from eventsapp.questions import reading, wording
from eventsapp.questions.asking import Given
from eventsapp.questions.models import Asked, Question
from eventsapp.registration import queries, services
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.models import Registration

bp = blueprint("registrations", "Registrations: who has a place at an event.")


@bp.get(f"{EVENT}/registrations")
@needs(Scope.REGISTRATIONS_READ)
@bp.arguments(people_schemas.RegistrationQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(people_schemas.Registration))
def index(asked: dict[str, Any], event_id: int) -> dict[str, Any]:
    """List the registrations of an event, in the order in which they came."""
    wanted = queries.listed(own_event(event_id), status=asked.get("status"))
    return page(wanted, Registration, asked)


@bp.post(f"{EVENT}/registrations")
@writes
@needs(Scope.REGISTRATIONS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.arguments(people_schemas.Registration)
@bp.response(201, people_schemas.Registration)
def create(given: dict[str, Any], event_id: int) -> tuple:
    """Give a person a place, also outside the opening times; they get their ticket by mail.

    An address that is registered already keeps what it has. Answers are asked for as on the
    form of the event, but for files; a 422 names the questions that lack one.
    """
    event, token = own_event(event_id), access.token()
    country = phones.country_of(token.organisation.timezone)
    told = given.pop("answers", {})
    details = AttendeeDetails(
        **given
        | {
            "answers": _answers(event, given["category_id"], told),
            "email": given["email"].lower(),
            "companions": tuple(name for name in given.get("companions", ()) if name),
            "phone_e164": phones.read(given.get("phone", ""), country),
        }
    )
    made = services.register(event, details, now=utcnow(), by_organiser=True)
    return made, 201, {"Location": url_for(".show", registration_id=made.id)}


@bp.get(f"{EVENT}/questions")
@needs(Scope.REGISTRATIONS_READ)
@bp.response(200, people_schemas.Question(many=True))
def index_questions(event_id: int) -> list[Question]:
    """List the questions on the form of an event, in their order."""
    return _on_form(own_event(event_id))


@bp.get("/registrations/<int:registration_id>")
@needs(Scope.REGISTRATIONS_READ)
@bp.response(200, people_schemas.Registration)
def show(registration_id: int) -> Registration:
    """Read one registration."""
    return _own(registration_id)


@bp.post("/registrations/<int:registration_id>/cancellation")
@writes
@needs(Scope.REGISTRATIONS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.response(200, people_schemas.Registration)
def cancel(registration_id: int) -> Registration:
    """Give a place back, and those of companions. The person is told; twice is harmless."""
    registration = _own(registration_id)
    services.cancel(registration, by_organiser=True, now=utcnow())
    return registration


def _own(registration_id: int) -> Registration:
    found = queries.find_of(access.token().organisation_id, registration_id)
    if found is None or found.event.trashed_at:
        raise NotFound("There is no such registration.")
    return found


def _on_form(event: Event) -> list[Question]:
    return [each for each in questions.of_event(event) if each.asked is Asked.FORM]


def _answers(event: Event, category_id: int, told: dict[int, str]) -> tuple[Given, ...]:
    """The answers to the form of the event. Aborts with a 422 that names what is wrong."""
    asked = _on_form(event)
    unknown = told.keys() - {each.id for each in asked if reading.is_told(each)}
    wrong = dict.fromkeys(unknown, "The form has no such question.")
    given: tuple[Given, ...] = ()
    try:
        given = reading.given(asked, category_id, told)
    except reading.Unfit as unfit:
        wrong[unfit.question.id] = "This does not answer the question."
    else:
        lacking = reading.missing(asked, category_id, given)
        wrong |= {each.id: f"Answer “{wording.label(each)}”." for each in lacking}
    if wrong:
        abort(
            422, messages={"json": {"answers": {str(key): [wrong[key]] for key in sorted(wrong)}}}
        )
    return given
