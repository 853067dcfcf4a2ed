"""Finding registered people by the beginnings of words, in any script, however many there are.

The words are written by the worker, so that nobody who registers waits for them; until then
those few people are gone through one by one.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, union_all, update

from eventsapp.contacts.keys import LONGEST, begins
from eventsapp.core import search
from eventsapp.core.database import begin_reading
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from eventsapp.registration.word_models import Word

BATCH = 500
BROAD = 2000  # words: so many are met soon by going through the people in their order
_LACKS = Registration.has_words.is_(False)


def matches(organisation_id: int, query: str) -> list[ColumnElement[bool]]:
    """Conditions for those of an organisation's people that a query finds: one for each word."""
    return [_found(organisation_id, term) for term in search.terms(query)]


def write_words(_now: datetime) -> int:
    """Job: write the words of those who are new or have changed; return how many people.

    Commits after each part.
    """
    begin_reading(db.session())  # the usual answer is no, and then no writer has waited
    is_any = db.session.scalar(select(exists().where(_LACKS)))
    db.session.rollback()
    done = 0
    while is_any and (batch := _write_next()):
        db.session.commit()
        done += batch
    return done


def _write_next() -> int:
    lacking = (
        select(Registration.id, Registration.search_key, Event.organisation_id)
        .join(Registration.event)
        .where(_LACKS)
        .order_by(Registration.id)
        .limit(BATCH)
        .with_for_update(of=Registration, skip_locked=True)
    )
    people = db.session.execute(lacking).all()
    numbers = [number for number, _key, _house in people]
    words = [
        {"organisation_id": house, "text": text, "registration_id": number}
        for number, key, house in people
        for text in {word[:LONGEST] for word in key.split()}
    ]
    forget(numbers)
    if words:
        db.session.execute(insert(Word), words)
    written = update(Registration).where(Registration.id.in_(numbers))
    db.session.execute(written.values(has_words=True), execution_options=_QUIETLY)
    return len(people)


_QUIETLY = {"synchronize_session": False}


def forget(numbers: list[int]) -> None:
    """Delete the words of these people."""
    db.session.execute(
        delete(Word).where(Word.registration_id.in_(numbers)), execution_options=_QUIETLY
    )


def _found(organisation_id: int, term: str) -> ColumnElement[bool]:
    text = term[:LONGEST]
    has_it = search.begins_word(Registration.search_key, text)
    written = select(Word.registration_id).where(
        Word.organisation_id == organisation_id, begins(Word.text, text)
    )
    some = select(func.count()).select_from(written.limit(BROAD).subquery())
    if db.session.scalar(some) == BROAD:
        return has_it
    return Registration.id.in_(union_all(written, select(Registration.id).where(_LACKS, has_it)))
