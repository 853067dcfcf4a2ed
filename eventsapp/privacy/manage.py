"""The owner's page of personal data: how long it is kept, and requests of people about theirs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.privacy import letters, services
from eventsapp.privacy.forms import KeepingForm, PersonForm
from eventsapp.privacy.views import as_file
from eventsapp.web import guard
from eventsapp.web.guard import Role

bp = Blueprint("manage_privacy", __name__, url_prefix="/desk/privacy")
guard.protect(bp)


@bp.route("", methods=["GET", "POST"])
@guard.require(Role.OWNER)
def index() -> ResponseReturnValue:
    """How long people are known; and the way to one person's data."""
    organisation = _organisation()
    form = KeepingForm(obj=organisation)
    if form.validate_on_submit():
        form.populate_obj(organisation)
        publication.publish()  # the privacy page says it
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".index"))
    page = render_template("privacy/index.html", form=form, person=PersonForm(formdata=None))
    return page, 422 if form.errors else 200


@bp.post("/person")
@guard.require(Role.OWNER)
def person() -> ResponseReturnValue:
    """What is stored of one person. Their address stands in no address line and in no log."""
    organisation, form = _organisation(), PersonForm()
    if not form.validate_on_submit():
        keeping = KeepingForm(formdata=None, obj=organisation)
        return render_template("privacy/index.html", form=keeping, person=form), 422
    records = services.found(organisation, form.email.data)
    return render_template("privacy/person.html", email=form.email.data, records=records)


@bp.post("/person/export")
@guard.require(Role.OWNER)
def export() -> ResponseReturnValue:
    """A file for the person who asked."""
    return as_file(services.export(_organisation(), request.form.get("email", "")))


@bp.post("/person/link")
@guard.require(Role.OWNER)
def send_link() -> ResponseReturnValue:
    """Mail the person a link to the file."""
    email = request.form.get("email", "")
    letters.hand_out(_organisation(), email, now=utcnow())
    db.session.commit()
    flash(_("A link to the data is on its way to %(email)s.", email=email), "success")
    return redirect(url_for(".index"))


@bp.post("/person/erasure")
@guard.require(Role.OWNER)
def erase() -> ResponseReturnValue:
    """Forget a person everywhere, and tell them if wished."""
    organisation, email, now = _organisation(), request.form.get("email", ""), utcnow()
    language = letters.language_of(organisation, email)
    number = services.erase(organisation, email, now=now)
    if request.form.get("tell"):
        letters.say_goodbye(organisation, email, language=language, now=now)
    db.session.commit()
    words = ngettext("%(num)d record is erased.", "%(num)d records are erased.", number)
    flash(words, "success")
    return redirect(url_for(".index"))


def _organisation() -> Organisation:
    return db.session.get_one(Organisation, guard.actor().organisation_id)
