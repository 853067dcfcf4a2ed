"""The Press tab: the queue with its checks, decisions with undo, and how the press applies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.accreditation import (
    answering,
    board,
    deciding,
    desk_queries,
    intake,
    pasting,
    queries,
    security,
    wording,
)
from eventsapp.accreditation.deciding import DecidedMeanwhile, PlacesExceeded, Verdict
from eventsapp.accreditation.desk_forms import HoldForm, IntakeForm
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.limits import LimitExceeded
from eventsapp.accreditation.models import Decision
from eventsapp.core import files
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.numbers import LARGEST, record_number

FILTERS = ("view", "q", "sort", "missing", "page")  # of the address, kept from page to page
ASKING = (Status.DECLINED, Status.INCOMPLETE)  # need words before they are decided

bp = Blueprint("manage_accreditation", __name__, url_prefix="/desk/e/<int:event_id>/press")


guard.protect(bp)


@bp.get("")
def index(event_id: int) -> ResponseReturnValue:
    """The queue: who waits, what speaks for and against, and one of them in full."""
    event, now = own_event(event_id), utcnow()
    found = queries.find_intake(event)
    if found is None:
        return render_template("accreditation/manage/none.html", event=event, tab="press")
    return render_template(
        "accreditation/manage/index.html",
        event=event,
        tab="press",
        board=board.make(event, found, now),
        hold=HoldForm(data={"until": board.held_until(found, event, now)}),
        wording=wording,
    )


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
    """Decide about the ticked people; what needs words asks for them first."""
    event, versions = own_event(event_id), ticked()
    if not versions:
        flash(_("Tick the people first."), "error")
        return redirect(back(event))
    verdict = answering.verdict(event)
    if "edit" in request.form or (verdict.status in ASKING and "asked" not in request.form):
        return _ask(event, verdict)
    try:
        made = deciding.decide(event, versions, verdict, by=guard.actor().user_id, now=utcnow())
        db.session.commit()
    except DecidedMeanwhile:
        db.session.rollback()
        return _conflict(own_event(event_id), versions), 409
    except Refusal as refusal:
        db.session.rollback()
        return _ask(own_event(event_id), verdict, refusal), refusal.status
    flash(undoable(event, made), "success")  # type: ignore[arg-type]
    return redirect(back(event))


@bp.post("/undo")
@guard.require(guard.Role.PRESS)
def undo(event_id: int) -> ResponseReturnValue:
    """Let people stand where they stood before; their answers have not left yet."""
    event = own_event(event_id)
    ids = request.args.getlist("decision", type=record_number)
    deciding.undo(desk_queries.decisions(event, ids), now=utcnow())
    db.session.commit()
    flash(_("Undone. Nobody was written to."), "success")
    return redirect(back(event))


@bp.post("/hold")
@guard.require(guard.Role.PRESS)
def hold(event_id: int) -> ResponseReturnValue:
    """Decide now, send later: until when answers wait."""
    event, form = own_event(event_id), HoldForm()
    found = queries.find_intake(event) or abort(404)
    if not form.validate():
        abort(422)
    until = form.until.instant(event.timezone)
    deciding.hold_answers(found, until if until and until > utcnow() else None)
    db.session.commit()
    return redirect(back(event))


@bp.get("/documents/<int:document_id>")
@guard.require(guard.Role.PRESS)
def document(event_id: int, document_id: int) -> ResponseReturnValue:
    """An attached paper. A picture is shown, everything else is only given to be kept."""
    found = desk_queries.find_document(own_event(event_id), document_id) or abort(404)
    data = files.open(found.file_key)
    if data is None:
        abort(404)
    answer = Response(data, mimetype=found.media_type)
    kind = "inline" if found.is_picture else "attachment"
    suffix = found.file_key.rpartition(".")[2]
    answer.headers["Content-Disposition"] = f"{kind}; filename={found.paper}-{found.id}.{suffix}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


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


@bp.get("/security")
@guard.require(guard.Role.PRESS)
def security_list(event_id: int) -> ResponseReturnValue:
    """What the list for the security service holds, and who has taken it."""
    event = own_event(event_id)
    return render_template(
        "accreditation/manage/security.html",
        event=event,
        tab="press",
        people=security.accepted(event),
        exports=security.exports(event),
    )


@bp.post("/security")
@guard.require(guard.Role.PRESS)
def hand_over(event_id: int) -> ResponseReturnValue:
    """The list as a spreadsheet; that it was taken is written down."""
    event = own_event(event_id)
    sheet = security.hand_over(event, by=guard.actor().user_id, now=utcnow())
    db.session.commit()
    answer = Response(sheet, mimetype=security.MEDIA_TYPE)
    name = f"{event.slug or event.id}-press.xlsx"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def ticked() -> dict[int, int | None]:
    """The ticked applicants, each with the version the page showed: `12.3`."""
    found: dict[int, int | None] = {}
    for text in request.form.getlist("chosen"):
        number, _dot, version = text.partition(".")
        if number.isdecimal() and version.isdecimal() and 0 < int(number) <= LARGEST:
            found[int(number)] = int(version)
    return found


def _ask(event: Event, verdict: Verdict, refusal: Refusal | None = None) -> str:
    """The page that asks for a reason, for words, or whether places are to be exceeded."""
    people = queries.chosen(event, ticked())
    drafts = answering.drafts(event, people, verdict, now=utcnow())
    return render_template(
        "accreditation/manage/decide.html",
        event=event,
        tab="press",
        verdict=verdict,
        chosen=request.form.getlist("chosen"),
        people=people,
        drafts=drafts,
        refusal=refusal,
        exceeds=isinstance(refusal, PlacesExceeded | LimitExceeded),
        wording=wording,
        back=back(event),
    )


def _conflict(event: Event, versions: dict[int, int | None]) -> str:
    """Who decided what about these people while the page lay open."""
    people = queries.chosen(event, versions)
    return render_template(
        "accreditation/manage/conflict.html",
        event=event,
        tab="press",
        people=[each for each in people if each.version != versions[each.id]],
        unchanged=[each for each in people if each.version == versions[each.id]],
        wording=wording,
        back=back(event),
    )


def undoable(event: Event, made: Sequence[Decision]) -> dict[str, Any]:
    """What was decided, with a button that undoes it."""
    leaves: datetime = made[0].answer_at
    words = ngettext("%(num)d decided.", "%(num)d decided.", len(made))
    decisions = [each.id for each in made]
    return {
        "text": f"{words} {board.leaves(leaves, event, utcnow())}",
        "action": _("Undo"),
        "url": url_for(
            "manage_accreditation.undo", event_id=event.id, decision=decisions, **_kept()
        ),
    }


def back(event: Event) -> str:
    """The queue as it was shown."""
    return url_for("manage_accreditation.index", event_id=event.id, **_kept())


def _kept() -> dict[str, Any]:
    kept = {name: request.args[name] for name in FILTERS if name in request.args}
    following = request.form.get("next", "")
    return kept | ({"open": following} if following.isdecimal() else {})
