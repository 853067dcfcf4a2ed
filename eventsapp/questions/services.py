"""What is done to the questions of an event: added, changed, moved, removed, copied."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.core import publication
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.events.models import PUBLIC_STATES, Event
from eventsapp.extensions import db
from eventsapp.questions import queries
from eventsapp.questions.models import (
    DECIDING,
    NO,
    WITH_OPTIONS,
    YES,
    Asked,
    Kind,
    Question,
    Wording,
)


class ChangedMeanwhile(Refusal):
    """Somebody else has saved the question since it was opened."""

    message = _l(
        "A colleague has changed this question meanwhile. Look at it again, then save yours."
    )


class OutOfOrder(Refusal):
    """A question that hangs on another one stands after it."""

    message = _l("A question stays below the one whose answer decides about it.")


class StillNeeded(Refusal):
    """Another question hangs on this one."""

    message = _l("Another question is asked only after an answer to this one. Change that first.")


@dataclass(frozen=True, kw_only=True)
class QuestionDetails:
    """Everything that is asked about a question. An option without a key is new."""

    kind: Kind
    labels: Texts
    hints: Texts = field(default_factory=Texts)
    options: Sequence[tuple[str, Texts]] = ()
    asked: Asked = Asked.FORM
    is_required: bool = False
    categories: Sequence[int] = ()  # numbers; none: all
    condition: tuple[int, str] | None = None  # an earlier question and the answer it takes
    retention_days: int | None = None


def add(event: Event, details: QuestionDetails) -> Question:
    """Ask something more, after the other questions."""
    standing = queries.of_event(event)
    question = Question(event=event, kind=details.kind, position=len(standing), wordings=[])
    _write(question, details, standing)
    db.session.add(question)
    _publish(event)
    return question


def change(question: Question, details: QuestionDetails, *, version: int) -> None:
    """Write the details over a question; its kind stays, and old answers keep their words.

    Raises ChangedMeanwhile, and StillNeeded where another question hangs on an option that went
    or is asked elsewhere.
    """
    if question.version != version:
        raise ChangedMeanwhile
    standing = queries.of_event(question.event)
    _write(question, details, [each for each in standing if each.position < question.position])
    for each in standing:
        if each.depends_on_id == question.id and not _still_decides(question, each):
            raise StillNeeded
    _publish(question.event)


def move(question: Question, step: int) -> None:
    """Let a question change places with the one before (-1) or after it (+1).

    Raises OutOfOrder where one of the two hangs on the other.
    """
    standing = list(queries.of_event(question.event))
    here = standing.index(question)
    there = here + step
    if not 0 <= there < len(standing):
        return
    other = standing[there]
    if question.depends_on_id == other.id or other.depends_on_id == question.id:
        raise OutOfOrder
    standing[here], standing[there] = other, question
    _number(standing)
    _publish(question.event)


def arrange(event: Event, order: Sequence[int]) -> None:
    """Ask the questions in this order of their numbers; one not named comes last.

    Raises OutOfOrder where one would stand before the question it hangs on.
    """
    places = {number: place for place, number in enumerate(order)}
    questions = sorted(queries.of_event(event), key=lambda each: places.get(each.id, len(places)))
    seen: set[int] = set()
    for question in questions:
        if question.depends_on_id is not None and question.depends_on_id not in seen:
            raise OutOfOrder
        seen.add(question.id)
    _number(questions)
    _publish(event)


def remove(question: Question, *, now: datetime) -> None:
    """Ask it no more; what was answered stays. Raises StillNeeded."""
    standing = queries.of_event(question.event)
    if any(each.depends_on_id == question.id for each in standing):
        raise StillNeeded
    question.removed_at = now
    _number([each for each in standing if each is not question])
    _publish(question.event)


def copy(source: Event, target: Event) -> None:
    """Ask at one event what is asked at another; its categories stand in the same order."""
    categories = dict(zip((each.id for each in source.categories), target.categories, strict=False))
    copies: dict[int, Question] = {}
    for question in queries.of_event(source):
        copies[question.id] = copied = _copy(question, target, categories)
        if question.depends_on_id:
            copied.depends_on_id = copies[question.depends_on_id].id
        db.session.add(copied)
        db.session.flush()  # gives it the id that later ones hang on
    _publish(target)


def answers_of(question: Question) -> Sequence[str]:
    """The answers on which another question can hang."""
    if question.kind is Kind.YES_NO:
        return (YES, NO)
    return question.wording.keys if question.kind in DECIDING else ()


def _write(question: Question, details: QuestionDetails, earlier: Sequence[Question]) -> None:
    question.hints, question.asked = details.hints, details.asked
    question.is_required = details.is_required
    question.retention_days = details.retention_days
    question.categories = [
        each for each in question.event.categories if each.id in details.categories
    ]
    number, value = details.condition or (0, "")
    question.depends_value = value
    decides = next((each for each in earlier if each.id == number), None)
    if decides is None or not _still_decides(decides, question):
        decides, question.depends_value = None, ""
    question.depends_on_id = decides.id if decides else None
    _word(question, details)


def _still_decides(earlier: Question, question: Question) -> bool:
    """Whether a question can hang on an earlier one: asked in one place, of an answer it has."""
    return earlier.asked is question.asked and question.depends_value in answers_of(earlier)


def _word(question: Question, details: QuestionDetails) -> None:
    """Give the question new words where they differ; the former ones stay for their answers."""
    given = details.options if question.kind in WITH_OPTIONS else ()
    options = [_option(key, labels) for key, labels in given]
    if question.wordings and question.wording.says(options, details.labels):
        return
    question.revision = 1 + (question.revision or 0)
    question.wordings.append(
        Wording(revision=question.revision, labels=details.labels, options=options)
    )


def _option(key: str, labels: Texts) -> dict[str, Any]:
    return {"key": key or secrets.token_hex(4), "labels": dict(labels)}


def _copy(question: Question, target: Event, categories: Mapping[int, Category]) -> Question:
    same: dict[str, Any] = {
        name: getattr(question, name)
        for name in (
            "position", "kind", "asked", "is_required", "depends_value", "retention_days",
        )
    }  # fmt: skip
    words = question.wording
    return Question(
        event=target,
        hints=Texts(question.hints),
        revision=1,
        wordings=[Wording(revision=1, labels=Texts(words.labels), options=list(words.options))],
        categories=[categories[each.id] for each in question.categories if each.id in categories],
        **same,
    )


def _number(questions: Sequence[Question]) -> None:
    for position, question in enumerate(questions):
        question.position = position


def _publish(event: Event) -> None:
    db.session.flush()
    if event.state in PUBLIC_STATES:
        publication.publish()
