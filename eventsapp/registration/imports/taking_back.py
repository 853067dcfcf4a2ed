"""An import undone: whom it brought is taken back, but for those who have changed since."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import joinedload

from eventsapp.core.imports import BATCH, Progress
from eventsapp.events import queries as events
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.registration import filling, mails, services
from eventsapp.registration.entry import letters as entry_letters
from eventsapp.registration.imports.models import Imported, RegistrationImport
from eventsapp.registration.models import Registration
from eventsapp.registration.people import tags

_OWN = (
    "registration_tag",
    "registration_form_answer",
    "registration_imported",
    "registration_word",
)
_TOLD = (
    "name", "email", "phone", "organisation_name", "language", "wants_reminders", "status",
    "category_id", "generation",
)  # fmt: skip


def remember(standing: RegistrationImport, people: Sequence[Registration]) -> None:
    """Keep whom an import brought, and how they stand."""
    for person_id, digest in _digests(people).items():
        db.session.add(Imported(registration_id=person_id, import_id=standing.id, digest=digest))


def take_back(standing: RegistrationImport, now: datetime) -> int:
    """Take back the next of those whom an import brought; return how many were looked at.

    Whoever has heard of their registration gets a cancellation; of the others nothing is left.
    """
    events.claim(standing.event)
    mine = select(Imported).where(Imported.import_id == standing.id).limit(BATCH)
    then = {each.registration_id: each.digest for each in db.session.scalars(mine)}
    db.session.execute(delete(Imported).where(Imported.registration_id.in_(then)))
    people, used = _people(then), _used(then)
    now_so = _digests(people)
    for person in people:
        if person.id in used or now_so[person.id] != then[person.id]:
            standing.kept += 1
        else:
            _take_back_one(standing, person, now)
    if len(then) < BATCH:
        standing.progress = Progress.UNDONE
    db.session.flush()
    return len(then)


def _take_back_one(standing: RegistrationImport, person: Registration, now: datetime) -> None:
    if standing.sends_letters and not _withdraw(person):
        services.cancel(person, by_organiser=True, now=now)
        return
    mails.forget_entry(person)
    filling.forget([person])
    db.session.delete(person)


def _withdraw(person: Registration) -> bool:
    """Whether the first letter could be held back."""
    waits = outbox.withdraw(
        topic=person.event.topic, templates=entry_letters.GREETINGS, recipient=person.email
    )
    return waits > 0


def _people(ids: Collection[int]) -> Sequence[Registration]:
    wanted = select(Registration).where(Registration.id.in_(ids)).order_by(Registration.id)
    anew = {"populate_existing": True}
    whole = wanted.options(joinedload(Registration.invitation))
    return db.session.scalars(whole, execution_options=anew).all()


def _digests(people: Sequence[Registration]) -> Mapping[int, str]:
    """What stands for everything that a person, or the team about them, can change."""
    answers, named = filling.answers_of(people), tags.of(people)
    return {
        each.id: _digest(
            [str(getattr(each, name)) for name in _TOLD],
            [str(each.invitation.answered_at if each.invitation else None)],
            sorted((key, one.value) for key, one in answers.get(each.id, {}).items()),
            named.get(each.id, ()),
        )
        for each in people
    }


def _digest(*told: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps([list(each) for each in told]).encode()).hexdigest()


def _used(ids: Collection[int]) -> set[int]:
    """Those whom another record names by now: a door, a decision, a note, a companion."""
    return set(
        db.session.scalars(select(Registration.id).where(Registration.id.in_(ids), _is_used()))
    )


def _is_used() -> ColumnElement[bool]:
    return or_(*(exists().where(column == Registration.id) for column in _users()))


def _users() -> list[Column[int]]:
    return [
        foreign.parent
        for table in db.metadata.sorted_tables
        for foreign in table.foreign_keys
        if table.name not in _OWN and foreign.column.table is Registration.__table__
    ]
