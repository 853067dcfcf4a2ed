"""Reads of questions: those of an event, those that the public is asked, which of them apply."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from eventsapp.core.database import begin_reading
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.questions.models import FILES, Asked, Question
from eventsapp.web import memory


def of_event(event: Event, *, with_removed: bool = False) -> Sequence[Question]:
    """The questions of an event in order."""
    wanted = _whole(event.id)
    if not with_removed:
        wanted = wanted.where(Question.removed_at.is_(None))
    return db.session.scalars(wanted).all()


def on_form(event: Event) -> Sequence[Question]:
    """Those that the public is asked, as they were last published, from memory.

    They are read once for every publication and belong to no session.
    """
    return memory.until_published(("questions", event.id), partial(_read_apart, event.id))


def at_door(event: Event, *, with_removed: bool = False) -> list[Question]:
    """Those that are asked when somebody comes. A list kept on a telephone holds no files."""
    asked = of_event(event, with_removed=with_removed)
    return [each for each in asked if each.asked is Asked.DOOR and each.kind not in FILES]


def find(event: Event, question_id: int) -> Question | None:
    """A question by its number, if it is asked at this event."""
    return db.session.scalar(
        _whole(event.id).where(Question.id == question_id, Question.removed_at.is_(None))
    )


def asked(
    questions: Iterable[Question], category_id: int | None, values: Mapping[int, str]
) -> Iterator[Question]:
    """Those of the questions, in their order, that these answers leave to be asked.

    A question that hangs on one that is not asked is not asked either.
    """
    told: dict[int, str] = {}
    for question in questions:
        earlier = question.depends_on_id
        holds = earlier is None or question.depends_value in told.get(earlier, "").split()
        if holds and question.is_for(category_id):
            told[question.id] = values.get(question.id, "")
            yield question


def _read_apart(event_id: int) -> tuple[Question, ...]:
    with Session(db.engine) as session:  # of its own, so that no other change can slip in
        begin_reading(session)
        wanted = _whole(event_id).where(Question.removed_at.is_(None), Question.asked == Asked.FORM)
        return tuple(session.scalars(wanted.options(joinedload(Question.event))))


def _whole(event_id: int) -> Select[Question]:
    return (
        select(Question)
        .where(Question.event_id == event_id)
        .order_by(Question.position, Question.id)
        .options(selectinload(Question.wordings), selectinload(Question.categories))
    )
