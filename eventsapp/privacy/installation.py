"""The administrator's page for people who ask about their data and name no organisation."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.privacy import services
from eventsapp.privacy.forms import PersonForm
from eventsapp.web import guard

bp = Blueprint("system_privacy", __name__, url_prefix="/system/erase")
guard.protect(bp)


@bp.route("", methods=["GET", "POST"])
@guard.for_admins
def index() -> ResponseReturnValue:
    """Ask whose data, and say which organisations have how many records: numbers alone."""
    form, holders, kept = PersonForm(), None, 0
    if form.validate_on_submit():
        holders = services.holders(form.email.data)
        kept = services.kept_for_readers(form.email.data)
    page = render_template("privacy/installation.html", form=form, holders=holders, kept=kept)
    return page, 422 if form.errors else 200


@bp.post("/erasure")
@guard.for_admins
def erase() -> ResponseReturnValue:
    """Forget a person in every organisation."""
    number = services.erase_everywhere(request.form.get("email", ""), now=utcnow())
    db.session.commit()
    words = ngettext("%(num)d record is erased.", "%(num)d records are erased.", number)
    flash(words, "success")
    return redirect(url_for(".index"))
