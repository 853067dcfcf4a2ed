"""The page of the list for the security service: taken by the desk, or sent to its contact."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accreditation import queries, wording
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.security import links
from eventsapp.accreditation.security import services as security
from eventsapp.accreditation.security.views import as_file
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.extensions import db
from eventsapp.web import guard

bp = Blueprint("manage_security", __name__, url_prefix="/desk/e/<int:event_id>/press/security")
guard.protect(bp, admits_guests=True)


@bp.get("")
@guard.require(guard.Role.PRESS)
def index(event_id: int) -> ResponseReturnValue:
    """What the list holds, who has it, and who has taken it."""
    event, now = own_event(event_id), utcnow()
    people = security.accepted(event)
    return render_template(
        "accreditation/manage/security.html",
        event=event,
        tab="press",
        people=people,
        marks=marks.of(people),
        intake=queries.find_intake(event),
        sent=links.sent(event),
        exports=security.exports(event),
        given=Step.SECURITY,
        wording=wording,
        now=now,
    )


@bp.post("")
@guard.require(guard.Role.PRESS)
def take(event_id: int) -> ResponseReturnValue:
    """The list as a spreadsheet; that it was taken is written down."""
    event = own_event(event_id)
    sheet = security.hand_over(event, by=guard.actor().user_id, now=utcnow())
    db.session.commit()
    return as_file(event, sheet)


@bp.post("/send")
@guard.require(guard.Role.PRESS)
def send(event_id: int) -> ResponseReturnValue:
    """Mail the security contact an address of the list."""
    link = links.send(own_event(event_id), by=guard.actor().user_id, now=utcnow())
    name = link.name
    db.session.commit()
    flash(
        _("Sent to %(name)s. The link ends after 7 days, or with the event.", name=name), "success"
    )
    return redirect(url_for(".index", event_id=event_id))


@bp.post("/withdraw")
@guard.require(guard.Role.PRESS)
def withdraw(event_id: int) -> ResponseReturnValue:
    """End the addresses that were sent."""
    links.withdraw(own_event(event_id))
    db.session.commit()
    flash(_("The address no longer works."), "success")
    return redirect(url_for(".index", event_id=event_id))
