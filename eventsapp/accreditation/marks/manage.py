"""Badges in the queue: printed, handed out, and both taken back."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.accreditation.deciding_pages import ticked
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.marks import services
from eventsapp.accreditation.scope import Scope
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.addresses import keeping_query
from eventsapp.web.numbers import record_number

bp = Blueprint("manage_marks", __name__, url_prefix="/desk/e/<int:event_id>/press/badges")
guard.protect(bp, admits_guests=True)


@bp.post("/<any(printed, handed_out):step>")
@guard.require(guard.Role.PRESS)
def note(event_id: int, step: str) -> ResponseReturnValue:
    """Note for the ticked people that their badges are printed, or handed out."""
    event, chosen = own_event(event_id), ticked()
    if not chosen:
        flash(_("Tick the people first."), "error")
        return redirect(Scope.of(event).back())
    made = services.note(event, Step(step), by=guard.actor().user_id, now=utcnow(), ids=chosen)
    ids = [each.id for each in made]
    number = len({each.applicant_id for each in made})
    db.session.commit()
    words = ngettext("Noted for %(num)d person.", "Noted for %(num)d people.", number)
    undo_url = keeping_query(".undo", event_id=event_id, mark=ids)
    told = {"text": words, "action": _("Undo"), "url": undo_url} if made else words
    flash(told, "success")  # type: ignore[arg-type]
    return redirect(Scope.of(event).back())


@bp.post("/undo")
@guard.require(guard.Role.PRESS)
def undo(event_id: int) -> ResponseReturnValue:
    """Take back what was noted about badges."""
    event = own_event(event_id)
    services.take_back(event, request.args.getlist("mark", type=record_number))
    db.session.commit()
    flash(_("Undone."), "success")
    return redirect(Scope.of(event).back())
