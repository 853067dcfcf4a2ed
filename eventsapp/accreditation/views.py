"""The press's own pages: the application, and the page of one's own that it opens."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import ownpage, queries, services, wording
from eventsapp.accreditation.crew_forms import SecondStepForm, blank_row
from eventsapp.accreditation.forms import ApplicationForm
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant
from eventsapp.core.clock import utcnow
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import ownpage as registrations
from eventsapp.registration.forms import AddressForm
from eventsapp.web import limits, locale, private
from eventsapp.web.traps import slow_down_machines

ERASED = _l("The personal data of this application have been erased.")

bp = Blueprint("accreditation", __name__)


private.keep(bp)


@bp.route("/<lang:lang>/e/<slug>/accredit", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
@slow_down_machines
def new(lang: str, slug: str) -> ResponseReturnValue:
    """Apply. The same form sent twice shows the first result."""
    event, now = _public_event(lang, slug), utcnow()
    intake = queries.find_intake(event)
    if intake is None or not queries.window(intake, event, now).takes:
        return _closed(event, intake, now)
    former = _former(event)
    form = ApplicationForm(intake, former.application if former else None)
    if not form.rearranged() and form.validate_on_submit():
        return _apply(event, form, now)
    return _ask(event, form, is_known=former is not None), form.status


@bp.route("/<lang:lang>/e/<slug>/accredit/link", methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
@limits.by_field(limits.MAIL_TO_ONE, "email")
def lost(lang: str, slug: str) -> ResponseReturnValue:
    """Mail the link to an application, or to a form filled in as the last time."""
    event, form = _public_event(lang, slug), AddressForm()
    if form.validate_on_submit():
        services.resend_link(event, form.address, now=utcnow())
        db.session.commit()
        return _page("accreditation/sent.html", event, address=form.address)
    return _page("accreditation/lost.html", event, form=form), 422 if form.errors else 200


@bp.get("/a/<token>")
def show(token: str) -> ResponseReturnValue:
    """Where the application stands, and what can be done about it."""
    applicant = own(token)
    if applicant.status is Status.DRAFT:
        return redirect(url_for(".edit", token=token))
    return _show(ownpage.make(applicant, utcnow()))


@bp.route("/a/<token>/edit", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def edit(token: str) -> ResponseReturnValue:
    """Go on with a saved application, change a sent one, add what is missing."""
    applicant, now = own(token), utcnow()
    page = ownpage.make(applicant, now)
    if not page.can_change or page.intake is None:
        if applicant.status is Status.DRAFT:
            return _closed(applicant.event, page.intake, now)
        return redirect(url_for(".show", token=token))
    form = ApplicationForm(page.intake, applicant.application, is_own=True)
    if not form.rearranged() and form.validate_on_submit():
        services.rewrite(applicant.application, form.answers(), now=now, draft=form.is_for_later)
        db.session.commit()
        if form.is_for_later:
            return _page("accreditation/saved.html", applicant.event, address=applicant.email)
        return redirect(url_for(".show", token=token))
    return _ask(applicant.event, form, applicant=applicant), form.status


@bp.route("/a/<token>/withdraw", methods=["GET", "POST"])
def withdraw(token: str) -> ResponseReturnValue:
    """Ask, then take the application back."""
    applicant = own(token)
    if request.method == "POST":
        services.withdraw(applicant, now=utcnow())
        db.session.commit()
        return redirect(url_for(".show", token=token))
    page = ownpage.make(applicant, utcnow())
    return render_template("accreditation/withdraw.html", page=page, **page.around)


@bp.post("/a/<token>/identity")
@limits.by_address(limits.PUBLIC_FORM)
def complete(token: str) -> ResponseReturnValue:
    """The second step: what is asked only of accepted people."""
    applicant = own(token)
    page = ownpage.make(applicant, utcnow())
    form = SecondStepForm.for_(page.intake) or abort(404)
    if form.validate():
        numbers = {name: form.number(name) for name in ("identity", "plate")}
        services.complete(applicant, **numbers, details=form.details())
        db.session.commit()
        return redirect(url_for(".show", token=token))
    return _show(page, form), 422


def _show(page: ownpage.OwnPage, form: SecondStepForm | None = None) -> str:
    form = form or SecondStepForm.for_(page.intake)
    return render_template(
        "accreditation/show.html", page=page, form=form, wording=wording, **page.around
    )


def _ask(
    event: Event,
    form: ApplicationForm,
    *,
    applicant: Applicant | None = None,
    is_known: bool = False,
) -> str:
    return _page(
        "accreditation/new.html",
        event,
        form=form,
        applicant=applicant,
        in_steps=applicant is None and not is_known,
        may_wait=True,
        window=queries.window(form.intake, event, utcnow()),
        rules=ownpage.rules(form.intake, event),
        outlets=queries.outlet_names(event.organisation_id),
        blank=blank_row(),
    )


def _apply(event: Event, form: ApplicationForm, now: datetime) -> ResponseReturnValue:
    """A new application opens its page; any other answer is the one about the mail."""
    if not form.is_trapped:
        event, answers = events.claim(event), form.answers()
        applicant = services.apply(
            event, answers, now=now, draft=form.is_for_later, former=form.told
        )
        is_new = applicant.application.form_key == answers.form_key
        token = applicant.token
        db.session.commit()
        if is_new and not form.is_for_later:
            return redirect(url_for(".show", token=token))
    template = "accreditation/saved.html" if form.is_for_later else "accreditation/sent.html"
    return _page(template, event, address=form.email.data)


def _former(event: Event) -> Applicant | None:
    """Who opens the form by a link of theirs, so that it is filled in as they did the last time."""
    applicant, opens = queries.find_by_token(request.args.get("former", ""))
    if applicant is None or not opens or not applicant.is_sender:
        return None
    return applicant if applicant.event.organisation_id == event.organisation_id else None


def _closed(event: Event, intake: Intake | None, now: datetime) -> ResponseReturnValue:
    window = queries.window(intake, event, now)
    page = _page("accreditation/closed.html", event, window=window, intake=intake)
    return page, 409 if request.method == "POST" else 200


def _page(template: str, event: Event, **values: Any) -> str:
    return render_template(
        template, event=event, now=utcnow(), **registrations.around(event), **values
    )


def _public_event(lang: str, slug: str) -> Event:
    """The event of an address that anybody may read."""
    event = events.find_by_slug(slug)
    if event is None and (event := events.find_by_former_slug(slug)):
        abort(redirect(url_for(request.endpoint or "", lang=lang, slug=event.slug), 301))
    if event is not None and event.is_gone:
        abort(410)
    if event is None or not event.is_public:
        abort(404)
    return event


def own(token: str) -> Applicant:
    """The applicant a link opens, in their language."""
    applicant, opens = queries.find_by_token(token)
    if applicant is None:
        abort(404)
    locale.use(applicant.application.language)
    if applicant.erased_at is not None:
        abort(410, ERASED)
    if not opens:
        slug = applicant.event.slug
        abort(redirect(url_for(".lost", lang=applicant.application.language, slug=slug)))
    return applicant
