"""What people say to the one question after an event: how was it, from 1 to 5."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.events.models import Event
from eventsapp.extensions import Model, db
from eventsapp.registration.models import Registration

POINTS = range(1, 6)


class Rating(Model):
    """One registered person's answer; a later one takes its place."""

    __table_args__ = (CheckConstraint("points BETWEEN 1 AND 5", name="points"),)

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    points: Mapped[int]
    given_at: Mapped[datetime]


@dataclass(frozen=True)
class Result:
    """How often each answer was given."""

    counts: Mapping[int, int]

    @property
    def number(self) -> int:
        """How many people have answered."""
        return sum(self.counts.values())

    @property
    def average(self) -> float:
        """Their mean, to one decimal; ask only where somebody has answered."""
        return round(sum(points * each for points, each in self.counts.items()) / self.number, 1)


def find(registration: Registration) -> Rating | None:
    """A person's answer."""
    return db.session.get(Rating, registration.id)


def rate(registration: Registration, points: int, *, now: datetime) -> None:
    """Note a person's answer in place of an earlier one."""
    db.session.merge(
        Rating(
            registration_id=registration.id,
            event_id=registration.event_id,
            points=points,
            given_at=now,
        )
    )


def result(event: Event) -> Result:
    """What an event's people have answered."""
    counted = (
        select(Rating.points, func.count())
        .where(Rating.event_id == event.id)
        .group_by(Rating.points)
    )
    found = {points: number for points, number in db.session.execute(counted)}  # noqa: C416 -- rows are not pairs to mypy
    return Result({points: found.get(points, 0) for points in POINTS})
