"""Setting up, signing in and out, passwords and the profile."""

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required, logout_user

from eventsapp.accounts import access, devices, forms, passkeys, queries, services, signing_in
from eventsapp.accounts.models import User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import guard, limits, locale

bp = Blueprint("accounts", __name__)
bp.add_app_template_global(signing_in.start, "desk_start")


@bp.after_request
def keep_nowhere(response: Response) -> Response:
    """No cache keeps these pages, and no other site learns their addresses."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@bp.route("/setup", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def setup() -> ResponseReturnValue:
    """Found the installation: its first organisation and owner."""
    if queries.is_set_up():
        return redirect(url_for(".sign_in"))
    form = forms.SetupForm(
        code=request.args.get("code", ""),  # the console prints a link that brings it
        language=locale.current_language(),
        timezone="Asia/Almaty",
    )
    if form.validate_on_submit():
        user = services.set_up(form.founding(), now=utcnow())
        db.session.commit()
        signing_in.begin(user)
        return redirect(signing_in.start())
    return render_template("accounts/setup.html", form=form), 422 if form.errors else 200


@bp.route("/account/sign-in", methods=["GET", "POST"])
@limits.by_address("60 per minute; 600 per hour")
@limits.failures_by_field(limits.PASSWORDS, "email")
def sign_in() -> ResponseReturnValue:
    """Ask who you are; the words are the same for an unknown address and a wrong password."""
    if not queries.is_set_up():
        return redirect(url_for(".setup"))
    if current_user.is_authenticated:
        return redirect(signing_in.onward() if guard.asking() else url_for(".profile"))
    form = forms.SignInForm()
    if form.validate_on_submit():
        user = services.authenticate(form.email.data, form.password.data or "")
        if user:
            db.session.commit()
            return signing_in.enter(user, remember=form.remember.data)
        form.form_errors.append(_("The e-mail or the password is not right."))
    demo = (services.DEMO_EMAIL, services.DEMO_PASSWORD) if services.is_demo() else None
    asked = passkeys.to_use(signing_in.challenge()) if passkeys.are_possible() else ""
    page = render_template(
        "accounts/sign_in.html", form=form, demo=demo, asked=asked, provider=_provider()
    )
    return page, 422 if form.errors else 200


def _provider() -> str:
    """What the settings call the provider of the institution; nothing where there is none."""
    return str(current_app.config["OIDC_NAME"]) if current_app.config["OIDC_ISSUER"] else ""


@bp.post("/account/sign-out")
def sign_out() -> ResponseReturnValue:
    """Forget who is here."""
    language = locale.current_language()
    if current_user.is_authenticated:
        devices.leave(current_user, secret=session.get(access.DEVICE_KEY, ""))
        db.session.commit()
    logout_user()
    session.clear()
    return redirect(url_for("site.index", lang=language))


@bp.route("/account/reset", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@limits.by_field(limits.MAIL_TO_ONE, "email")
def reset() -> ResponseReturnValue:
    """Mail a link to set a new password; never say whether there is an account."""
    form = forms.ResetForm()
    if form.validate_on_submit():
        services.send_reset(form.email.data, now=utcnow())
        db.session.commit()
        return render_template("accounts/reset_sent.html", email=form.email.data)
    return render_template("accounts/reset.html", form=form), 422 if form.errors else 200


@bp.route("/account/password/<token>", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def set_password(token: str) -> ResponseReturnValue:
    """Set a password by a mailed or printed link, which works once."""
    user = queries.find_by_password_token(token, now=utcnow())
    if user is None:
        return render_template("accounts/link_over.html"), 410
    locale.use(user.language)
    form = forms.PasswordForm(user)
    if form.validate_on_submit():
        services.set_password(user, form.password.data, place=signing_in.place(), now=utcnow())
        db.session.commit()
        answer = signing_in.enter(user)
        flash(_("Your new password is set."), "success")
        return answer
    page = render_template("accounts/set_password.html", form=form, user=user)
    return page, 422 if form.errors else 200


@bp.route("/account/", methods=["GET", "POST"])
@login_required
def profile() -> ResponseReturnValue:
    """One's own name and language."""
    form = forms.ProfileForm(obj=current_user)
    if form.validate_on_submit():
        form.populate_obj(current_user)
        db.session.commit()
        locale.use(current_user.language)
        flash(_("Saved."), "success")
        return redirect(url_for(".profile"))
    return _profile_page(form, forms.PasswordChangeForm(current_user, formdata=None))


@bp.post("/account/password")
@login_required
@limits.by_address(limits.GUESSES)
def change_password() -> ResponseReturnValue:
    """Take a new password; everywhere else one is signed out."""
    user = db.session.get_one(User, current_user.id)
    form = forms.PasswordChangeForm(user)
    if form.validate_on_submit():
        services.set_password(user, form.password.data, place=signing_in.place(), now=utcnow())
        db.session.commit()
        signing_in.begin(user, remember=session.permanent)
        flash(_("Your new password is set. Other devices are signed out."), "success")
        return redirect(url_for(".profile"))
    return _profile_page(forms.ProfileForm(formdata=None, obj=current_user), form)


@bp.post("/account/organisation")
@login_required
def choose_organisation() -> ResponseReturnValue:
    """Work in another of one's organisations."""
    chosen = request.form.get("organisation_id", type=int)
    if chosen not in [membership.organisation_id for membership in current_user.memberships]:
        abort(404)
    session[access.ORGANISATION_KEY] = chosen
    session.pop(access.EVENT_KEY, None)
    return redirect(signing_in.start())


def _profile_page(
    form: forms.ProfileForm, password_form: forms.PasswordChangeForm
) -> ResponseReturnValue:
    page = render_template(
        "accounts/profile.html", form=form, password_form=password_form, member=access.member()
    )
    return page, 422 if form.errors or password_form.errors else 200
