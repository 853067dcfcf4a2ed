"""A holder's side of the pool: the material for all others, the place given back."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventsapp.accreditation import ownpage
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.pool import queries, services
from eventsapp.accreditation.pool.forms import ShareForm
from eventsapp.accreditation.pool.models import PoolPlace
from eventsapp.accreditation.views import own
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import limits, private

bp = Blueprint("pool", __name__)

private.keep(bp)


@bp.route("/a/<token>/pool", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def show(token: str) -> ResponseReturnValue:
    """The card, when it is handed out, and where the material is, which others can open."""
    page, place = _held(token)
    form = ShareForm(data={"url": place.shared_url})
    if form.validate_on_submit():
        services.share(place, form.url.data or "", now=utcnow())
        db.session.commit()
        return redirect(url_for(".show", token=token))
    status = 422 if form.errors else 200
    answer = render_template(
        "accreditation/pool.html", page=page, place=place, form=form, **page.around
    )
    return answer, status


@bp.post("/a/<token>/pool/end")
@limits.by_address(limits.PUBLIC_FORM)
def end(token: str) -> ResponseReturnValue:
    """Give the place back."""
    page, place = _held(token)
    if page.event.starts_at <= utcnow():
        abort(409)
    services.give_back(place, now=utcnow())
    db.session.commit()
    return redirect(url_for("accreditation.show", token=token))


def _held(token: str) -> tuple[ownpage.OwnPage, PoolPlace]:
    """The applicant's page and the place they hold, once they have been told of it."""
    page = ownpage.make(own(token), utcnow())
    place = queries.place_of(page.applicant)
    if place is None or page.status is not Status.ACCEPTED:
        abort(redirect(url_for("accreditation.show", token=token)))
    return page, place
