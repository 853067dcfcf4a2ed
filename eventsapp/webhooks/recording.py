"""Writes down what endpoints are to be told: after each flush, in the same transaction."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, event, insert, inspect, select
from sqlalchemy.orm import Session

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.models import Applicant
from eventsapp.checkin.models import Attendance
from eventsapp.core.clock import utcnow
from eventsapp.events.models import PUBLIC_STATES, Event, State
from eventsapp.registration.models import Registration
from eventsapp.web import memory
from eventsapp.webhooks import models, writing
from eventsapp.webhooks.models import Delivery, Endpoint, Kind

News = tuple[Kind, int, dict[str, Any]]  # what, about which event, and its data

ENTERED_STATE = {
    State.PUBLISHED: Kind.EVENT_PUBLISHED,
    State.POSTPONED: Kind.EVENT_POSTPONED,
    State.CANCELLED: Kind.EVENT_CANCELLED,
    State.WITHDRAWN: Kind.EVENT_WITHDRAWN,
}


@event.listens_for(Session, "after_flush")
def record(session: Session, _context: Any) -> None:
    """Add a delivery for each endpoint that wants to know of what this flush wrote."""
    found = [news for one in session.new for news in _of(one, is_new=True)]
    found += [news for one in session.dirty for news in _of(one, is_new=False)]
    if not found:
        return
    now, connection = utcnow(), session.connection()
    if not memory.until_published(("webhooks",), partial(_has_any, connection)):
        return
    listening = connection.execute(
        select(Event.id, Endpoint.id, Endpoint.kinds)
        .join(Endpoint, Endpoint.organisation_id == Event.organisation_id)
        .where(
            Event.id.in_({event_id for _kind, event_id, _data in found}),
            Endpoint.standing == models.Standing.ACTIVE,
        )
        .order_by(Endpoint.id)
    ).all()
    deliveries = [
        writing.words(endpoint_id, kind, data, now=now)
        for kind, event_id, data in found
        for number, endpoint_id, kinds in listening
        if number == event_id and kind in kinds
    ]
    if deliveries:
        connection.execute(insert(Delivery), deliveries)


def _has_any(connection: Connection) -> bool:
    """Most installations have no endpoint: their registrations need not ask for it each time."""
    return connection.execute(select(Endpoint.id).limit(1)).first() is not None


def _of(one: Any, *, is_new: bool) -> Iterator[News]:
    teller = TELLERS.get(type(one))
    if teller:
        yield from teller(one, is_new=is_new)


def _event(one: Event, *, is_new: bool) -> Iterator[News]:
    data = {"id": one.id, "state": str(one.state)}
    if _has_changed(one, "state") and one.state in ENTERED_STATE:
        yield ENTERED_STATE[one.state], one.id, data
    elif not is_new and one.state in PUBLIC_STATES and _has_changed(one, "updated_at"):
        yield Kind.EVENT_CHANGED, one.id, data


def _registration(one: Registration, *, is_new: bool) -> Iterator[News]:
    data = {"id": one.id, "event_id": one.event_id, "status": str(one.status)}
    if is_new:
        yield Kind.REGISTRATION_ADDED, one.event_id, data
    elif _has_changed(one, "status") or _has_changed(one, "category_id"):
        yield Kind.REGISTRATION_CHANGED, one.event_id, data


def _applicant(one: Applicant, **_way: bool) -> Iterator[News]:
    if one.status != Standing.DRAFT and _has_changed(one, "status"):
        data = {"id": one.id, "event_id": one.event_id, "status": str(one.status)}
        yield Kind.ACCREDITATION_CHANGED, one.event_id, data


def _stay(one: Attendance, *, is_new: bool) -> Iterator[News]:
    data = {"id": one.id, "event_id": one.event_id, "registration_id": one.registration_id}
    if is_new:
        yield Kind.CHECKIN_ENTERED, one.event_id, data
    elif one.left_at and _has_changed(one, "left_at"):
        yield Kind.CHECKIN_LEFT, one.event_id, data
    elif one.undone_at and _has_changed(one, "undone_at"):
        yield Kind.CHECKIN_UNDONE, one.event_id, data


TELLERS: dict[type, Any] = {
    Event: _event,
    Registration: _registration,
    Applicant: _applicant,
    Attendance: _stay,
}


def _has_changed(one: Any, column: str) -> bool:
    history = inspect(one).attrs[column].history
    return bool(history.added) and list(history.added) != list(history.deleted or ())
