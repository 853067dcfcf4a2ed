"""The owner's page of the log, its table as a file, and the history of one event."""

from datetime import date

from flask import Blueprint, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from eventsapp.audit import export, queries, wording
from eventsapp.audit.queries import Asked
from eventsapp.audit.watched import WATCHED
from eventsapp.core import sheets
from eventsapp.events.access import own_event
from eventsapp.events.filters import YEARS
from eventsapp.web import attachments, guard
from eventsapp.web.guard import Role
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number
from eventsapp.web.paging import page

bp = Blueprint("manage_audit", __name__, url_prefix="/desk")
guard.protect(bp)
bp.add_app_template_global(queries.last_saved, "last_saved")


@bp.get("/audit")
@guard.require(Role.OWNER)
def index() -> ResponseReturnValue:
    """Who changed what in the organisation."""
    actor, asked = guard.actor(), _asked()
    zone = actor.organisation.timezone
    found = page(queries.entries(actor.organisation_id, asked, zone))
    return render_template(
        "audit/index.html",
        page=found,
        asked=asked,
        zone=zone,
        titles=queries.titles(found.items),
        authors=queries.authors(actor.organisation_id),
        watched=WATCHED,
        wording=wording,
    )


@bp.get("/audit.csv")
@guard.require(Role.OWNER)
def table() -> ResponseReturnValue:
    """The same rows as a file for a spreadsheet."""
    actor = guard.actor()
    wanted = queries.entries(actor.organisation_id, _asked(), actor.organisation.timezone)
    lines = export.lines(wanted, current_language())
    return attachments.attached(stream_with_context(lines), "log.csv", sheets.CSV)


@bp.get("/e/<int:event_id>/history")
def history(event_id: int) -> ResponseReturnValue:
    """Who changed what of one event: for everybody who may read it."""
    event, zone = own_event(event_id), guard.actor().organisation.timezone
    found = page(queries.entries(guard.actor().organisation_id, Asked(event_id=event.id), zone))
    return render_template(
        "audit/history.html", event=event, tab="history", page=found, zone=zone, wording=wording
    )


def _asked() -> Asked:
    """What the address narrows it to; a value that means nothing is left out."""
    subject = request.args.get("record", "")
    return Asked(
        event_id=request.args.get("event", type=record_number),
        user_id=request.args.get("who", type=record_number),
        subject=subject if subject in WATCHED else "",
        first=request.args.get("from", type=_day),
        last=request.args.get("to", type=_day),
    )


def _day(text: str) -> date:
    """A day of the years there are lists of. Raises ValueError."""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day
