"""The reminders and news that still wait for one who gives a place back.

They are withdrawn with the place, and wait again when it is taken again as if nothing had happened.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, case, update

from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.models import OPEN_STATES, Message, State
from eventsapp.registration.models import Registration

TEMPLATES = ("messages/week", "messages/day", "messages/hour", "messages/news")
# What is withdrawn has no worker. In its place stands that it was set aside, and as what.
_AS_WAITING, _AS_HELD = "aside", "aside:held"


def set_aside(registration: Registration) -> None:
    """Withdraw the reminders and news of the event that wait for this person."""
    topic, address = registration.event.topic, registration.email
    if address is not None:
        drop(topic, TEMPLATES, recipient=address)  # of an earlier time
        theirs = (*_of(topic, TEMPLATES), Message.recipient == address)
        marked = case((Message.state == State.HELD, _AS_HELD), else_=_AS_WAITING)
        standing = update(Message).where(*theirs, Message.state.in_(OPEN_STATES))
        db.session.execute(standing.values(worker=marked))
        outbox.withdraw(topic=topic, templates=TEMPLATES, recipient=address)


def bring_back(registration: Registration) -> None:
    """Let what was set aside wait again, unless the person has unsubscribed meanwhile."""
    topic, address = registration.event.topic, registration.email
    if address is not None and not outbox.is_unsubscribed(address, topic):
        theirs = (*_aside(topic, TEMPLATES), Message.recipient == address)
        former = case((Message.worker == _AS_HELD, State.HELD), else_=State.QUEUED)
        db.session.execute(update(Message).where(*theirs).values(state=former, worker=""))


def drop(topic: str, templates: Iterable[str], *, recipient: str | None = None) -> None:
    """Never bring these back: they are no longer true."""
    dropped = update(Message).where(*_aside(topic, templates)).values(worker="")
    if recipient is not None:
        dropped = dropped.where(Message.recipient == recipient)
    db.session.execute(dropped)


def _of(topic: str, templates: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    return Message.topic == topic, Message.template.in_(list(templates))


def _aside(topic: str, templates: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    is_aside = Message.worker.in_((_AS_WAITING, _AS_HELD))
    return *_of(topic, templates), Message.state == State.WITHDRAWN, is_aside
