"""The owner's page: the tokens of programs, made and revoked."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.api import queries, services
from eventsapp.api.forms import MEANINGS, TokenForm
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.guard import Role

bp = Blueprint("manage_api", __name__, url_prefix="/desk/api")
guard.protect(bp)


@bp.route("", methods=["GET", "POST"])
@guard.require(Role.OWNER)
def index() -> ResponseReturnValue:
    """Show the tokens and make one; its secret is on the answer, and never again."""
    actor, form, secret = guard.actor(), TokenForm(), ""
    if form.validate_on_submit():
        _token, secret = services.make_token(
            actor.organisation, **form.details(), by=actor.user_id, now=utcnow()
        )
        db.session.commit()
        form = TokenForm(formdata=None)
    page = render_template(
        "api/manage/index.html",
        form=form,
        secret=secret,
        tokens=queries.of_organisation(actor.organisation_id),
        meanings=MEANINGS,
        zone=actor.organisation.timezone,
        now=utcnow(),
    )
    answer = make_response(page, 422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/<int:token_id>/revocation")
@guard.require(Role.OWNER)
def revoke(token_id: int) -> ResponseReturnValue:
    """Let a token open nothing from now on."""
    token = queries.find(guard.actor().organisation_id, token_id) or abort(404)
    services.revoke(token)
    db.session.commit()
    flash(_("The token is revoked. The program can do nothing any more."), "success")
    return redirect(url_for(".index"))
