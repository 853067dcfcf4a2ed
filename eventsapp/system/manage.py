"""The administrator's pages: whether all is well, and the organisations."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accounts.models import User
from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail import trial
from eventsapp.system import queries, releases, services, standing
from eventsapp.system.forms import HouseForm
from eventsapp.web import guard, limits
from eventsapp.web.paging import page as page_of

bp = Blueprint("system", __name__, url_prefix="/system")
guard.protect(bp)


@bp.get("")
@guard.for_admins
def index() -> str:
    """Whether worker, mails, disk and backups are well."""
    lines = list(standing.lines(utcnow(), guard.actor().organisation.timezone))
    return render_template(
        "system/index.html",
        lines=lines,
        runs=jobs.runs(),
        release=releases.release(),
        zone=guard.actor().organisation.timezone,
    )


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


@bp.get("/users")
@guard.for_admins
def users() -> str:
    """Everybody with an account, and where they work."""
    wanted = request.args.get("q", "")
    return render_template(
        "system/users.html",
        page=page_of(queries.users(wanted)),
        wanted=wanted,
        zone=guard.actor().organisation.timezone,
    )


@bp.post("/users/<int:user_id>/administration")
@guard.for_admins
def let_administer(user_id: int) -> ResponseReturnValue:
    """Let somebody look after the installation too, or no more."""
    user = db.get_or_404(User, user_id)
    is_admin = request.form.get("is_admin") == "yes"
    services.let_administer(user, is_admin=is_admin, by=guard.actor())
    db.session.commit()
    name = user.name or user.email
    words = (
        _("%(name)s is now an administrator of this installation.", name=name)
        if is_admin
        else _("%(name)s is no longer an administrator of this installation.", name=name)
    )
    flash(words, "success")
    return redirect(url_for(".users"))


@bp.get("/languages")
@guard.for_admins
def languages() -> str:
    """How far the sentences of the product are translated."""
    return render_template("system/languages.html", coverage=releases.coverage())


@bp.route("/mail-test", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@guard.for_admins
def mail_test() -> str:
    """A letter to oneself: whether the mail server takes what the installation sends."""
    outcome = None
    if request.method == "POST":
        actor = guard.actor()
        outcome = trial.try_out(
            actor.organisation, to=actor.email, language=actor.language, now=utcnow()
        )
    return render_template("system/mail_test.html", actor=guard.actor(), outcome=outcome)
