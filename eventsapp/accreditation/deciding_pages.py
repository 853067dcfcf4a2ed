"""The conversation about a decision, the same in the queue of one event and in that over all."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.accreditation import answering, board, deciding, wording
from eventsapp.accreditation.deciding import DecidedMeanwhile, PlacesExceeded, Verdict
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.limits import LimitExceeded
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.accreditation.scope import Scope
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.numbers import hidden_number, record_number

ASKING = (Status.DECLINED, Status.INCOMPLETE)  # need words before they are decided


def decide(scope: Scope) -> ResponseReturnValue:
    """Decide about the ticked people; what needs words asks for them first."""
    versions = ticked()
    if not versions:
        flash(_("Tick the people first."), "error")
        return redirect(scope.back())
    verdict = answering.verdict(_common_event(scope.people(versions)))
    if "edit" in request.form or (verdict.status in ASKING and "asked" not in request.form):
        return _ask(scope, verdict)
    by, now = guard.actor().user_id, utcnow()
    try:
        made = deciding.decide_all(scope.people(versions), versions, verdict, by=by, now=now)
        db.session.commit()
    except DecidedMeanwhile:
        db.session.rollback()
        return _conflict(scope, versions), 409
    except Refusal as refusal:
        db.session.rollback()
        return _ask(scope, verdict, refusal), refusal.status
    flash(undoable(scope, made), "success")  # type: ignore[arg-type]
    return redirect(scope.back())


def undo(scope: Scope) -> ResponseReturnValue:
    """Let people stand where they stood before; their answers have not left yet."""
    ids = request.args.getlist("decision", type=record_number)
    deciding.undo(scope.decisions(ids), now=utcnow())
    db.session.commit()
    flash(_("Undone. Nobody was written to."), "success")
    return redirect(scope.back())


def ticked() -> dict[int, int | None]:
    """The ticked applicants, each with the version the page showed: `12.3`."""
    found: dict[int, int | None] = {}
    for text in request.form.getlist("chosen"):
        number, version = (hidden_number(part) for part in text.partition(".")[::2])
        if number and version is not None:
            found[number] = version
    return found


def undoable(scope: Scope, made: Sequence[Decision]) -> dict[str, Any]:
    """What was decided, with a button that undoes it."""
    last = max(made, key=lambda each: each.answer_at)
    words = ngettext("%(num)d decided.", "%(num)d decided.", len(made))
    return {
        "text": f"{words} {board.leaves(last.answer_at, last.applicant.event, utcnow())}",
        "action": _("Undo"),
        "url": scope.url("undo", decision=[each.id for each in made]),
    }


def _ask(scope: Scope, verdict: Verdict, refusal: Refusal | None = None) -> str:
    """The page that asks for a reason, for words, or whether places are to be exceeded."""
    people = scope.people(ticked())
    event = _common_event(people)
    return render_template(
        "accreditation/manage/decide.html",
        scope=scope,
        event=scope.event,
        tab="press",
        verdict=verdict,
        chosen=request.form.getlist("chosen"),
        people=people,
        drafts=answering.drafts(event, people, verdict, now=utcnow()) if event else [],
        refusal=refusal,
        exceeds=isinstance(refusal, PlacesExceeded | LimitExceeded),
        wording=wording,
    )


def _conflict(scope: Scope, versions: dict[int, int | None]) -> str:
    """Who decided what about these people while the page lay open."""
    people = scope.people(versions)
    return render_template(
        "accreditation/manage/conflict.html",
        scope=scope,
        event=scope.event,
        tab="press",
        people=[each for each in people if each.version != versions[each.id]],
        unchanged=[each for each in people if each.version == versions[each.id]],
        wording=wording,
    )


def _common_event(people: Sequence[Applicant]) -> Event | None:
    """The event that all of these have applied for; None where there are several, or nobody."""
    events = {each.event for each in people}
    return events.pop() if len(events) == 1 else None
