"""A colleague instead of oneself: asking them on the own page, and the form they get."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventsapp.accreditation import ownpage, queries
from eventsapp.accreditation.replacing import letters, services
from eventsapp.accreditation.replacing.forms import SuccessorForm
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.replacing.services import ReplacementGone
from eventsapp.accreditation.views import own
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.registration import ownpage as registrations
from eventsapp.registration.entry.forms import TransferForm
from eventsapp.web import limits, locale, private
from eventsapp.web.traps import slow_down_machines

bp = Blueprint("replacing", __name__)
private.keep(bp)


@bp.route("/a/<token>/colleague", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@limits.by_field(limits.MAIL_TO_ONE, "email")
def ask(token: str) -> ResponseReturnValue:
    """Name a colleague who is asked to come instead."""
    applicant, now = own(token), utcnow()
    if not services.is_possible(applicant, now):
        return redirect(url_for("accreditation.show", token=token))
    form = TransferForm(own_address=applicant.email)
    if not form.is_submitted():
        form.language.data = applicant.application.language
    if form.validate_on_submit():
        services.ask(applicant, **form.details(), by=None, now=now)
        db.session.commit()
        return redirect(url_for("accreditation.show", token=token))
    page = ownpage.make(applicant, now)
    shown = render_template("accreditation/colleague.html", page=page, form=form, **page.around)
    return shown, form.status


@bp.post("/a/<token>/colleague/withdraw")
def keep(token: str) -> ResponseReturnValue:
    """Come after all: the colleague's link ends."""
    services.withdraw(own(token))
    db.session.commit()
    return redirect(url_for("accreditation.show", token=token))


@bp.route("/a/instead/<token>", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
@slow_down_machines
def apply(token: str) -> ResponseReturnValue:
    """The colleague's own form. The same form sent twice shows the first result."""
    wish, now = services.find(token) or abort(410, ReplacementGone.message), utcnow()
    locale.use(wish.language)
    event = wish.applicant.event
    form = SuccessorForm(queries.find_intake(event) or abort(410, ReplacementGone.message), wish)
    if form.validate_on_submit() and not form.is_trapped:
        try:
            successor = services.apply(token, event, form.answers(), now=now)
            db.session.commit()
            return redirect(url_for("accreditation.show", token=successor.token))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal.message))
    wish = services.find_open(token, now) or abort(410, ReplacementGone.message)
    return _ask(wish, form), form.status


def _ask(wish: Replacement, form: SuccessorForm) -> str:
    event = wish.applicant.event
    return render_template(
        "accreditation/successor.html",
        event=event,
        wish=wish,
        form=form,
        rules=ownpage.rules(form.intake, event),
        until=letters.until(wish, locale.current_language()),
        now=utcnow(),
        **registrations.around(event),
    )
