"""The organiser's Check-in tab: doors, numbers, devices, and letting people in from the desk."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from eventsapp.checkin import documents, queries, services
from eventsapp.checkin.forms import DoorForm, NoteForm
from eventsapp.checkin.models import Door, Kind
from eventsapp.checkin.services import Deed
from eventsapp.checkin.wording import OUTCOMES, tone
from eventsapp.core import qr
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.registration import walkins
from eventsapp.registration.models import Registration
from eventsapp.registration.wording import STATUSES
from eventsapp.web import guard
from eventsapp.web.locale import current_language
from eventsapp.web.once import once

bp = Blueprint("manage_checkin", __name__, url_prefix="/desk/e/<int:event_id>/checkin")

guard.protect(bp, admits_guests=True)


@bp.route("", methods=["GET", "POST"])
@guard.open_to(guard.Role.DOOR)
@once
def index(event_id: int) -> ResponseReturnValue:
    """The doors with their links and PINs, and what happens at them."""
    event, form, now = own_event(event_id), DoorForm(), utcnow()
    if form.validate_on_submit():
        door = services.open_door(
            event,
            form.name.data,
            may_add=form.may_add.data,
            checks_documents=form.checks_documents.data,
            now=now,
        )
        db.session.commit()
        flash(_("%(name)s is open.", name=door.name), "success")
        return redirect(url_for(".index", event_id=event.id))
    page = render_template(
        "checkin/manage/index.html",
        event=event,
        tab="checkin",
        form=form,
        asks_documents=documents.are_asked(event),
        doors=queries.doors_of(event),
        counts=queries.counts(event, current_language()),
        latest=queries.latest(event),
        devices=queries.devices(event),
        link=_link,
        symbol=_symbol,
        outcomes=OUTCOMES,
        tone=tone,
        now=now,
    )
    return page, 422 if form.errors else 200


@bp.post("/doors/<int:door_id>/renew")
@guard.open_to(guard.Role.DOOR)
def renew(event_id: int, door_id: int) -> ResponseReturnValue:
    """Another PIN: every device has to ask for it."""
    door = _door(own_event(event_id), door_id)
    door.renew()
    db.session.commit()
    flash(_("%(name)s has a new PIN.", name=door.name), "success")
    return redirect(url_for(".index", event_id=event_id))


@bp.post("/doors/<int:door_id>/<any(close, reopen):act>")
@guard.open_to(guard.Role.DOOR)
def switch(event_id: int, door_id: int, act: str) -> ResponseReturnValue:
    """Close a door, or open it again."""
    door = _door(own_event(event_id), door_id)
    door.closed_at = utcnow() if act == "close" else None
    db.session.commit()
    return redirect(url_for(".index", event_id=event_id))


@bp.get("/people")
@guard.open_to(guard.Role.DOOR)
def people(event_id: int) -> ResponseReturnValue:
    """Who is expected and who has come; a few letters narrow the list."""
    event, query = own_event(event_id), request.args.get("q", "")
    found = queries.find(event, query) if query else queries.people(event)
    return render_template(
        "checkin/manage/people.html",
        event=event,
        tab="checkin",
        query=query,
        found=found,
        statuses=STATUSES,
        outcomes=OUTCOMES,
        can_let_in=walkins.can_let_in,
        way=way,
    )


@bp.post("/people/<int:registration_id>/<any(entry, exit, undo, let_in):act>")
@guard.open_to(guard.Role.DOOR)
def do(event_id: int, registration_id: int, act: str) -> ResponseReturnValue:
    """Let somebody in or out from the desk."""
    event, now = own_event(event_id), utcnow()
    person = _person(event, registration_id)
    deed = Deed(
        key=str(uuid.uuid4()),
        kind=Kind(act),
        moment=now,
        person_id=person.id,
        undoes=request.form.get("undoes", ""),
    )
    try:
        done = services.take(event, deed, door=None, now=now)
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal.message), "error")
        return redirect(url_for(".people", event_id=event_id, q=request.args.get("q")))
    db.session.commit()
    kind = "success" if tone(done.verdict) == "good" else "error"
    flash(f"{person.name}: {OUTCOMES[done.verdict]}", kind)
    return redirect(url_for(".people", event_id=event.id, q=request.args.get("q")))


@bp.route("/people/<int:registration_id>/note", methods=["GET", "POST"])
@guard.open_to(guard.Role.DOOR)
def note(event_id: int, registration_id: int) -> ResponseReturnValue:
    """What the door must read before it lets somebody in."""
    event = own_event(event_id)
    person, form = _person(event, registration_id), NoteForm()
    if form.validate_on_submit():
        services.write_note(person, form.text.data or "")
        db.session.commit()
        flash(_("The note is saved."), "success")
        return redirect(url_for(".people", event_id=event.id))
    if not form.is_submitted():
        standing = queries.note_of(person)
        form.text.data = standing.text if standing else ""
    page = render_template(
        "checkin/manage/note.html", event=event, tab="checkin", person=person, form=form
    )
    return page, 422 if form.errors else 200


def _link(door: Door) -> str:
    return urls.absolute("door.pin", code=door.code)


def _symbol(link: str) -> Markup:
    """The address as a picture to be scanned by the telephone that is to stand there."""
    return qr.svg(link)


def _door(event: Event, door_id: int) -> Door:
    return queries.door_of(event, door_id) or abort(404)


def _person(event: Event, registration_id: int) -> Registration:
    return queries.find_person(event, registration_id) or abort(404)
