"""Pages of changing one's e-mail address."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required

from eventsapp.accounts import addresses, forms, signing_in
from eventsapp.accounts.models import User
from eventsapp.accounts.passkey_views import bp
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import limits, locale


@bp.route("/account/address", methods=["GET", "POST"])
@login_required
@limits.by_address(limits.MAIL)
def change_address() -> ResponseReturnValue:
    """Ask for the new address and the present password."""
    user = db.session.get_one(User, current_user.id)
    form = forms.AddressForm(user)
    if form.validate_on_submit():
        addresses.ask(user, form.email.data, signing_in.place(), now=utcnow())
        db.session.commit()
        words = _(
            "We have sent a link to %(email)s. Open it within an hour.", email=form.email.data
        )
        flash(words, "success")
        return redirect(url_for(".profile"))
    page = render_template("accounts/change_address.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/account/address/<token>", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def confirm_address(token: str) -> ResponseReturnValue:
    """Confirm the new address by pressing a button: looking at a link changes nothing."""
    change = addresses.find(token, now=utcnow())
    if change is None:
        return render_template("accounts/address_link_over.html"), 410
    locale.use(change.user.language)
    if request.method == "GET":
        return render_template("accounts/confirm_address.html", change=change)
    is_here = current_user.is_authenticated and current_user.id == change.user_id
    user = addresses.confirm(change, signing_in.place(), now=utcnow())
    db.session.commit()
    flash(_("You sign in with %(email)s from now on.", email=user.email), "success")
    if not is_here:
        return redirect(url_for(".sign_in"))
    signing_in.begin(user, remember=session.permanent)
    return redirect(url_for(".profile"))
