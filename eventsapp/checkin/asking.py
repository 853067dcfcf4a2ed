"""Who is still to be asked something at the door: people who come for the first time."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from eventsapp.checkin import queries
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.questions import queries as questions
from eventsapp.questions.models import Question
from eventsapp.registration import filling
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.models import Registration


def of_person(person: Registration) -> Sequence[Question]:
    """What to ask somebody who comes; nothing of whoever has answered or been here before."""
    asked = questions.at_door(person.event)
    if not asked or queries.has_come(person):
        return ()
    return asked if _lacks(asked, person, filling.values_of(person)) else ()


def unanswered(event: Event, people: Iterable[Registration]) -> set[int]:
    """The ids of those who are to be asked, in as many queries however many people."""
    asked = questions.at_door(event)
    if not asked:
        return set()
    here = set(db.session.scalars(queries.attended(event)))
    told = _values(asked)
    return {
        each.id
        for each in people
        if each.id not in here and _lacks(asked, each, told.get(each.id, {}))
    }


def _lacks(asked: Sequence[Question], person: Registration, values: Mapping[int, str]) -> bool:
    wanted = questions.asked(asked, person.category_id, values)
    return any(each.id not in values for each in wanted)


def _values(asked: Sequence[Question]) -> dict[int, dict[int, str]]:
    """Stored answers by person and question."""
    found: dict[int, dict[int, str]] = {}
    stored = select(FormAnswer.registration_id, FormAnswer.question_id, FormAnswer.value).where(
        FormAnswer.question_id.in_([each.id for each in asked])
    )
    for person, question, value in db.session.execute(stored):
        found.setdefault(person, {})[question] = value
    return found
