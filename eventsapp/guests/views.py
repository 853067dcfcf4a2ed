"""What a guest does: takes an invitation up, and chooses at which event to work."""

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from eventsapp.accounts import queries as accounts
from eventsapp.accounts import signing_in
from eventsapp.accounts.access import EVENT_KEY
from eventsapp.accounts.team_forms import JoinForm
from eventsapp.accounts.wording import ROLES, WORK
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.guests import queries, services
from eventsapp.guests.access import places
from eventsapp.guests.models import Guest
from eventsapp.web import guard, limits, locale

bp = Blueprint("guests", __name__, url_prefix="/account/guest")


@bp.route("/<token>", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def join(token: str) -> ResponseReturnValue:
    """Become a guest by a mailed link; who has an account signs in with it as ever."""
    guest = queries.find_by_token(token, now=utcnow())
    if guest is None:
        return render_template("accounts/invitation_over.html"), 410
    user = accounts.find(guest.email)
    if user and user.password_hash:
        return _join_known(guest)
    form = JoinForm(guest.email, language=locale.current_language())
    if form.validate_on_submit():
        user = services.join(guest, newcomer=form.newcomer(), now=utcnow())
        db.session.commit()
        signing_in.begin(user)
        return _enter(guest.event_id)
    return _page(guest, form), 422 if form.errors else 200


@bp.post("/events/<int:event_id>")
@login_required
def choose(event_id: int) -> ResponseReturnValue:
    """Work at one of the events somebody is a guest of."""
    if event_id not in [guest.event_id for guest in places()]:
        abort(404)
    return _enter(event_id)


def _join_known(guest: Guest) -> ResponseReturnValue:
    """One click for somebody with an account; their password is asked for as ever."""
    if request.method == "GET":
        return _page(guest, None)
    user = services.join(guest, now=utcnow())
    db.session.commit()
    if current_user.is_authenticated and current_user.id == user.id:
        return _enter(guest.event_id)
    return redirect(url_for("accounts.sign_in", next=url_for("accounts.profile")))


def _enter(event_id: int) -> ResponseReturnValue:
    """Into the event, at the first part of it that their role may open."""
    session[EVENT_KEY] = event_id
    here = queries.places(current_user.id, now=utcnow())
    guest = next(each for each in here if each.event_id == event_id)
    parts = ("manage_events.details", "manage_checkin.index")
    part = next(each for each in parts if guard.allows(guest.role, each, "GET"))
    return redirect(url_for(part, event_id=event_id))


def _page(guest: Guest, form: JoinForm | None) -> str:
    return render_template("guests/join.html", guest=guest, form=form, roles=ROLES, work=WORK)
