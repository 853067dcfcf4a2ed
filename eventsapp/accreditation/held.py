"""Answers that are decided and wait for their hour: whom they are about, and what they say then."""

from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, exists, literal, select

from eventsapp.accreditation import letters, queries
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.models import OPEN_STATES, Message
from eventsapp.registration.models import Registration


def is_untold() -> ColumnElement[bool]:
    """Whether a registration is of somebody accepted who has not been told so yet."""
    return exists().where(
        Applicant.registration_id == Registration.id,
        Decision.applicant_id == Applicant.id,
        Decision.status == Status.ACCEPTED,
        _waits(),
    )


def follow(event: Event, now: datetime) -> None:
    """Let the answers that wait say how the event stands now; about a cancelled one none goes out."""
    intake = queries.find_intake(event)
    waiting = select(Decision).join(Decision.applicant).where(Applicant.event_id == event.id)
    held = db.session.scalars(waiting.join(Message, _waits()).order_by(Decision.id)).all()
    if event.state is State.CANCELLED:
        outbox.withdraw(topic=event.topic, keys=[letters.answer_key(each) for each in held])
    elif intake is not None:
        for each in held:
            letters.rewrite_answer(each.applicant, intake, now)


def _waits() -> ColumnElement[bool]:
    key = literal(letters.ANSWER_KEY) + cast(Decision.id, String)
    return (Message.key == key) & Message.state.in_(OPEN_STATES)
