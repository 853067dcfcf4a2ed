"""The line of questions: an outlet waits once, those who have not asked yet come first.

The moderator may change the order. Everything happens under the event's row.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import queries
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.microphone.models import Stage, Turn
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.core.database import lock
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db

PUT = (Stage.ASKED, Stage.ANSWERED)
_WITH_PEOPLE = (
    joinedload(Turn.applicant).joinedload(Applicant.application).joinedload(Application.outlet)
)


class NoQuestions(Refusal):
    """The moderator takes none, or the person is not accredited."""

    message = _l("No questions are taken now.")


class OutletWaits(Refusal):
    """The outlet has a question in the line."""

    message = _l(
        "Your outlet has a question in the line already. When it has been put, you can add the next."
    )


class NoLongerWaiting(Refusal):
    """The question was put or taken back by now."""

    message = _l("This question is no longer in the line.")


def open_line(event: Event, *, is_open: bool) -> None:
    """Begin or end taking questions. Those who wait stay in the line."""
    intake = queries.find_intake(event)
    if intake is None:
        raise NoQuestions
    intake.takes_questions = is_open
    db.session.flush()


def put(applicant: Applicant, topic: str, *, language: str, now: datetime) -> Turn:
    """Wait for the microphone. Raises NoQuestions and OutletWaits."""
    event = events.claim(applicant.event)
    intake = queries.find_intake(event)
    if intake is None or not intake.takes_questions or applicant.status is not Status.ACCEPTED:
        raise NoQuestions
    house = _house(applicant)
    standing = _of_house(event, house)
    _require_turn(standing)
    turn = Turn(
        event_id=event.id,
        applicant=applicant,
        house=house,
        language=language,
        topic=topic[:300],
        attendance=applicant.application.attendance,
        earlier=sum(each.state in PUT for each in standing),
        position=_last(event) + 1,
        created_at=now,
    )
    db.session.add(turn)
    db.session.flush()
    return turn


def give_floor(turn: Turn, *, now: datetime) -> None:
    """Let somebody speak; who spoke before has been answered. Raises NoLongerWaiting."""
    for each in in_state(_claimed(turn), Stage.ASKED):
        each.state = Stage.ANSWERED
    turn.state, turn.asked_at = Stage.ASKED, now
    db.session.flush()


def settle(turn: Turn, stage: Stage) -> None:
    """Note that a question was answered, is answered in writing, or was taken back."""
    lock(db.session(), turn)
    if turn.state in (Stage.WAITING, Stage.ASKED):
        turn.state = stage
        db.session.flush()


def move(turn: Turn, *, up: bool) -> None:
    """Change places with the neighbour in the line. Raises NoLongerWaiting."""
    line = waiting(_claimed(turn))
    here = line.index(turn)
    there = here - 1 if up else here + 1
    if 0 <= there < len(line):
        other = line[there]
        turn.earlier, other.earlier = other.earlier, turn.earlier
        turn.position, other.position = other.position, turn.position
        db.session.flush()


def waiting(event_id: int) -> list[Turn]:
    """The line: outlets that have asked less often first, then as they came; none who stays away."""
    turns = filter(_comes, in_state(event_id, Stage.WAITING))
    return sorted(turns, key=lambda turn: (turn.earlier, turn.position))


def in_state(event_id: int, *stages: Stage) -> Sequence[Turn]:
    """The questions of an event in these states, in the order in which they came."""
    return db.session.scalars(
        select(Turn)
        .where(Turn.event_id == event_id, Turn.state.in_(stages))
        .options(_WITH_PEOPLE)
        .order_by(Turn.position, Turn.id)
    ).all()


def of_applicant(applicant: Applicant) -> Sequence[Turn]:
    """What somebody has asked or wants to ask, the last first."""
    return db.session.scalars(
        select(Turn)
        .where(Turn.applicant_id == applicant.id, Turn.state != Stage.WITHDRAWN)
        .order_by(Turn.id.desc())
    ).all()


def find(event: Event, turn_id: int) -> Turn | None:
    """A question by its number, if it is of this event."""
    return db.session.scalar(select(Turn).where(Turn.id == turn_id, Turn.event_id == event.id))


def _claimed(turn: Turn) -> int:
    """The event, claimed, while the question waits in its line."""
    events.claim(turn.applicant.event)
    db.session.refresh(turn)
    if turn.state is not Stage.WAITING or not _comes(turn):
        raise NoLongerWaiting
    return turn.event_id


def _require_turn(standing: Sequence[Turn]) -> None:
    """Refuse an outlet of which somebody waits; who does not come any more keeps nobody from it."""
    waits = [each for each in standing if each.state is Stage.WAITING]
    if any(map(_comes, waits)):
        raise OutletWaits
    for each in waits:
        each.state = Stage.WITHDRAWN
    db.session.flush()


def _comes(turn: Turn) -> bool:
    return turn.applicant.status is Status.ACCEPTED


def _house(applicant: Applicant) -> str:
    outlet_id = applicant.application.outlet_id
    return f"outlet:{outlet_id}" if outlet_id else f"person:{applicant.id}"


def _of_house(event: Event, house: str) -> Sequence[Turn]:
    return db.session.scalars(
        select(Turn).where(Turn.event_id == event.id, Turn.house == house)
    ).all()


def _last(event: Event) -> int:
    return db.session.scalar(select(func.max(Turn.position)).where(Turn.event_id == event.id)) or 0
