"""The one question after an event, behind the links of the thank-you mail."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.messages import ratings
from eventsapp.registration import queries
from eventsapp.registration.models import Registration
from eventsapp.web import limits, locale, private

bp = Blueprint("ratings", __name__)


private.keep(bp)


@bp.get("/r/<token>/rating")
def show(token: str) -> ResponseReturnValue:
    """Ask, with the answer of the link chosen: mail scanners open every link, so nothing changes."""
    return _page(_own(token), token)


@bp.post("/r/<token>/rating")
@limits.by_address(limits.PUBLIC_FORM)
def rate(token: str) -> ResponseReturnValue:
    """Note the answer."""
    registration, points = _own(token), request.form.get("points", 0, type=int)
    if points not in ratings.POINTS:
        return _page(registration, token, missing=True), 422
    ratings.rate(registration, points, now=utcnow())
    db.session.commit()
    return redirect(url_for(".show", token=token, done=1))


def _own(token: str) -> Registration:
    registration, opens = queries.find_by_token(token)
    if registration is None or not opens or not registration.event.is_over(utcnow()):
        abort(404)
    locale.use(registration.language)
    return registration


def _page(registration: Registration, token: str, *, missing: bool = False) -> str:
    given = ratings.find(registration)
    linked = request.args.get("points", 0, type=int)
    return render_template(
        "messages/rating.html",
        event=registration.event,
        token=token,
        points=ratings.POINTS,
        chosen=linked or (given.points if given else 0),
        done=given is not None and "done" in request.args,
        missing=missing,
    )
