"""The Press tab: the queue with its checks, decisions with undo, and how the press applies."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.accreditation import (
    board,
    deciding,
    deciding_pages,
    desk_queries,
    intake,
    queries,
    wording,
)
from eventsapp.accreditation.desk_forms import HoldForm, IntakeForm
from eventsapp.accreditation.imports import pasting
from eventsapp.accreditation.scope import Scope
from eventsapp.core import files
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web import attachments, guard

bp = Blueprint("manage_accreditation", __name__, url_prefix="/desk/e/<int:event_id>/press")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> ResponseReturnValue:
    """The queue: who waits, what speaks for and against, and one of them in full."""
    event, now = own_event(event_id), utcnow()
    found = queries.find_intake(event)
    if found is None:
        return render_template("accreditation/manage/none.html", event=event, tab="press")
    return _queue(event, HoldForm(event, until=board.held_until(found, event, now)))


@bp.route("/settings", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def settings(event_id: int) -> ResponseReturnValue:
    """How the press applies for this event."""
    event = own_event(event_id)
    form = IntakeForm(event, queries.find_intake(event))
    if form.validate_on_submit():
        intake.arrange(event, form.details())
        db.session.commit()
        flash(_("Saved. The event page shows it at once."), "success")
        return redirect(url_for(".index", event_id=event.id))
    page = render_template(
        "accreditation/manage/settings.html", event=event, tab="press", form=form
    )
    return page, form.status


@bp.post("/decide")
@guard.require(guard.Role.PRESS)
def decide(event_id: int) -> ResponseReturnValue:
    """Decide about the ticked people."""
    return deciding_pages.decide(Scope.of(own_event(event_id)))


@bp.post("/undo")
@guard.require(guard.Role.PRESS)
def undo(event_id: int) -> ResponseReturnValue:
    """Take decisions back whose answers have not left yet."""
    return deciding_pages.undo(Scope.of(own_event(event_id)))


@bp.post("/hold")
@guard.require(guard.Role.PRESS)
def hold(event_id: int) -> ResponseReturnValue:
    """Decide now, send later: until when answers wait."""
    event = own_event(event_id)
    found, form = queries.find_intake(event) or abort(404), HoldForm(event)
    if not form.validate():
        return _queue(event, form), 422
    until = form.until.instant(event.timezone)
    deciding.hold_answers(found, until if until and until > utcnow() else None)
    db.session.commit()
    return redirect(Scope.of(event).back())


@bp.get("/documents/<int:document_id>")
@guard.require(guard.Role.PRESS)
def document(event_id: int, document_id: int) -> ResponseReturnValue:
    """An attached paper. A picture is shown, everything else is only given to be kept."""
    found = desk_queries.find_document(own_event(event_id), document_id) or abort(404)
    data = files.open(found.file_key)
    if data is None:
        abort(404)
    suffix = found.file_key.rpartition(".")[2]
    return attachments.shown(data, f"{found.paper}-{found.id}.{suffix}", found.media_type)


@bp.route("/list", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def paste(event_id: int) -> ResponseReturnValue:
    """Read a pasted list, show what was understood, then put the people into the queue."""
    event, text = own_event(event_id), request.form.get("text", "")[:100_000]
    lines = pasting.read(text)
    if "enter" in request.form and lines:
        number = pasting.enter(event, lines, language=event.original_language, now=utcnow())
        db.session.commit()
        flash(ngettext("%(num)d person added.", "%(num)d people added.", number), "success")
        return redirect(url_for(".index", event_id=event.id))
    page = render_template(
        "accreditation/manage/paste.html",
        event=event,
        tab="press",
        text=text,
        lines=lines,
        wording=wording,
    )
    return page, 422 if request.method == "POST" and not lines else 200


def _queue(event: Event, hold: HoldForm) -> str:
    scope = Scope.of(event)
    return render_template(
        "accreditation/manage/index.html",
        scope=scope,
        event=event,
        tab="press",
        board=board.make(scope, utcnow()),
        hold=hold,
        wording=wording,
    )
