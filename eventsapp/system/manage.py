"""The administrator's pages: whether all is well, and the organisations."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.system import queries, services, standing
from eventsapp.system.forms import HouseForm
from eventsapp.web import guard

bp = Blueprint("system", __name__, url_prefix="/system")
guard.protect(bp)


@bp.get("")
@guard.for_admins
def index() -> str:
    """Whether worker, mails, disk and backups are well."""
    lines = list(standing.lines(utcnow(), guard.actor().organisation.timezone))
    return render_template("system/index.html", lines=lines)


@bp.route("/organisations", methods=["GET", "POST"])
@guard.for_admins
def organisations() -> ResponseReturnValue:
    """The organisations with a team; or take in another one."""
    here = guard.actor().organisation
    form = HouseForm(language=guard.actor().language, timezone=here.timezone)
    if form.validate_on_submit():
        services.take_in(
            form.name.data,
            form.owner.data,
            language=form.language.data,
            timezone=form.timezone.data,
            now=utcnow(),
        )
        db.session.commit()
        words = _("%(name)s is here. Its owner gets a mail.", name=form.name.data)
        flash(words, "success")
        return redirect(url_for(".organisations"))
    page = render_template(
        "system/organisations.html", form=form, houses=queries.houses(), zone=here.timezone
    )
    return page, 422 if form.errors else 200
