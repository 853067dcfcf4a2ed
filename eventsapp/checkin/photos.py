"""Portraits that people have sent, shown at the door to tell who comes; never kept on a device."""

from typing import Any

from flask import Response
from sqlalchemy import Select, select

from eventsapp.accreditation.kinds import Paper
from eventsapp.accreditation.models import Applicant, Application, Document
from eventsapp.core import files
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.questions.models import Kind, Question
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.models import Registration


def of_event(event: Event) -> set[int]:
    """The ids of the registrations with a portrait, in two queries."""
    press = _press(Applicant.registration_id).where(Applicant.event_id == event.id)
    asked = _asked(FormAnswer.registration_id).where(Question.event_id == event.id)
    return {*db.session.scalars(press), *db.session.scalars(asked)}


def show(person: Registration) -> Response | None:
    """The portrait of one person."""
    found = _find(person)
    data = files.open(found[0]) if found else None
    if found is None or data is None:
        return None
    return Response(data, mimetype=found[1])


def has(person: Registration) -> bool:
    """Whether there is a portrait of somebody."""
    return _find(person) is not None


def _find(person: Registration) -> tuple[str, str] | None:
    """Key and type of the portrait: of the accreditation, else of the registration form."""
    press = _press(Document.file_key, Document.media_type).where(
        Applicant.registration_id == person.id
    )
    asked = _asked(FormAnswer.file_key, FormAnswer.media_type).where(
        FormAnswer.registration_id == person.id
    )
    found = db.session.execute(press).first() or db.session.execute(asked).first()
    return (found[0], found[1]) if found else None


def _press(*columns: Any) -> Select[Any]:
    """Portraits of whoever sent the application; those of a crew come without one."""
    return (
        select(*columns)
        .select_from(Document)
        .join(Application, Application.id == Document.application_id)
        .join(Applicant, Applicant.application_id == Application.id)
        .where(
            Document.paper == Paper.PORTRAIT,
            Document.media_type.startswith("image/"),
            Applicant.position == 0,
            Applicant.registration_id.is_not(None),
        )
    )


def _asked(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(FormAnswer)
        .join(Question, Question.id == FormAnswer.question_id)
        .where(Question.kind == Kind.PHOTO, FormAnswer.file_key.is_not(None))
        .order_by(FormAnswer.id)
    )
