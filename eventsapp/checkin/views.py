"""The door's pages: the PIN, scanning, what devices keep and send, and a counter for the wall."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.checkin import access, intake, queries, roster, services
from eventsapp.checkin.forms import ActForm, AnswersForm, PinForm
from eventsapp.checkin.models import Door
from eventsapp.checkin.services import Deed, WrongPin
from eventsapp.checkin.wording import OUTCOMES, tone
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.extensions import csrf, db
from eventsapp.questions import queries as questions
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
        asking=AnswersForm.asking(questions.at_door(door.event))(formdata=None),
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
    door = access.telling_door(code, now)
    if not request.is_json:
        abort(415)
    sent = intake.read(request.get_json(silent=True), door.event)
    told = [_do(door, deed, now) for deed in sent]
    db.session.commit()
    return jsonify(acts=told, counts=roster.counts(door))


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
        services.require_open(door, deed)
        act = services.take(door.event, deed, door=door, now=now)
    except Refusal as refusal:
        return {"id": deed.key, "verdict": "refused", "words": str(refusal.message)}
    return roster.answer(act)
