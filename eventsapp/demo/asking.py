"""The form of the conference asks something more, and those who come have answered."""

from itertools import cycle

from sqlalchemy import select

from eventsapp.core.texts import ENDONYMS
from eventsapp.demo.content import press
from eventsapp.demo.content import questions as words
from eventsapp.demo.staging import Stage
from eventsapp.extensions import db
from eventsapp.questions import services as questions
from eventsapp.questions.asking import Given
from eventsapp.questions.models import NO, YES, Kind, Question
from eventsapp.questions.services import QuestionDetails
from eventsapp.registration import filling
from eventsapp.registration.models import Registration
from eventsapp.registration.people import tags

TAGGED = 3  # people, as guests of honour


def ask(stage: Stage) -> None:
    """Ask three questions, the third after a yes to the second, and answer them."""
    event = stage.events[press.CONFERENCE]
    options = [("", text) for text in words.ROLES]
    role = questions.add(event, QuestionDetails(kind=Kind.ONE, labels=words.ROLE, options=options))
    wish = questions.add(event, QuestionDetails(kind=Kind.YES_NO, labels=words.HEADPHONES))
    into = QuestionDetails(kind=Kind.LINE, labels=words.INTO, condition=(wish.id, YES))
    language = questions.add(event, into)
    people = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.party_id.is_(None))
        .order_by(Registration.id)
    ).all()
    for person, key, told in zip(people, cycle(role.wording.keys), cycle((NO, NO, YES))):
        spoken = ENDONYMS[person.language] if told == YES else ""
        given = [_given(role, key), _given(wish, told), _given(language, spoken)]
        filling.note(person, given, person.registered_at)
    tags.put(people[:TAGGED], "VIP")


def _given(question: Question, value: str) -> Given:
    return Given(question.id, question.revision, value)
