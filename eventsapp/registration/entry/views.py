"""Steps of a person's own page: confirm the address, take or leave an offer, pass the place on."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.registration import ownpage, rules
from eventsapp.registration.entry import entering, passing, waiting
from eventsapp.registration.entry.forms import TransferForm
from eventsapp.registration.views import bp, own
from eventsapp.web import limits, locale

STEPS: dict[str, Callable[..., None]] = {
    "confirm": entering.confirm_address,
    "take": waiting.accept,
    "extend": waiting.extend,
    "leave": waiting.give_up,
}


@bp.post("/r/<token>/<any(confirm, take, extend, leave):step>")
@limits.by_address(limits.PUBLIC_FORM)
def go_on(token: str, step: str) -> ResponseReturnValue:
    """Do the step that the page offers; it then says how things stand."""
    registration = own(token)
    STEPS[step](registration, now=utcnow())
    db.session.commit()
    return redirect(url_for("registration.show", token=token))


@bp.route("/r/<token>/transfer", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
def transfer(token: str) -> ResponseReturnValue:
    """Pass the place on to a colleague."""
    registration, now = own(token), utcnow()
    can_offer = passing.can_offer(registration, now)
    if not can_offer or not rules.takes_changes(registration.event, now):
        return redirect(url_for("registration.show", token=token))
    form = TransferForm(own_address=registration.email)
    if not form.is_submitted():
        form.language.data = registration.language
    if form.validate_on_submit():
        passing.offer(registration, **form.details(), now=now)
        db.session.commit()
        return redirect(url_for("registration.show", token=token))
    page = ownpage.make(registration, now)
    return render_template("registration/transfer.html", page=page, form=form), form.status


@bp.post("/r/<token>/transfer/withdraw")
def keep(token: str) -> ResponseReturnValue:
    """Keep the place after all."""
    passing.withdraw(own(token))
    db.session.commit()
    return redirect(url_for("registration.show", token=token))


@bp.route("/t/<token>", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def take_over(token: str) -> ResponseReturnValue:
    """Ask whether a place that is passed on is taken; only the button changes something."""
    now = utcnow()
    found = passing.find_by_token(token, now)
    if found is None:
        abort(410, passing.GONE)
    locale.use(found.language)
    event, refusal = found.registration.event, None
    if request.method == "POST" and request.form.get("say") == "no":
        passing.decline(found)
        db.session.commit()
        around = ownpage.around(event)
        return render_template("registration/not_taken.html", event=event, **around)
    if request.method == "POST":
        try:
            taken = passing.accept(found, now=now)
            db.session.commit()
            return redirect(url_for("registration.show", token=taken.token))
        except Refusal as error:
            db.session.rollback()
            refusal = error
            found = passing.find_by_token(token, now) or abort(410, passing.GONE)
    page = render_template(
        "registration/take_over.html",
        transfer=found,
        refusal=refusal,
        **ownpage.around(found.registration.event),
    )
    return page, refusal.status if refusal else 200
