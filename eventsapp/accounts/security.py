"""One's own page of signing in safely: the authenticator app, codes on paper, devices."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required

from eventsapp.accounts import (
    access,
    browsers,
    devices,
    forms,
    passkeys,
    second_step,
    signing_in,
)
from eventsapp.accounts.models import User
from eventsapp.accounts.other_ways import bp
from eventsapp.core import qr
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import limits


@bp.get("/account/security")
@login_required
def security() -> ResponseReturnValue:
    """What signing in rests on, and where somebody is signed in."""
    return _page(forms.PresentPasswordForm(_me(), formdata=None))


@bp.route("/account/authenticator", methods=["GET", "POST"])
@login_required
@limits.by_address("60 per minute; 600 per hour")
def authenticator() -> ResponseReturnValue:
    """Read the secret into an app; its first code puts it in force and brings codes for paper."""
    user, form = _me(), forms.CodeForm()
    if second_step.of(user):
        return redirect(url_for(".security"))
    if form.validate_on_submit():
        codes = second_step.confirm(user, form.code.data, signing_in.place(), now=utcnow())
        db.session.commit()
        if codes:
            return _show(codes)
        form.code.errors = [_("This code is not right. Is the clock of your phone right?")]
    return _set_up(user, form)


@bp.post("/account/authenticator/removal")
@login_required
@limits.by_address(limits.GUESSES)
def remove_authenticator() -> ResponseReturnValue:
    """Let the password be enough again, for somebody who knows it."""
    user = _me()
    form = forms.PresentPasswordForm(user)
    if not form.validate_on_submit():
        return _page(form)
    second_step.remove(user, signing_in.place(), now=utcnow())
    db.session.commit()
    flash(_("The second step is off."), "success")
    return redirect(url_for(".security"))


@bp.post("/account/recovery-codes")
@login_required
@limits.by_address(limits.GUESSES)
def make_codes() -> ResponseReturnValue:
    """New codes for paper; the former ones end."""
    user = _me()
    if not second_step.is_on(user):
        return redirect(url_for(".security"))
    codes = second_step.make_codes(user)
    db.session.commit()
    return _show(codes)


@bp.post("/account/devices/<any(others):which>")
@bp.post("/account/devices/<int:number>")
@login_required
def sign_out_device(number: int | None = None, which: str = "") -> ResponseReturnValue:
    """Sign one browser out, or all but this one."""
    here = session.get(access.DEVICE_KEY, "")
    devices.leave(_me(), number=number, secret=here, others=bool(which))
    db.session.commit()
    flash(_("Signed out there."), "success")
    return redirect(url_for(".security"))


def _page(form: forms.PresentPasswordForm) -> ResponseReturnValue:
    user = _me()
    here = access.member()
    page = render_template(
        "accounts/security.html",
        form=form,
        second_step=second_step.is_on(user),
        app=second_step.of(user),
        passkeys=passkeys.of(user),
        passkeys_are_possible=passkeys.are_possible(),
        codes_left=second_step.codes_left(user),
        is_required=bool(here and here.organisation.requires_second_factor),
        browser=browsers.name,
        devices=devices.of(user, now=utcnow()),
        own_digest=devices.digest(session.get(access.DEVICE_KEY, "")),
        zone=here.organisation.timezone if here else "UTC",
    )
    return page, 422 if form.errors else 200


def _set_up(user: User, form: forms.CodeForm) -> ResponseReturnValue:
    found = second_step.begin(user)
    db.session.commit()
    page = render_template(
        "accounts/authenticator.html",
        form=form,
        secret=second_step.secret_of(found),
        picture=qr.svg(second_step.address_of(found, user), border=qr.BORDER),
    )
    return page, 422 if form.errors else 200


def _show(codes: list[str]) -> str:
    return render_template("accounts/recovery_codes.html", codes=codes)


def _me() -> User:
    return db.session.get_one(User, current_user.id)
