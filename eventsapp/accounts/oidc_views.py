"""To the institution's own provider of sign-ins, and back from it."""

from flask import abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from eventsapp.accounts import oidc, signing_in
from eventsapp.accounts.address_views import bp
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.web import limits, locale

WANTED = "wanted"  # of the session: where somebody was going before they went to the provider


@bp.get("/account/provider")
@limits.by_address(limits.GUESSES)
def go_to_provider() -> ResponseReturnValue:
    """Off to the provider, who sends people back to `come_from_provider`."""
    if not oidc.is_on():
        abort(404)
    wanted = request.args.get("next", "")
    try:
        answer = oidc.set_out(urls.absolute("accounts.come_from_provider"))
    except Refusal as refusal:
        return _turn_away(refusal, wanted)
    session[WANTED] = wanted
    return answer


@bp.get("/account/provider/answer")
@limits.by_address(limits.GUESSES)
def come_from_provider() -> ResponseReturnValue:
    """Inside, by the account of whom the provider vouches for; their second step is asked for."""
    if not oidc.is_on():
        abort(404)
    wanted = session.pop(WANTED, "")
    try:
        user = oidc.find(
            oidc.claims(), signing_in.place(), language=locale.current_language(), now=utcnow()
        )
    except Refusal as refusal:
        return _turn_away(refusal, wanted)
    db.session.commit()
    return signing_in.enter(user, wanted=wanted)


def _turn_away(refusal: Refusal, wanted: str) -> ResponseReturnValue:
    flash(str(refusal.message), "error")
    return redirect(url_for(".sign_in", next=wanted or None))
