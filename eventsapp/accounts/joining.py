"""Taking up an invitation to a team."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from eventsapp.accounts import queries, signing_in, team
from eventsapp.accounts.models import Invite
from eventsapp.accounts.team_forms import JoinForm
from eventsapp.accounts.views import bp
from eventsapp.accounts.wording import ROLES, WORK
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import limits, locale


@bp.route("/account/join/<token>", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def join(token: str) -> ResponseReturnValue:
    """Join a team by a mailed link; who has an account signs in with it as ever."""
    invite = queries.find_invite_by_token(token, now=utcnow())
    if invite is None:
        return render_template("accounts/invitation_over.html"), 410
    user = queries.find(invite.email)
    if user and user.password_hash:
        return _join_known(invite)
    form = JoinForm(invite.email, language=locale.current_language())
    if form.validate_on_submit():
        user = team.join(invite, newcomer=form.newcomer(), now=utcnow())
        db.session.commit()
        signing_in.begin(user)
        return redirect(signing_in.start())
    return _page(invite, form), 422 if form.errors else 200


def _join_known(invite: Invite) -> ResponseReturnValue:
    """One click for somebody with an account; their password is asked for as ever."""
    if request.method == "GET":
        return _page(invite, None)
    user = team.join(invite, now=utcnow())
    db.session.commit()
    flash(_("You are in the team."), "success")
    is_here = current_user.is_authenticated and current_user.id == user.id
    return redirect(signing_in.start() if is_here else url_for(".sign_in"))


def _page(invite: Invite, form: JoinForm | None) -> str:
    return render_template("accounts/join.html", invite=invite, form=form, roles=ROLES, work=WORK)
