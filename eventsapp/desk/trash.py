"""The trash of an organisation: what is in it, until when, and the way back."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.desk import queries
from eventsapp.desk.views import bp
from eventsapp.events import services
from eventsapp.events.trash import KEPT
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.guard import Role
from eventsapp.web.paging import page


@bp.get("/trash")
def trash() -> str:
    """Events that can still be restored, the last on top."""
    found = page(queries.trashed(guard.actor().organisation_id))
    return render_template("desk/trash.html", events=found, kept=KEPT)


@bp.post("/trash/<int:trashed_id>/restore")
@guard.require(Role.EDITOR)
def restore(trashed_id: int) -> ResponseReturnValue:
    """Take an event out of the trash."""
    event = queries.find_trashed(guard.actor().organisation_id, trashed_id) or abort(404)
    services.restore(event)
    db.session.commit()
    flash(_("Restored."), "success")
    return redirect(url_for("manage_events.details", event_id=event.id))
