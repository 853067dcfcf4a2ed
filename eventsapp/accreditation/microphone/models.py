"""Questions at a press conference: who waits for the microphone, who has it, who had it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accreditation.kinds import Attendance
from eventsapp.accreditation.models import Applicant
from eventsapp.extensions import Model

_WAITING_SQL = "state = 'waiting'"


class Stage(StrEnum):
    """Where a question stands."""

    WAITING = "waiting"
    ASKED = "asked"  # has the floor
    ANSWERED = "answered"
    WRITTEN = "written"  # the answer comes in writing
    WITHDRAWN = "withdrawn"


class Turn(Model):
    """One question that a journalist wants to put; of one outlet only one waits at a time."""

    __tablename__ = "press_turn"
    __table_args__ = (
        Index("ix_press_turn_event_state", "event_id", "state"),
        Index(
            "uq_press_turn_waiting",
            "event_id",
            "house",
            unique=True,
            sqlite_where=text(_WAITING_SQL),
            postgresql_where=text(_WAITING_SQL),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("press_applicant.id", ondelete="CASCADE"), index=True
    )
    house: Mapped[str] = mapped_column(String(20))  # the outlet, or the person who has none
    language: Mapped[str] = mapped_column(String(2))  # in which it will be put
    topic: Mapped[str] = mapped_column(String(300), default="")
    attendance: Mapped[Attendance]
    state: Mapped[Stage] = mapped_column(default=Stage.WAITING)
    earlier: Mapped[int] = mapped_column(default=0)  # questions this outlet had put before
    position: Mapped[int]  # among those with as many earlier ones
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]

    applicant: Mapped[Applicant] = relationship()
