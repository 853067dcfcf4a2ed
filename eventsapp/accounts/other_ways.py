"""The second step of signing in, and signing in by a mailed link."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accounts import forms, passkeys, queries, services, signing_in
from eventsapp.accounts import second_step as steps
from eventsapp.accounts.joining import bp
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import limits, locale


@bp.route("/account/second-step", methods=["GET", "POST"])
@limits.by_address("60 per minute; 600 per hour")
@limits.failures_by(limits.PASSWORDS, lambda: str(session.get(signing_in.WAITING)))
def second_step() -> ResponseReturnValue:
    """Ask for the code, after the password was right."""
    now = utcnow()
    found = signing_in.waiting(now)
    if found is None:
        return redirect(url_for(".sign_in", next=request.args.get("next")))
    user, remember = found
    form = forms.CodeForm()
    if form.validate_on_submit():
        if steps.verify(user, form.code.data, signing_in.place(), now=now):
            db.session.commit()
            return signing_in.arrive(user, remember=remember)
        form.code.errors = [_("This code is not right, or was used before.")]
    page = render_template(
        "accounts/second_step.html",
        form=form,
        asked=passkeys.to_use(signing_in.challenge()) if passkeys.of(user) else "",
        remember=remember,
    )
    return page, 422 if form.errors else 200


@bp.route("/account/link", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@limits.by_field(limits.MAIL_TO_ONE, "email")
def ask_link() -> ResponseReturnValue:
    """Mail a link that signs in; never say whether there is an account."""
    form = forms.ResetForm()
    if form.validate_on_submit():
        services.send_sign_in_link(form.email.data, now=utcnow())
        db.session.commit()
        return render_template("accounts/link_sent.html", email=form.email.data)
    return render_template("accounts/ask_link.html", form=form), 422 if form.errors else 200


@bp.route("/account/link/<token>", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def follow_link(token: str) -> ResponseReturnValue:
    """Sign in by a mailed link, with a click: programs that look at links do not use it up."""
    user = queries.find_by_link_token(token, now=utcnow())
    if user is None:
        return render_template("accounts/sign_in_link_over.html"), 410
    locale.use(user.language)
    if request.method == "GET":
        return render_template("accounts/follow_link.html", user=user)
    services.use_link(user)
    db.session.commit()
    return signing_in.enter(user)
