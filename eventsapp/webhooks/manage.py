"""The owner's pages: endpoints, their secrets, and the log of what each was told."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.destinations import BadDestination
from eventsapp.web.guard import Role
from eventsapp.web.paging import page
from eventsapp.webhooks import queries, services
from eventsapp.webhooks.forms import EndpointForm
from eventsapp.webhooks.models import Delivery, Endpoint
from eventsapp.webhooks.wording import NAMES

bp = Blueprint("manage_webhooks", __name__, url_prefix="/desk/webhooks")
guard.protect(bp)
ONE = "/<int:endpoint_id>"


@bp.route("", methods=["GET", "POST"])
@guard.require(Role.OWNER)
def index() -> ResponseReturnValue:
    """List the endpoints and make one; its secret is on the page that follows, and never again."""
    form = EndpointForm()
    if form.validate_on_submit() and (url := _checked(form)):
        endpoint, secret = services.make(
            guard.actor().organisation, url, form.kinds.data, now=utcnow()
        )
        db.session.commit()
        return _page(endpoint, secret=secret)
    known = {"names": NAMES, "endpoints": queries.of_organisation(guard.actor().organisation_id)}
    shown = render_template("webhooks/manage/index.html", form=form, **known)
    return shown, 422 if form.errors else 200


@bp.route(ONE, methods=["GET", "POST"])
@guard.require(Role.OWNER)
def show(endpoint_id: int) -> ResponseReturnValue:
    """One endpoint with its log; or change where it is and what it is told."""
    endpoint = _own(endpoint_id)
    form = EndpointForm(obj=endpoint)
    if form.validate_on_submit() and (url := _checked(form)):
        endpoint.url, endpoint.kinds = url, form.kinds.data
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".show", endpoint_id=endpoint.id))
    return _page(endpoint, form)


@bp.post(f"{ONE}/secret")
@guard.require(Role.OWNER)
def renew_secret(endpoint_id: int) -> ResponseReturnValue:
    """Another secret, shown this once."""
    endpoint = _own(endpoint_id)
    secret = services.renew_secret(endpoint, now=utcnow())
    db.session.commit()
    return _page(endpoint, secret=secret)


@bp.post(f"{ONE}/test")
@guard.require(Role.OWNER)
def try_out(endpoint_id: int) -> ResponseReturnValue:
    """Call it with a test."""
    endpoint = _own(endpoint_id)
    services.try_out(endpoint, now=utcnow())
    return _done(endpoint, _("The test is on its way. The log below shows what comes back."))


@bp.post(f"{ONE}/pause")
@guard.require(Role.OWNER)
def pause(endpoint_id: int) -> ResponseReturnValue:
    """Call it no more for now."""
    endpoint = _own(endpoint_id)
    services.pause(endpoint)
    return _done(endpoint, _("Paused. What happens in the meantime is not sent later."))


@bp.post(f"{ONE}/resumption")
@guard.require(Role.OWNER)
def resume(endpoint_id: int) -> ResponseReturnValue:
    """Call it again."""
    endpoint = _own(endpoint_id)
    services.resume(endpoint)
    return _done(endpoint, _("The webhook is active again."))


@bp.post(f"{ONE}/removal")
@guard.require(Role.OWNER)
def remove(endpoint_id: int) -> ResponseReturnValue:
    """Forget it and its log."""
    services.remove(_own(endpoint_id))
    db.session.commit()
    flash(_("The webhook is removed."), "success")
    return redirect(url_for(".index"))


@bp.post(f"{ONE}/deliveries/<int:delivery_id>/repetition")
@guard.require(Role.OWNER)
def tell_again(endpoint_id: int, delivery_id: int) -> ResponseReturnValue:
    """Say the same once more."""
    endpoint = _own(endpoint_id)
    delivery: Delivery = queries.find_delivery(endpoint, delivery_id) or abort(404)
    services.tell_again(delivery, now=utcnow())
    return _done(endpoint, _("It is sent again."))


def _own(endpoint_id: int) -> Endpoint:
    return queries.find(guard.actor().organisation_id, endpoint_id) or abort(404)


def _checked(form: EndpointForm) -> str:
    """The address as it is stored; nothing, and a word at its field, where it may not be called."""
    db.session.rollback()  # nobody waits for the DNS
    try:
        return services.check(form.url.data or "")
    except BadDestination as refusal:
        form.url.errors = [str(refusal.message)]
        return ""


def _done(endpoint: Endpoint, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", endpoint_id=endpoint.id))


def _page(
    endpoint: Endpoint, form: EndpointForm | None = None, *, secret: str = ""
) -> ResponseReturnValue:
    form = form or EndpointForm(formdata=None, obj=endpoint)
    shown = render_template(
        "webhooks/manage/show.html",
        endpoint=endpoint,
        form=form,
        secret=secret,
        page=page(queries.deliveries(endpoint)),
        names=NAMES,
        zone=guard.actor().organisation.timezone,
    )
    answer = make_response(shown, 422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer
