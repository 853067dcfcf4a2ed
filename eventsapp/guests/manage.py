"""Who works at an event: the team, and guests who see this event alone."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accounts import queries as accounts
from eventsapp.accounts.wording import ROLES, WORK
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests import queries, services
from eventsapp.guests.forms import GuestForm, WorkForm
from eventsapp.web import guard
from eventsapp.web.guard import Role

bp = Blueprint("manage_guests", __name__, url_prefix="/desk/e/<int:event_id>/team")
guard.protect(bp)


@bp.route("", methods=["GET"])
def index(event_id: int) -> ResponseReturnValue:
    """Show who works at the event."""
    event = own_event(event_id)
    return _page(event, GuestForm(today=_today(event), role=Role.VIEWER.value))


@bp.post("")
def invite(event_id: int) -> ResponseReturnValue:
    """Ask somebody to be a guest."""
    event = own_event(event_id)
    form = GuestForm(today=_today(event))
    if form.validate_on_submit():
        wanted = (event, form.email.data, form.chosen)
        try:
            services.invite(*wanted, until=form.until.data, by=guard.actor(), now=utcnow())
        except (services.WorksHere, services.GuestAlready) as refusal:
            form.email.errors = [str(refusal.message)]
            return _page(event, form)
        return _done(event, _("The invitation to %(email)s is on its way.", email=form.email.data))
    return _page(event, form)


@bp.post("/<int:guest_id>/again")
def ask_again(event_id: int, guest_id: int) -> ResponseReturnValue:
    """Send an invitation again."""
    event = own_event(event_id)
    guest = queries.find(event, guest_id) or abort(404)
    try:
        asked = (event, guest.email, guest.role)
        services.invite(*asked, until=guest.until, by=guard.actor(), now=utcnow())
    except Refusal as refusal:
        return _done(event, str(refusal.message))
    return _done(event, _("The invitation to %(email)s is on its way.", email=guest.email))


@bp.route("/<int:guest_id>", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def change(event_id: int, guest_id: int) -> ResponseReturnValue:
    """Give a guest another role or last day."""
    event = own_event(event_id)
    guest = queries.find(event, guest_id) or abort(404)
    form = WorkForm(today=_today(event), role=guest.role.value, until=guest.until)
    if form.validate_on_submit():
        services.change(guest, form.chosen, form.until.data)
        return _done(event, _("Saved."))
    page = render_template("guests/edit.html", event=event, tab="team", form=form, guest=guest)
    return page, 422 if form.errors else 200


@bp.post("/<int:guest_id>/removal")
def remove(event_id: int, guest_id: int) -> ResponseReturnValue:
    """Let a guest in no more, or withdraw the invitation."""
    event = own_event(event_id)
    guest = queries.find(event, guest_id) or abort(404)
    name = guest.name
    services.remove(guest)
    return _done(event, _("%(name)s cannot open this event any more.", name=name))


def _page(event: Event, form: GuestForm) -> ResponseReturnValue:
    page = render_template(
        "guests/index.html",
        event=event,
        tab="team",
        form=form,
        members=accounts.members(event.organisation_id),
        guests=queries.guests(event),
        roles=ROLES,
        work=WORK,
        now=utcnow(),
    )
    return page, 422 if form.errors else 200


def _today(event: Event) -> date:
    return utcnow().astimezone(ZoneInfo(event.timezone)).date()


def _done(event: Event, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".index", event_id=event.id))
