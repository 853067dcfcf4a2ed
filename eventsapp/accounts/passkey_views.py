"""Pages of passkeys: made, named, removed, and used to sign in."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required

from eventsapp.accounts import browsers, forms, passkeys, second_step, signing_in
from eventsapp.accounts.models import User
from eventsapp.accounts.passkeys import BadPasskey
from eventsapp.accounts.security import bp
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import limits


@bp.route("/account/passkeys/new", methods=["GET", "POST"])
@login_required
@limits.by_address("60 per minute; 600 per hour")
def new_passkey() -> ResponseReturnValue:
    """Make a passkey on this device; with the first step of all come codes for paper."""
    if not passkeys.are_possible():
        abort(404)
    user = _me()
    form = forms.PasskeyForm(name=browsers.name(signing_in.place().agent))
    if form.validate_on_submit():
        was_on = second_step.is_on(user)
        try:
            passkeys.add(
                user,
                form.name.data,
                form.credential.data,
                signing_in.asked(),
                signing_in.place(),
                now=utcnow(),
            )
        except BadPasskey as refusal:
            form.form_errors = [str(refusal.message)]
        else:
            codes = [] if was_on else second_step.make_codes(user)
            db.session.commit()
            return _made(codes)
    asked = passkeys.to_make(user, signing_in.challenge())
    page = render_template("accounts/new_passkey.html", form=form, asked=asked)
    return page, 422 if form.errors else 200


@bp.route("/account/passkeys/<int:number>", methods=["GET", "POST"])
@login_required
def passkey(number: int) -> ResponseReturnValue:
    """Give one another name, or go on to remove it."""
    found = passkeys.find(_me(), number) or abort(404)
    form = forms.PasskeyNameForm(obj=found)
    if form.validate_on_submit():
        form.populate_obj(found)
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".security"))
    removal = forms.PresentPasswordForm(_me(), formdata=None)
    page = render_template("accounts/passkey.html", passkey=found, form=form, removal=removal)
    return page, 422 if form.errors else 200


@bp.post("/account/passkeys/<int:number>/removal")
@login_required
@limits.by_address(limits.GUESSES)
def remove_passkey(number: int) -> ResponseReturnValue:
    """Let one open nothing any more, for somebody who knows the password."""
    user = _me()
    found = passkeys.find(user, number) or abort(404)
    form = forms.PresentPasswordForm(user)
    if not form.validate_on_submit():
        name = forms.PasskeyNameForm(formdata=None, obj=found)
        page = render_template("accounts/passkey.html", passkey=found, form=name, removal=form)
        return page, 422
    passkeys.remove(found, signing_in.place(), now=utcnow())
    db.session.commit()
    flash(_("The passkey is removed."), "success")
    return redirect(url_for(".security"))


@bp.post("/account/passkeys/sign-in")
@limits.by_address("60 per minute; 600 per hour")
def use_passkey() -> ResponseReturnValue:
    """Sign in by what a device has signed: both steps in one."""
    form = forms.PasskeyAnswerForm()
    if not form.validate_on_submit():
        return redirect(url_for(".sign_in"))
    try:
        user = passkeys.use(form.credential.data, signing_in.asked(), now=utcnow())
    except BadPasskey as refusal:
        db.session.rollback()
        flash(str(refusal.message), "error")
        return redirect(url_for(".sign_in"))
    if not user.memberships:
        db.session.rollback()
        flash(_("Your account belongs to no organisation. Ask its owner to add you."), "error")
        return redirect(url_for(".sign_in"))
    db.session.commit()
    return signing_in.arrive(user, remember=form.remember.data)


def _made(codes: list[str]) -> ResponseReturnValue:
    if codes:
        return render_template("accounts/recovery_codes.html", codes=codes)
    flash(_("The passkey has been created."), "success")
    return redirect(url_for(".security"))


def _me() -> User:
    return db.session.get_one(User, current_user.id)
