"""Answers to the questions of the form: kept, read, given out as files, forgotten."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from flask import Response
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from eventsapp.core import files
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.questions import queries as questions
from eventsapp.questions import wording
from eventsapp.questions.asking import Given
from eventsapp.questions.models import Question, Wording
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.models import Registration
from eventsapp.web import attachments


def put_away(given: Iterable[Given]) -> tuple[Given, ...]:
    """The answers with their files stored, which is done before the database is written to."""
    return tuple(
        replace(each, file_key=files.store(each.upload.data, each.upload.suffix))
        if each.upload
        else each
        for each in given
    )


def discard(given: Iterable[Given]) -> None:
    """Forget the files of answers that came to nothing."""
    for each in given:
        if each.file_key:
            files.delete(each.file_key)


def note(
    registration: Registration, given: Iterable[Given], now: datetime, *, by: str = ""
) -> None:
    """Keep what a person answered, or somebody wrote down for them; an empty answer takes back.

    `by` names who wrote.
    """
    given = list(given)
    standing = answers_of([registration]) if registration.id and given else {}
    for each in given:
        former = standing.get(registration.id, {}).get(each.question_id)
        if not each.value and not each.file_key:
            _forget([former] if former else [])
        elif former is None or (former.value, former.file_key) != (each.value, each.file_key):
            _keep(former or FormAnswer(registration=registration), each, now, by)


def add(registration: Registration, given: Iterable[Given], *, by: str, at: datetime) -> None:
    """Keep what was written down for a person at a moment; what was told later stands."""
    standing = answers_of([registration]).get(registration.id, {})
    later = {key for key, answer in standing.items() if answer.given_at > at}
    note(registration, [each for each in given if each.question_id not in later], at, by=by)


def answers_of(registrations: Iterable[Registration]) -> dict[int, dict[int, FormAnswer]]:
    """The answers of these people by registration and question, in one query."""
    found: dict[int, dict[int, FormAnswer]] = {}
    ids = [each.id for each in registrations]
    for answer in db.session.scalars(_whole().where(FormAnswer.registration_id.in_(ids))):
        found.setdefault(answer.registration_id, {})[answer.question_id] = answer
    return found


def values_of(registration: Registration) -> dict[int, str]:
    """The answers of one person as they are stored, by question."""
    standing = answers_of([registration]).get(registration.id, {})
    return {key: each.value for key, each in standing.items()}


def told(registration: Registration) -> list[tuple[str, str]]:
    """Questions and answers of one person, as the reader of this page reads them."""
    original = registration.event.original_language
    standing = answers_of([registration]).get(registration.id, {})
    order = [each.id for each in questions.of_event(registration.event, with_removed=True)]
    answers = sorted(standing.values(), key=lambda each: order.index(each.question_id))
    return [(wording.was(each.wording, original), each.told(original)) for each in answers]


def as_file(registration: Registration, question_id: int) -> Response | None:
    """The file a person has sent, for the team and the person alone."""
    answer = answers_of([registration]).get(registration.id, {}).get(question_id)
    data = files.open(answer.file_key) if answer and answer.file_key else None
    if answer is None or data is None:
        return None
    suffix = (answer.file_key or "").rpartition(".")[2]
    name = f"registration-{registration.id}-{question_id}.{suffix}"
    return attachments.shown(data, name, answer.media_type)


def forget(registrations: Iterable[Registration]) -> None:
    """Erase what these people answered, files too."""
    for standing in answers_of(registrations).values():
        _forget(standing.values())


def erase_due(now: datetime) -> int:
    """Erase the answers to questions whose own time is over; return how many there were.

    Safe to repeat. Runs nightly. A postponed event keeps them: its new date is to come.
    """
    over = func.coalesce(Event.ends_at, Event.starts_at) < now
    found = db.session.execute(
        _whole()
        .join(Question, Question.id == FormAnswer.question_id)
        .join(Event, Event.id == Question.event_id)
        .add_columns(Question, Event)
        .where(Question.retention_days.is_not(None), over, Event.state != State.POSTPONED)
    ).all()
    due = [answer for answer, question, event in found if _is_over(question, event, now)]
    _forget(due)
    return len(due)


def _keep(answer: FormAnswer, given: Given, now: datetime, by: str) -> None:
    if answer.file_key:
        files.forget(answer.file_key)
    answer.question_id, answer.revision = given.question_id, given.revision
    answer.value, answer.file_key = given.value, given.file_key or None
    answer.media_type = given.upload.media_type if given.upload else ""
    answer.given_at, answer.given_by = now, by
    db.session.add(answer)


def _forget(answers: Iterable[FormAnswer]) -> None:
    for answer in answers:
        if answer.file_key:
            files.forget(answer.file_key)
        db.session.delete(answer)
    db.session.flush()


def _is_over(question: Question, event: Event, now: datetime) -> bool:
    return event.effective_end + timedelta(days=question.retention_days or 0) <= now


def _whole() -> Select[FormAnswer]:
    return select(FormAnswer).options(joinedload(FormAnswer.wording).joinedload(Wording.question))
