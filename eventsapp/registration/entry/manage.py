"""Letting people in, from the desk: the rules, decisions with undo, places offered by hand."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES
from eventsapp.events import queries as events
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import queries, rules
from eventsapp.registration.entry import answering, approval, letters, waiting
from eventsapp.registration.entry.forms import RulesForm
from eventsapp.registration.entry.models import Decision
from eventsapp.registration.manage import back, bp
from eventsapp.registration.models import Status
from eventsapp.web import guard
from eventsapp.web.fields import paragraphs
from eventsapp.web.numbers import record_number

LONGEST = 2000  # characters of what an organiser writes
VERDICTS = {
    "approve": Status.CONFIRMED,
    "decline": Status.DECLINED,
    "wait": Status.WAITLISTED,
}


@bp.route("/rules", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def rules_of(event_id: int) -> ResponseReturnValue:
    """Who decides, who waits, and until when people may change."""
    event = own_event(event_id)
    form = RulesForm.of(event, rules.of(event))
    if form.validate_on_submit():
        rules.choose(event, form.details(), form.switches())
        db.session.commit()
        flash(_("Saved. The event page shows it at once."), "success")
        return redirect(back(event))
    page = render_template(
        "registration/manage/rules.html", event=event, tab="registrations", form=form
    )
    return page, form.status


@bp.post("/decide")
@guard.require(guard.Role.EDITOR)
def decide(event_id: int) -> ResponseReturnValue:
    """Decide about the chosen people, or show their letters first; they wait for a minute."""
    event, now = own_event(event_id), utcnow()
    name = request.form.get("edit") or request.form.get("verdict", "")
    status = VERDICTS.get(name) or abort(422)
    known = request.form.get("known", type=int)
    verdict = approval.Verdict(status, _notes(event, status), known, _openings(event, status))
    if "edit" in request.form and not answering.people(event, _chosen()):
        flash(_("Tick the people first."), "error")
        return redirect(back(event))
    if "edit" in request.form:
        return _edit(event, name, verdict)
    try:
        made = approval.decide(event, _chosen(), verdict, by=guard.actor().user_id, now=now)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        if "asked" in request.form:
            return _edit(own_event(event_id), name, verdict, refusal), refusal.status
        flash(str(refusal.message), "error")
        return redirect(back(own_event(event_id)))
    flash(_undoable(event, made), "success")  # type: ignore[arg-type]
    return redirect(back(event))


@bp.post("/decide/undo")
@guard.require(guard.Role.EDITOR)
def undo_decision(event_id: int) -> ResponseReturnValue:
    """Take decisions back that nobody has heard of yet."""
    event = own_event(event_id)
    made = approval.find(event, request.args.getlist("decision", type=record_number))
    try:
        approval.undo(made, now=utcnow())
        db.session.commit()
        flash(_("Undone. Nobody was told."), "success")
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal.message), "error")
    return redirect(back(own_event(event_id)))


@bp.post("/offer")
@guard.require(guard.Role.EDITOR)
def offer(event_id: int) -> ResponseReturnValue:
    """Offer places to the chosen people of the waiting list, in the order of the line."""
    event, now = own_event(event_id), utcnow()
    try:
        events.claim(event)
        waiting_ones = [
            each for each in queries.leads(event, _chosen()) if each.status is Status.WAITLISTED
        ]
        for person in sorted(waiting_ones, key=lambda each: (each.registered_at, each.id)):
            waiting.offer(person, now=now)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal.message), "error")
        return redirect(back(own_event(event_id)))
    if waiting_ones:
        words = ngettext("%(num)d place offered.", "%(num)d places offered.", len(waiting_ones))
        flash(words, "success")
    else:
        flash(_("Tick people of the waiting list first."), "error")
    return redirect(back(event))


def _chosen() -> Sequence[int]:
    return request.form.getlist("chosen", type=record_number)


def _notes(event: Event, status: Status) -> dict[str, str]:
    """The organiser's words by language: as typed now, else as written beforehand."""
    usual = approval.usual_words(event, status)
    return {
        code: paragraphs(request.form.get(f"note-{code}", usual.get(code, "")))[:LONGEST]
        for code in LANGUAGES
    }


def _openings(event: Event, status: Status) -> dict[str, str]:
    """How the answer begins, by language, where that was written otherwise than usual."""
    written = {
        code: paragraphs(request.form.get(f"words-{code}", ""))[:LONGEST] for code in LANGUAGES
    }
    return {
        code: words
        for code, words in written.items()
        if words and words != letters.opening(event, status, code)
    }


def _edit(
    event: Event, name: str, verdict: approval.Verdict, refusal: Refusal | None = None
) -> str:
    """The page where the answer is written in each language, with the letters as they would leave."""
    people = answering.people(event, _chosen())
    return render_template(
        "registration/manage/decide.html",
        event=event,
        tab="registrations",
        name=name,
        people=people,
        drafts=answering.drafts(event, people, verdict, now=utcnow()),
        chosen=_chosen(),
        known=verdict.known,
        refusal=refusal,
        back=back(event),
    )


def _undoable(event: Event, made: Sequence[Decision]) -> dict[str, Any]:
    numbers = [each.id for each in made]
    return {
        "text": ngettext(
            "%(num)d decided. The answer leaves in a minute.",
            "%(num)d decided. The answers leave in a minute.",
            len(made),
        ),
        "action": _("Undo"),
        "url": url_for(".undo_decision", event_id=event.id, decision=numbers),
    }
