"""The desk asks a colleague to come instead of one of the press, and takes that back."""

from flask import Blueprint, abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accreditation import desk_queries
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.replacing import services
from eventsapp.accreditation.replacing.services import NotReplaceable
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.extensions import db
from eventsapp.registration.entry.forms import TransferForm
from eventsapp.web import guard
from eventsapp.web.addresses import keeping_query

bp = Blueprint(
    "manage_replacements",
    __name__,
    url_prefix="/desk/e/<int:event_id>/press/<int:applicant_id>/colleague",
)
guard.protect(bp, admits_guests=True)


@bp.route("", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def ask(event_id: int, applicant_id: int) -> ResponseReturnValue:
    """Name a colleague who is asked to come instead."""
    applicant, now = _own(event_id, applicant_id), utcnow()
    if not services.is_possible(applicant, now):
        flash(str(NotReplaceable.message), "error")
        return redirect(_queue(event_id, applicant_id))
    form = TransferForm(own_address=applicant.email)
    if not form.is_submitted():
        form.language.data = applicant.application.language
    if form.validate_on_submit():
        services.ask(applicant, **form.details(), by=guard.actor().user_id, now=now)
        db.session.commit()
        flash(_("The colleague gets a letter with a form of their own."), "success")
        return redirect(_queue(event_id, applicant_id))
    page = render_template(
        "accreditation/manage/colleague.html",
        event=applicant.event,
        tab="press",
        applicant=applicant,
        form=form,
        back=_queue(event_id, applicant_id),
    )
    return page, form.status


@bp.post("/withdraw")
@guard.require(guard.Role.PRESS)
def withdraw(event_id: int, applicant_id: int) -> ResponseReturnValue:
    """Let the person come after all: the colleague's link ends."""
    services.withdraw(_own(event_id, applicant_id))
    db.session.commit()
    flash(_("The colleague's link no longer works."), "success")
    return redirect(_queue(event_id, applicant_id))


def _own(event_id: int, applicant_id: int) -> Applicant:
    found = desk_queries.chosen(desk_queries.of_event(own_event(event_id)), [applicant_id])
    return found[0] if found else abort(404)


def _queue(event_id: int, applicant_id: int) -> str:
    """The queue as it was shown, with this person in full."""
    return keeping_query("manage_accreditation.index", event_id=event_id, open=applicant_id)
