"""Events: read, made as drafts, changed, and taken from state to state."""

from typing import Any

from flask import request, url_for
from marshmallow import RAISE
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound, PreconditionFailed, PreconditionRequired

from eventsapp.api import access, drafting, outcome_schemas, schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import IF_MATCH, IF_MATCH_REQUIRED, ONCE, blueprint, page
from eventsapp.api.models import Scope
from eventsapp.api.replaying import writes
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events import queries, services
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event, State
from eventsapp.messages import notices, reminders
from eventsapp.outcome import queries as outcome
from eventsapp.registration import queries as registrations

bp = blueprint("events", "Events: made as drafts, published, changed, called off.")
EVENT = "/events/<int:event_id>"


def own_event(event_id: int) -> Event:
    """An event of the token's organisation; others do not exist for it."""
    event = queries.find_of(access.token().organisation_id, event_id)
    if event is None:
        raise NotFound("There is no such event.")
    return event


@bp.get("/events")
@needs(Scope.EVENTS_READ)
@bp.arguments(schemas.EventQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(schemas.Event))
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """List events, in the order in which they were made."""
    filter_ = Filter(
        since=asked.get("starts_from"), until=asked.get("starts_to"), query=asked.get("q", "")
    )
    wanted = queries.matching(filter_).where(
        Event.organisation_id == access.token().organisation_id
    )
    for name in ("state", "type"):
        if name in asked:
            wanted = wanted.where(getattr(Event, name) == asked[name])
    found = page(wanted.options(*_shown()), Event, asked)
    return found | {"items": [drafting.represent(event) for event in found["items"]]}


@bp.post("/events")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.arguments(schemas.Event)
@bp.response(201, schemas.Event)
def create(given: dict[str, Any]) -> tuple:
    """Make a draft. Nothing is public yet, and nobody is told."""
    token, now = access.token(), utcnow()
    wanted = drafting.details_of(given, token.organisation)
    event = services.create(token.organisation, wanted, by=token.created_by_id, now=now)
    reminders.add_usual_rules(event, now)
    place = {"Location": url_for(".show", event_id=event.id)}
    return drafting.represent(event), 201, _tag(event) | place


@bp.get(EVENT)
@needs(Scope.EVENTS_READ)
@bp.response(200, schemas.Event)
def show(event_id: int) -> tuple:
    """Read an event; its ETag is what If-Match asks for."""
    event = own_event(event_id)
    return drafting.represent(event), 200, _tag(event)


@bp.patch(EVENT)
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[IF_MATCH_REQUIRED, ONCE])
@bp.arguments(schemas.EventChanges)
@bp.response(200, schemas.Event)
def change(given: dict[str, Any], event_id: int) -> tuple:
    """Change a draft; of a public event, what will be public with its next publication."""
    event, token = _as_read(event_id, is_required=True), access.token()
    wanted = drafting.details_of(given, token.organisation, event)
    services.save_draft(event, wanted, version=event.version, by=token.created_by_id, now=utcnow())
    return _answer(event)


@bp.post(f"{EVENT}/publication")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[IF_MATCH, ONCE])
@bp.arguments(schemas.Publication)
@bp.response(200, schemas.Event)
def publish(given: dict[str, Any], event_id: int) -> tuple:
    """Publish a draft, or the changes of a public event: those registered are told of them."""
    event, by, now = _as_read(event_id), access.token().created_by_id, utcnow()
    if event.state in (State.DRAFT, State.WITHDRAWN):
        services.publish(event, by=by, now=now, shares_room=given["shares_room"])
    else:
        services.publish_changes(event, by=by, now=now, **given)
    return _told(event)


@bp.post(f"{EVENT}/postponement")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[IF_MATCH, ONCE])
@bp.arguments(schemas.Reasons)
@bp.response(200, schemas.Event)
def postpone(given: dict[str, Any], event_id: int) -> tuple:
    """Take the date away until another is published. Everybody registered is told."""
    event, reasons = _as_read(event_id), Texts(given.get("reasons"))
    services.postpone(event, reasons=reasons, by=access.token().created_by_id, now=utcnow())
    return _told(event)


@bp.post(f"{EVENT}/cancellation")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[IF_MATCH, ONCE])
@bp.arguments(schemas.Reasons)
@bp.response(200, schemas.Event)
def cancel(given: dict[str, Any], event_id: int) -> tuple:
    """Say that an event does not take place. Everybody registered is told."""
    event, reasons = _as_read(event_id), Texts(given.get("reasons"))
    services.cancel(event, reasons=reasons, by=access.token().created_by_id, now=utcnow())
    return _told(event)


@bp.post(f"{EVENT}/reinstatement")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[IF_MATCH, ONCE])
@bp.arguments(schemas.Reinstatement)
@bp.response(200, schemas.Event)
def reinstate(given: dict[str, Any], event_id: int) -> tuple:
    """Take a cancellation or a postponement back. Everybody registered is told."""
    event, by = _as_read(event_id), access.token().created_by_id
    services.reinstate(event, by=by, now=utcnow(), **given)
    return _told(event)


@bp.post(f"{EVENT}/withdrawal")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[IF_MATCH, ONCE])
@bp.response(200, schemas.Event)
def withdraw(event_id: int) -> tuple:
    """Take the page of an event away while nobody is registered; it can be published again."""
    event, by = _as_read(event_id), access.token().created_by_id
    standing = registrations.count_standing(queries.claim(event))  # nobody registers meanwhile
    services.withdraw(event, registered=standing, by=by, now=utcnow())
    return _told(event)


@bp.get(f"{EVENT}/outcome")
@needs(Scope.EVENTS_READ)
@bp.response(200, outcome_schemas.Outcome)
def show_outcome(event_id: int) -> Any:
    """Read quotes, figures, documents, decisions and coverage, in order."""
    return outcome.facts(own_event(event_id), is_desk=True)


def _shown() -> tuple:
    return (selectinload(Event.contacts), *queries.shown_in_lists())


def _as_read(event_id: int, *, is_required: bool = False) -> Event:
    """An event, if it is still what `If-Match` names; without that header only if it need not be."""
    event = own_event(event_id)
    if is_required and not request.if_match:
        raise PreconditionRequired("Send If-Match with the ETag under which the event was read.")
    if request.if_match and not request.if_match.contains(_mark(event)):
        raise PreconditionFailed("The event has changed since. Read it again.")
    return event


def _told(event: Event) -> tuple:
    """Let the people of the event hear of it."""
    now = utcnow()
    notices.note_changes(event, now)
    reminders.follow_events(now)
    return _answer(event)


def _answer(event: Event) -> tuple:
    return drafting.represent(event), 200, _tag(event)


def _tag(event: Event) -> dict[str, str]:
    return {"ETag": f'"{_mark(event)}"'}


def _mark(event: Event) -> str:
    return f"{event.id}-{event.version}"
