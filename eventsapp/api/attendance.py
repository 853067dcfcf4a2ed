"""Who was accredited, and who has come."""

from typing import Any

from marshmallow import RAISE
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.api import access, people_schemas, schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import blueprint, page
from eventsapp.api.events import EVENT, own_event
from eventsapp.api.models import Scope
from eventsapp.checkin.models import Attendance
from eventsapp.events.models import Event
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db

bp = blueprint("attendance", "Accreditations of the press, and entries at the door.")


@bp.get(f"{EVENT}/accreditations")
@needs(Scope.ACCREDITATIONS_READ)
@bp.arguments(people_schemas.AccreditationQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(people_schemas.Accreditation))
def index_accreditations(asked: dict[str, Any], event_id: int) -> dict[str, Any]:
    """List the journalists of an event, in the order in which they came; no document numbers."""
    wanted = _applicants().where(Applicant.event_id == own_event(event_id).id)
    if "status" in asked:
        wanted = wanted.where(Applicant.status == asked["status"])
    return page(wanted, Applicant, asked)


@bp.get("/accreditations/<int:accreditation_id>")
@needs(Scope.ACCREDITATIONS_READ)
@bp.response(200, people_schemas.Accreditation)
def show_accreditation(accreditation_id: int) -> Applicant:
    """Read one journalist's application."""
    found = db.session.scalar(_applicants().where(Applicant.id == accreditation_id))
    if found is None:
        raise NotFound("There is no such accreditation.")
    return found


@bp.get("/checkins")
@needs(Scope.CHECKINS_READ)
@bp.arguments(people_schemas.CheckinQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(people_schemas.Checkin))
def index_checkins(asked: dict[str, Any]) -> dict[str, Any]:
    """List who came in at the doors of all events, in the order in which it became known."""
    wanted = _stays()
    if "event_id" in asked:
        wanted = wanted.where(Attendance.event_id == asked["event_id"])
    if "entered_from" in asked:
        wanted = wanted.where(Attendance.entered_at >= asked["entered_from"])
    if "entered_to" in asked:
        wanted = wanted.where(Attendance.entered_at < asked["entered_to"])
    return page(wanted, Attendance, asked)


@bp.get("/checkins/<int:checkin_id>")
@needs(Scope.CHECKINS_READ)
@bp.response(200, people_schemas.Checkin)
def show_checkin(checkin_id: int) -> Attendance:
    """Read one person's stay."""
    found = db.session.scalar(_stays().where(Attendance.id == checkin_id))
    if found is None:
        raise NotFound("There is no such check-in.")
    return found


def _applicants() -> Select[Applicant]:
    """The journalists who have applied for events of the token's organisation."""
    return (
        select(Applicant)
        .join(Event, Event.id == Applicant.event_id)
        .where(*_of_token(), Applicant.status != Status.DRAFT)
        .options(joinedload(Applicant.application).joinedload(Application.outlet))
    )


def _stays() -> Select[Attendance]:
    """Who has come to events of the token's organisation."""
    return (
        select(Attendance)
        .join(Event, Event.id == Attendance.event_id)
        .where(*_of_token())
        .options(joinedload(Attendance.door))
    )


def _of_token() -> tuple[ColumnElement[bool], ...]:
    return Event.organisation_id == access.token().organisation_id, is_kept()
