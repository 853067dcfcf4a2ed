"""Subscribing by mail, and the page of one's own that every digest links to."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from eventsapp.core.clock import utcnow
from eventsapp.digests import queries, services
from eventsapp.digests.forms import SubscribeForm, WishForm
from eventsapp.digests.models import Subscription
from eventsapp.digests.wording import describe
from eventsapp.extensions import csrf, db
from eventsapp.mail import one_click
from eventsapp.site import filtering
from eventsapp.web import limits, locale, private
from eventsapp.web.traps import slow_down_machines

bp = Blueprint("digests", __name__)


private.keep(bp)


@bp.route("/<lang:lang>/subscribe/mail", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@limits.by_field(limits.MAIL_TO_ONE, "email")
@slow_down_machines
def new(lang: str) -> ResponseReturnValue:
    """Ask for digests of what the filters let through. The answer is the same for every address."""
    form, filter_ = SubscribeForm(language=lang), filtering.asked(request.args)
    what = describe(filter_, lang)
    if form.validate_on_submit():
        if not form.is_trapped:
            services.subscribe(form.email.data, filter_, form.wish(), now=utcnow())
            db.session.commit()
        return render_template("digests/sent.html", address=form.email.data)
    page = render_template("digests/new.html", form=form, what=what, filter=filter_)
    return page, 422 if form.errors else 200


@bp.get("/s/<token>")
def show(token: str) -> ResponseReturnValue:
    """One's own page. Mail scanners open every link, so this changes nothing."""
    subscription = _own(token)
    return _page(subscription, WishForm(obj=subscription))


@bp.post("/s/<token>")
@limits.by_address(limits.PUBLIC_FORM)
def change(token: str) -> ResponseReturnValue:
    """Another language or frequency."""
    subscription, form = _own(token), WishForm()
    if not form.validate_on_submit():
        return _page(subscription, form), 422 if form.errors else 200
    services.change(subscription, form.wish(), now=utcnow())
    db.session.commit()
    return redirect(url_for(".show", token=token, done="saved"))


@bp.post("/s/<token>/confirmation")
@limits.by_address(limits.PUBLIC_FORM)
def confirm(token: str) -> ResponseReturnValue:
    """Begin, or begin again."""
    services.confirm(_own(token), now=utcnow())
    db.session.commit()
    return redirect(url_for(".show", token=token, done="confirmed"))


@bp.route("/s/<token>/end", methods=["GET", "POST"])
@csrf.exempt
def end(token: str) -> ResponseReturnValue:
    """Send no more: by the button, or by a mail program in one click, which follows no redirect."""
    subscription = _own(token)
    if request.method == "POST":
        services.end(subscription, now=utcnow())
        db.session.commit()
    return "" if one_click.is_asked() else redirect(url_for(".show", token=token))


def _own(token: str) -> Subscription:
    subscription = queries.find_by_token(token)
    if subscription is None:
        abort(404)
    locale.use(subscription.language)
    return subscription


def _page(subscription: Subscription, form: FlaskForm) -> str:
    return render_template(
        "digests/show.html",
        subscription=subscription,
        form=form,
        what=describe(subscription.filter, locale.current_language()),
        done=request.args.get("done", ""),
    )
