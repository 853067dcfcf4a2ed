"""Who was accredited, and who has come."""

from typing import Any

from marshmallow import RAISE
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.api import access, people_schemas, schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import blueprint, page
from eventsapp.api.events import EVENT, own_event
from eventsapp.api.models import Scope
from eventsapp.checkin.models import Attendance
from eventsapp.events.models import Event

bp = blueprint("attendance", "Accreditations of the press, and entries at the door.")


@bp.get(f"{EVENT}/accreditations")
@needs(Scope.ACCREDITATIONS_READ)
@bp.arguments(people_schemas.AccreditationQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(people_schemas.Accreditation))
def index_accreditations(asked: dict[str, Any], event_id: int) -> dict[str, Any]:
    """List the journalists of an event, in the order in which they came; no document numbers."""
    wanted = (
        select(Applicant)
        .where(Applicant.event_id == own_event(event_id).id, Applicant.status != Status.DRAFT)
        .options(joinedload(Applicant.application).joinedload(Application.outlet))
    )
    if "status" in asked:
        wanted = wanted.where(Applicant.status == asked["status"])
    return page(wanted, Applicant, asked)


@bp.get("/checkins")
@needs(Scope.CHECKINS_READ)
@bp.arguments(people_schemas.CheckinQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(people_schemas.Checkin))
def index_checkins(asked: dict[str, Any]) -> dict[str, Any]:
    """List who came in at the doors of all events, in the order in which it became known."""
    wanted = (
        select(Attendance)
        .join(Event, Event.id == Attendance.event_id)
        .where(Event.organisation_id == access.token().organisation_id, Event.trashed_at.is_(None))
        .options(joinedload(Attendance.door))
    )
    if "event_id" in asked:
        wanted = wanted.where(Attendance.event_id == asked["event_id"])
    if "entered_from" in asked:
        wanted = wanted.where(Attendance.entered_at >= asked["entered_from"])
    if "entered_to" in asked:
        wanted = wanted.where(Attendance.entered_at < asked["entered_to"])
    return page(wanted, Attendance, asked)
