"""Reads of the pool: its places, who holds them, who would like to, who still owes material."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Attendance, Function, Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.pool.models import Pool, PoolPlace, PoolSlot
from eventsapp.accreditation.queries import FULL
from eventsapp.events.models import Event, State
from eventsapp.extensions import db

HELD = PoolPlace.number.is_not(None) & (Applicant.status == Status.ACCEPTED)


@dataclass(frozen=True)
class Medium:
    """The places of one medium: who holds them, and who could get those that are free."""

    slot: PoolSlot
    holders: Sequence[PoolPlace]
    candidates: Sequence[Applicant]  # those who asked for it first

    @property
    def is_full(self) -> bool:
        """Whether all places are given."""
        return len(self.holders) >= self.slot.places


def find(event: Event) -> Pool | None:
    """The pool of an event with its slots, if it has one."""
    return db.session.scalar(
        select(Pool)
        .join(Pool.intake)
        .where(Intake.event_id == event.id)
        .options(selectinload(Pool.slots), contains_eager(Pool.intake))
    )


def media(pool: Pool) -> list[Medium]:
    """Each medium of the pool with its holders and candidates."""
    held = holders(pool)
    waiting = db.session.scalars(
        candidates(pool.intake.event_id, [slot.medium for slot in pool.slots])
    ).all()
    return [
        Medium(
            slot,
            [place for place in held if place.slot_id == slot.id],
            [person for person in waiting if person.function is slot.medium],
        )
        for slot in pool.slots
    ]


def holders(pool: Pool) -> Sequence[PoolPlace]:
    """Who holds a place, by medium and number of the card."""
    return db.session.scalars(
        _places()
        .where(PoolSlot.pool_id == pool.id, HELD)
        .order_by(PoolPlace.slot_id, PoolPlace.number)
    ).all()


def taken(pool: Pool) -> Counter[Function]:
    """How many places of each medium are held."""
    found = db.session.execute(
        select(PoolSlot.medium, func.count())
        .join(PoolPlace, PoolPlace.slot_id == PoolSlot.id)
        .join(PoolPlace.applicant)
        .where(PoolSlot.pool_id == pool.id, HELD)
        .group_by(PoolSlot.medium)
    )
    return Counter({medium: number for medium, number in found})  # noqa: C416 -- rows are not pairs to mypy


def candidates(event_id: int, media: Iterable[Function]) -> Select[Applicant]:
    """Accepted people of these media without a place: who asked for one first, who gave it back last."""
    returned = PoolPlace.given_back_at.is_not(None)
    return (
        select(Applicant)
        .join(Applicant.application)
        .outerjoin(PoolPlace, PoolPlace.applicant_id == Applicant.id)
        .where(
            Applicant.event_id == event_id,
            Applicant.status == Status.ACCEPTED,
            Applicant.function.in_(list(media)),
            Application.attendance == Attendance.ROOM,
            PoolPlace.number.is_(None),
        )
        .options(*FULL)
        .order_by(returned, Application.wants_pool.desc(), Application.submitted_at, Applicant.id)
    )


def next_for(slot: PoolSlot) -> Applicant | None:
    """Who asked for a place of this slot before all others who have none and gave none back."""
    waiting = candidates(slot.pool.intake.event_id, [slot.medium])
    return db.session.scalar(waiting.where(Application.wants_pool, PoolPlace.id.is_(None)).limit(1))


def place_of(applicant: Applicant) -> PoolPlace | None:
    """The place somebody holds."""
    return db.session.scalar(_places().where(PoolPlace.applicant_id == applicant.id, HELD))


def find_place(event: Event, place_id: int) -> PoolPlace | None:
    """A place of this event that is held."""
    return db.session.scalar(
        _places().where(PoolPlace.id == place_id, Applicant.event_id == event.id, HELD)
    )


def record_of(applicant: Applicant) -> PoolPlace | None:
    """The place somebody has or had."""
    return db.session.scalar(_places().where(PoolPlace.applicant_id == applicant.id))


def left(slot: PoolSlot) -> Sequence[PoolPlace]:
    """The places of a slot whose holders no longer come."""
    return db.session.scalars(
        _places().where(PoolPlace.slot_id == slot.id, Applicant.status != Status.ACCEPTED)
    ).all()


def left_before(moment: datetime) -> Sequence[PoolPlace]:
    """The places whose holders have no longer come since before a moment, at events to come."""
    return db.session.scalars(
        _places()
        .join(Applicant.event)
        .where(
            PoolPlace.number.is_not(None),
            Applicant.status != Status.ACCEPTED,
            Applicant.status_at <= moment,
            Event.starts_at > moment,
        )
    ).all()


def numbers(slot: PoolSlot) -> set[int]:
    """The numbers of the cards that are given."""
    given = select(PoolPlace.number).where(
        PoolPlace.slot_id == slot.id, PoolPlace.number.is_not(None)
    )
    return {number for number in db.session.scalars(given) if number}


def owing(ended_before: datetime) -> Sequence[PoolPlace]:
    """Places whose holders have not shared after the event, and were not reminded."""
    end = func.coalesce(Event.ends_at, Event.starts_at)
    return db.session.scalars(
        _places()
        .join(PoolSlot.pool)
        .join(Applicant.event)
        .where(
            HELD,
            Pool.must_share,
            PoolPlace.shared_at.is_(None),
            PoolPlace.reminded_at.is_(None),
            Event.state == State.PUBLISHED,
            end <= ended_before,
        )
    ).all()


def shared(event: Event) -> Sequence[PoolPlace]:
    """The places whose material is there for every accepted journalist."""
    return db.session.scalars(
        _places()
        .where(Applicant.event_id == event.id, HELD, PoolPlace.shared_at.is_not(None))
        .order_by(PoolPlace.slot_id, PoolPlace.number)
    ).all()


def _places() -> Select[PoolPlace]:
    person = contains_eager(PoolPlace.applicant)
    return (
        select(PoolPlace)
        .join(PoolPlace.slot)
        .join(PoolPlace.applicant)
        .options(
            contains_eager(PoolPlace.slot),
            person.joinedload(Applicant.application).joinedload(Application.outlet),
            person.joinedload(Applicant.event),
        )
    )
