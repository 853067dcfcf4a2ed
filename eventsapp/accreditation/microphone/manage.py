"""The moderator's page of the questions at a press conference, for a telephone in the hand."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventsapp.accreditation import queries, wording
from eventsapp.accreditation.microphone import services
from eventsapp.accreditation.microphone.models import Stage, Turn
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.extensions import db
from eventsapp.web import guard

bp = Blueprint("manage_turns", __name__, url_prefix="/desk/e/<int:event_id>/press/microphone")
guard.protect(bp, admits_guests=True)

ACTS: dict[str, Callable[[Turn], None]] = {
    "floor": lambda turn: services.give_floor(turn, now=utcnow()),
    "answered": lambda turn: services.settle(turn, Stage.ANSWERED),
    "written": lambda turn: services.settle(turn, Stage.WRITTEN),
    "withdrawn": lambda turn: services.settle(turn, Stage.WITHDRAWN),
    "up": lambda turn: services.move(turn, up=True),
    "down": lambda turn: services.move(turn, up=False),
}


@bp.get("")
def index(event_id: int) -> str:
    """Who has the floor, who waits, what was answered and what will be in writing."""
    event = own_event(event_id)
    intake = queries.find_intake(event) or abort(404)
    return render_template(
        "accreditation/manage/microphone.html",
        event=event,
        tab="press",
        intake=intake,
        speaking=services.in_state(event.id, Stage.ASKED),
        line=services.waiting(event.id),
        done=services.in_state(event.id, Stage.ANSWERED, Stage.WRITTEN),
        wording=wording,
    )


@bp.post("/<any(open,closed):state>")
@guard.require(guard.Role.PRESS)
def take(event_id: int, state: str) -> ResponseReturnValue:
    """Begin or end taking questions."""
    services.open_line(own_event(event_id), is_open=state == "open")
    db.session.commit()
    return redirect(url_for(".index", event_id=event_id))


@bp.post(f"/<int:turn_id>/<any({','.join(ACTS)}):act>")
@guard.require(guard.Role.PRESS)
def change(event_id: int, turn_id: int, act: str) -> ResponseReturnValue:
    """What the moderator does with one question."""
    turn = services.find(own_event(event_id), turn_id) or abort(404)
    ACTS[act](turn)
    db.session.commit()
    return redirect(url_for(".index", event_id=event_id))
