"""The door's pages: the PIN, scanning, finding a name, walk-ins, and a counter for the wall."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.checkin import access, intake, queries, roster, services
from eventsapp.checkin.forms import ActForm, PinForm, WalkInForm, make_key
from eventsapp.checkin.models import Act, Door, Kind
from eventsapp.checkin.services import Deed, WrongPin
from eventsapp.checkin.wording import OUTCOMES, tone
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.ways import way
from eventsapp.extensions import csrf, db
from eventsapp.registration.models import Registration
from eventsapp.registration.walkins import NoRoomLeft
from eventsapp.registration.wording import STATUSES
from eventsapp.web import assets, limits, private
from eventsapp.web.locale import current_language

bp = Blueprint("door", __name__, url_prefix="/door")


private.keep(bp)


@bp.get("/sw.js")
def worker() -> ResponseReturnValue:
    """The script that opens the door's page where there is no network."""
    return assets.static("", "js/door-worker.js")


@bp.route("/<code>", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def pin(code: str) -> ResponseReturnValue:
    """Ask for the PIN, once on each device."""
    door, form = access.door_at(code), PinForm()
    if access.is_opened(door) and door.is_open(utcnow()):
        return redirect(url_for(".scan", code=code))
    status = 200 if door.is_open(utcnow()) else services.DoorClosed.status
    if form.validate_on_submit():
        refusal = _unlock(door, form.pin.data)
        if refusal is None:
            response = redirect(url_for(".scan", code=code))
            access.remember(door, response)
            return response
        form.pin.errors, status = [str(refusal.message)], refusal.status
    elif form.errors:
        status = 422
    page = render_template("checkin/pin.html", door=door, form=form, is_open=door.is_open(utcnow()))
    return page, status


@bp.get("/<code>/scan")
def scan(code: str) -> ResponseReturnValue:
    """The camera, the last person, and the way to everything else."""
    door = access.opened_door(code, utcnow())
    language = current_language()
    return render_template(
        "checkin/scan.html",
        door=door,
        event=door.event,
        counts=queries.counts(door.event, language),
        form=ActForm(),
        outcomes=OUTCOMES,
        tone=tone,
    )


@bp.get("/<code>/list.json")
def people(code: str) -> ResponseReturnValue:
    """The list that a device keeps."""
    now = utcnow()
    return jsonify(roster.make(access.opened_door(code, now), now))


@bp.post("/<code>/acts")
@csrf.exempt  # JSON, which no other site can send with this cookie
def acts(code: str) -> ResponseReturnValue:
    """What a device has done, in its order; repeated as often as it likes."""
    now = utcnow()
    door = access.opened_door(code, now)
    if not request.is_json:
        abort(415)
    told = [_do(door, deed, now) for deed in intake.read(request.get_json(silent=True))]
    db.session.commit()
    return jsonify(acts=told, counts=roster.counts(door))


@bp.get("/<code>/find")
def find(code: str) -> ResponseReturnValue:
    """Whom a few letters may mean, in any script."""
    door, query = access.opened_door(code, utcnow()), request.args.get("q", "")
    found = queries.find(door.event, query)
    return render_template(
        "checkin/find.html", door=door, event=door.event, query=query, found=found, new_key=make_key,
        statuses=STATUSES, way=way,
    )  # fmt: skip


@bp.post("/<code>/enter")
def enter(code: str) -> ResponseReturnValue:
    """Let in whose code was typed, or scanned by a device that types."""
    now, form = utcnow(), ActForm()
    door = access.opened_door(code, now)
    if not form.validate() or not form.code.data:
        return redirect(url_for(".scan", code=code))
    deed = Deed(key=form.key.data, kind=Kind.ENTRY, moment=now, code=form.code.data)
    return _shown(door, _taken(door, deed, now))


@bp.post("/<code>/people/<int:registration_id>/<any(entry, again, exit, undo):act>")
def do(code: str, registration_id: int, act: str) -> ResponseReturnValue:
    """Let one person in or out, or take it back."""
    now, form = utcnow(), ActForm()
    door = access.opened_door(code, now)
    person = _on_list(door, registration_id)
    if not form.validate():
        return redirect(url_for(".person", code=code, registration_id=person.id))
    deed = Deed(
        key=form.key.data,
        kind=Kind.ENTRY if act == "again" else Kind(act),
        moment=now,
        person_id=person.id,
        is_again=act == "again",
        undoes=form.undoes.data or "",
    )
    return _shown(door, _taken(door, deed, now))


@bp.get("/<code>/people/<int:registration_id>")
def person(code: str, registration_id: int) -> ResponseReturnValue:
    """Who somebody is, and what can be done."""
    door = access.opened_door(code, utcnow())
    found = queries.person(_on_list(door, registration_id))
    return _result(door, person=found, words=STATUSES[found.registration.status])


@bp.get("/<code>/people/<int:registration_id>/badge")
def badge(code: str, registration_id: int) -> ResponseReturnValue:
    """A badge to be printed, 86 by 54 mm."""
    door = access.opened_door(code, utcnow())
    return render_template(
        "checkin/badge.html", door=door, person=_on_list(door, registration_id), way=way
    )


@bp.route("/<code>/walkin", methods=["GET", "POST"])
def walk_in(code: str) -> ResponseReturnValue:
    """Write somebody down who is not on the list, and let them in."""
    now = utcnow()
    door, form = access.opened_door(code, now), WalkInForm()
    if not door.may_add:
        raise services.NobodyAdded
    form.offer(door.event)
    if not form.is_submitted():
        form.name.data = request.args.get("name", "")
    is_full = False
    if form.validate_on_submit():
        details = form.details()
        deed = Deed(key=form.key.data, kind=Kind.WALK_IN, moment=now, walk_in=details)
        try:
            return _shown(door, _taken(door, deed, now))
        except NoRoomLeft as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal.message))
            is_full = True
    page = render_template(
        "checkin/walk_in.html", door=door, event=door.event, form=form, is_full=is_full
    )
    return page, 409 if is_full else 422 if form.errors else 200


@bp.get("/<code>/counter")
def counter(code: str) -> ResponseReturnValue:
    """Large numbers for a screen on the wall."""
    door = access.opened_door(code, utcnow())
    counted = queries.counts(door.event, current_language())
    return render_template("checkin/counter.html", door=door, event=door.event, counts=counted)


@bp.post("/<code>/forget")
def forget(code: str) -> ResponseReturnValue:
    """End this device's duty; its list is wiped by the page itself."""
    door = access.door_at(code)
    response = redirect(url_for(".pin", code=code))
    access.forget(door, response)
    return response


def _unlock(door: Door, pin: str) -> Refusal | None:
    try:
        services.unlock(door, pin, now=utcnow())
    except Refusal as refusal:
        if isinstance(refusal, WrongPin):
            db.session.commit()  # so that the fifth one counts
        return refusal
    db.session.commit()
    return None


def _do(door: Door, deed: Deed, now: datetime) -> dict[str, Any]:
    """One act of a device: what is refused is told, and the rest goes on."""
    try:
        act = services.take(door.event, deed, door=door, now=now)
    except Refusal as refusal:
        return {"id": deed.key, "verdict": "refused", "words": str(refusal.message)}
    return roster.answer(act)


def _taken(door: Door, deed: Deed, now: datetime) -> Act:
    act = services.take(door.event, deed, door=door, now=now)
    db.session.commit()
    return act


def _shown(door: Door, act: Act) -> ResponseReturnValue:
    """The outcome, with the person where they belong here."""
    here = act.registration is not None and act.registration.event_id == door.event_id
    return _result(
        door,
        person=queries.person(act.registration) if here and act.registration else None,
        words=OUTCOMES[act.verdict],
        tone=tone(act.verdict),
        act=act,
    )


def _result(door: Door, **shown: Any) -> str:
    return render_template(
        "checkin/person.html", door=door, event=door.event, new_key=make_key, way=way,
        **shown,
    )  # fmt: skip


def _on_list(door: Door, registration_id: int) -> Registration:
    return queries.find_person(door.event, registration_id) or abort(404)
