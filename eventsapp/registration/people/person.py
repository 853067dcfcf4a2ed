"""One registered person as the team sees them: what happened, what was written, what was noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.imports.models import Imported
from eventsapp.registration.models import Registration
from eventsapp.registration.people.models import Note, Tag
from eventsapp.registration.wording import ANSWERS


@dataclass(frozen=True)
class Happening:
    """One line of a person's history; `detail` is in somebody's own words."""

    at: datetime
    words: str
    detail: str = ""


def history(person: Registration) -> list[Happening]:
    """What happened to a registration, the last first."""
    found = [Happening(person.registered_at, _("Registered")), *_noted(person), *_replied(person)]
    found += _answered(person)
    if person.cancelled_at:
        by = _("Cancelled by the team") if person.cancelled_by_organiser else _("Cancelled")
        found.append(Happening(person.cancelled_at, by))
    if person.erased_at:
        found.append(Happening(person.erased_at, _("Personal data erased")))
    return sorted(found, key=lambda each: each.at, reverse=True)


def letters(person: Registration) -> Sequence[Message]:
    """What was written to a person about the event, the last first."""
    if person.email is None:
        return ()
    about = (Message.topic == person.event.topic, Message.recipient == person.email)
    return db.session.scalars(select(Message).where(*about).order_by(Message.id.desc())).all()


def note(person: Registration, text: str, *, by: int | None, now: datetime) -> None:
    """Keep a note about a person; the team reads it, the person with their data too."""
    db.session.add(Note(registration_id=person.id, made_by_id=by, made_at=now, text=text))


def notes(person: Registration) -> Sequence[Note]:
    """The notes about a person, the first first."""
    return db.session.scalars(
        select(Note)
        .where(Note.registration_id == person.id)
        .order_by(Note.id)
        .options(joinedload(Note.made_by))
    ).all()


def forget(people: Iterable[Registration]) -> None:
    """Erase what the team has kept about these people."""
    ids = [each.id for each in people]
    for kept in (Note, Tag, Imported):
        db.session.execute(delete(kept).where(kept.registration_id.in_(ids)))


def _noted(person: Registration) -> list[Happening]:
    return [
        Happening(
            each.made_at,
            _("Note by %(name)s", name=each.made_by.name) if each.made_by else _("Note"),
            each.text,
        )
        for each in notes(person)
    ]


def _answered(person: Registration) -> list[Happening]:
    """When the door or the team wrote answers down."""
    others = select(FormAnswer.given_at, FormAnswer.given_by).where(
        FormAnswer.registration_id == person.id, FormAnswer.given_by != ""
    )
    return [
        Happening(at, _("Answers noted: %(name)s", name=by))
        for at, by in db.session.execute(others.distinct())
    ]


def _replied(person: Registration) -> list[Happening]:
    replies = person.invitation.replies if person.invitation and not person.is_companion else ()
    return [
        Happening(
            each.received_at, _("Answer: %(answer)s", answer=ANSWERS[each.said]), each.comment
        )
        for each in replies
    ]
