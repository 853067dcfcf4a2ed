"""The organiser's Details tab: shown, kept while typing, saved, compared when two people edit."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.core.clock import utcnow
from eventsapp.events import choices, merging, presence, services, times, wording
from eventsapp.events.access import own_event
from eventsapp.events.details import current
from eventsapp.events.forms import DetailsForm, dump
from eventsapp.events.hints import hints
from eventsapp.events.merging import Merge
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.web import guard

bp = Blueprint("manage_events", __name__, url_prefix="/desk/e/<int:event_id>")
guard.protect(bp, admits_guests=True)

KEEP = "keep-"  # the prefix of the answers on the page that compares two edits


@bp.route("/details", methods=["GET", "POST"])
def details(event_id: int) -> ResponseReturnValue:
    """Show and save the Details tab."""
    event = own_event(event_id)
    form = _form(event)
    if not form.rearranged() and form.validate_on_submit():
        merge = _merge(event, form)
        if merge.clashes:
            return _ask(event, form, merge)
        return _save(event, form, merge)
    return _show(event, form)


@bp.post("/draft")
def draft(event_id: int) -> ResponseReturnValue:
    """Keep what was typed so far; answers with the words for the line beside the button."""
    event = own_event(event_id)
    form = _form(event)
    if not form.validate():
        return {"message": _("Not saved yet: something on the page needs correcting.")}, 422
    merge = _merge(event, form)
    if merge.clashes:
        return {"message": _("Somebody else changed the same. Save to see both versions.")}, 409
    now = utcnow()
    version, actor = event.version, guard.actor()
    services.save_draft(
        event, merge.details, version=version, by=actor.user_id, now=now, typing=True
    )
    db.session.commit()
    return {
        "message": _("Draft saved at %(hour)s.", hour=_hour(event, now)),
        "version": event.version,
        "fields": {"base": dump(form.details())},
        "hints": hints(form, now),
    }


@bp.post("/presence")
def present(event_id: int) -> ResponseReturnValue:
    """Note that this page is open; answers with who else has it open."""
    event, now, user_id = own_event(event_id), utcnow(), guard.actor().user_id
    presence.mark(event, user_id, now=now)
    db.session.commit()
    return render_template("events/_presence.html", others=presence.others(event, user_id, now=now))


@bp.post("/draft/discard")
def discard(event_id: int) -> ResponseReturnValue:
    """Forget the changes that were not published."""
    services.discard_working_copy(own_event(event_id))
    db.session.commit()
    flash(_("Your changes are discarded."), "success")
    return redirect(url_for(".details", event_id=event_id))


@bp.route("/delete", methods=["GET", "POST"])
@guard.for_team
def delete(event_id: int) -> ResponseReturnValue:
    """Ask, then put an event into the trash."""
    event = own_event(event_id)
    if request.method == "GET":
        return render_template("events/delete.html", event=event, tab="details")
    services.put_away(event, by=guard.actor().user_id, now=utcnow())
    db.session.commit()
    undo = url_for("desk.restore", trashed_id=event.id)
    flash({"text": _("Moved to the trash."), "action": _("Undo"), "url": undo}, "success")  # type: ignore[arg-type]
    return redirect(url_for("desk.trash"))


def _form(event: Event) -> DetailsForm:
    offered = choices.gather(event.organisation, event)
    return DetailsForm(current(event), offered, version=event.version, event=event)


def _show(event: Event, form: DetailsForm) -> ResponseReturnValue:
    now = utcnow()
    page = render_template(
        "events/details.html",
        event=event,
        tab="details",
        form=form,
        hints=hints(form, now),
        others=presence.others(event, guard.actor().user_id, now=now),
        saved_at=_hour(event, event.working_copy_at) if event.working_copy_at else None,
    )
    return page, form.status


def _merge(event: Event, form: DetailsForm) -> Merge:
    """Join what was typed with what others have saved since the form was opened."""
    theirs, mine, base = current(event), form.details(), form.opened_with()
    if form.version.data != event.version:
        return merging.merge(base, theirs, mine)
    kept = {
        name.removeprefix(KEEP): answer
        for name, answer in request.form.items()
        if name.startswith(KEEP)
    }
    return merging.merge(base or theirs, theirs, mine, kept)


def _save(event: Event, form: DetailsForm, merge: Merge) -> ResponseReturnValue:
    joined = merge.details != form.details()
    services.save_draft(
        event, merge.details, version=event.version, by=guard.actor().user_id, now=utcnow()
    )
    db.session.commit()
    flash(_said(event, joined=joined), "success")
    if request.form.get("then") == "publish":
        return redirect(url_for("desk.publish", event_id=event.id))
    return redirect(url_for(".details", event_id=event.id, shown=form.shown_language))


def _said(event: Event, *, joined: bool) -> str:
    if joined:
        return _("Somebody else changed other fields meanwhile. Both changes are kept.")
    if event.state is State.DRAFT:
        return _("Draft saved.")
    if event.working_copy:
        return _("Changes saved. The public page stays as it is until you publish them.")
    return _("Saved. Nothing differs from the public page.")


def _ask(event: Event, form: DetailsForm, merge: Merge) -> ResponseReturnValue:
    """Both versions side by side, with everything that was typed kept in the page."""
    base, theirs, mine = form.opened_with(), current(event), form.details()
    clashes = [
        {
            "name": KEEP + name,
            "label": wording.label(name),
            "before": wording.value(base, name),
            "theirs": wording.value(theirs, name),
            "mine": wording.value(mine, name),
        }
        for name in merge.clashes
    ]
    page = render_template(
        "events/conflict.html", event=event, tab="details", clashes=clashes, typed=_typed(event)
    )
    return page, 409


def _typed(event: Event) -> list[tuple[str, Any]]:
    """All that was sent, to be sent again with the answers, against the present version."""
    kept = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in ("csrf_token", "version") and not name.startswith(KEEP)
    ]
    return [*kept, ("version", event.version)]


def _hour(event: Event, moment: Any) -> str:
    return dates.clock(times.to_local(moment, event.timezone))
