"""The organiser's pages for taking over the events of another calendar."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.eventfiles import fetching, places, queries, services
from eventsapp.eventfiles.findings import LARGEST, Unreadable
from eventsapp.eventfiles.forms import FileForm
from eventsapp.eventfiles.models import EventFile
from eventsapp.events.kinds import Type
from eventsapp.extensions import db
from eventsapp.venues import queries as venues
from eventsapp.web import guard, limits
from eventsapp.web.guard import Role
from eventsapp.web.locale import current_language

bp = Blueprint("event_files", __name__, url_prefix="/desk/events/import")
guard.protect(bp)


@bp.route("", methods=["GET", "POST"])
@limits.by_address(limits.FETCHING)
@guard.require(Role.EDITOR)
def new() -> ResponseReturnValue:
    """Send a file, or say where it is."""
    form = FileForm()
    if not form.is_submitted():
        form.language.data = current_language()
    if form.validate_on_submit():
        try:
            sent = _send(form)
        except Refusal as refusal:
            field = form.address if form.is_elsewhere else form.file
            field.errors = [str(refusal.message)]
        else:
            db.session.commit()
            return redirect(url_for(".show", sent_id=sent.id))
    return render_template("eventfiles/new.html", form=form), 422 if form.errors else 200


@bp.get("/<int:sent_id>")
@guard.require(Role.EDITOR)
def show(sent_id: int) -> str:
    """What is in the file, before; what came of it, afterwards."""
    sent = _own(sent_id)
    if sent.taken_at:
        return render_template("eventfiles/taken.html", sent=sent, events=queries.events_of(sent))
    found = services.look(sent)
    directory = venues.choices(sent.organisation_id)
    placed = [places.find(each.place, directory) for each in found]
    return render_template("eventfiles/show.html", sent=sent, found=found, placed=placed)


@bp.post("/<int:sent_id>/take")
@guard.require(Role.EDITOR)
def take(sent_id: int) -> ResponseReturnValue:
    """Make the drafts."""
    made = services.take(_own(sent_id), by=guard.actor().user_id, now=utcnow())
    db.session.commit()
    flash(ngettext("%(num)d draft created.", "%(num)d drafts created.", len(made)), "success")
    return redirect(url_for(".show", sent_id=sent_id))


@bp.post("/<int:sent_id>/undo")
@guard.require(Role.EDITOR)
def undo(sent_id: int) -> ResponseReturnValue:
    """Put the drafts into the trash."""
    left = services.undo(_own(sent_id), by=guard.actor().user_id, now=utcnow())
    db.session.commit()
    words = ngettext(
        "%(num)d event is public meanwhile and stays.",
        "%(num)d events are public meanwhile and stay.",
        len(left),
    )
    flash(words if left else _("The drafts are in the trash."), "success")
    return redirect(url_for(".show", sent_id=sent_id))


def _send(form: FileForm) -> EventFile:
    if form.is_elsewhere:
        db.session.rollback()  # nobody waits for another server
        name, data = fetching.fetch(form.address.data)
    else:
        name, data = form.sent(LARGEST)
    actor = guard.actor()
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than 2 MB. Export a shorter period."))
    return services.send(
        actor.organisation,
        name,
        data,
        language=form.language.data,
        type_=Type(form.type.data),
        by=actor.user_id,
        now=utcnow(),
    )


def _own(sent_id: int) -> EventFile:
    return queries.find(guard.actor().organisation_id, sent_id) or abort(404)
