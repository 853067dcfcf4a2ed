"""The queue of the press over all coming events, with the decisions of the queue of one."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from eventsapp.accreditation import board, deciding_pages, desk_queries, wording
from eventsapp.accreditation.scope import Scope
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.web import guard
from eventsapp.web.numbers import record_number

bp = Blueprint("press_queue", __name__, url_prefix="/desk/press/queue")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """Everybody who waits for an answer, whatever the event; the filter leaves one."""
    scope, now = _scope(), utcnow()
    return render_template(
        "accreditation/manage/index.html",
        scope=scope,
        board=board.make(scope, now),
        events=desk_queries.events_of(Scope.over_all(_organisation_id(), None, now).where),
        wording=wording,
    )


@bp.post("/decide")
@guard.require(guard.Role.PRESS)
def decide() -> ResponseReturnValue:
    """Decide about the ticked people, of one event or of several."""
    return deciding_pages.decide(_scope())


@bp.post("/undo")
@guard.require(guard.Role.PRESS)
def undo() -> ResponseReturnValue:
    """Take decisions back whose answers have not left yet."""
    return deciding_pages.undo(_scope())


def _scope() -> Scope:
    number = request.args.get("event_id", type=record_number)
    return Scope.over_all(_organisation_id(), own_event(number) if number else None, utcnow())


def _organisation_id() -> int:
    return guard.actor().organisation_id
