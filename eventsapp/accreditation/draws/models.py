"""Choices made by rule and by lot, kept so that anybody can go through them again."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.extensions import Model


class Criterion(StrEnum):
    """What puts somebody before others, whom else the lot would have put there."""

    IN_TIME = "in_time"
    CARD = "card"  # holds a valid press card of this press service
    KNOWN = "known"  # was accredited before
    EACH_OUTLET = "each_outlet"  # the first of an outlet before the second of another


class Draw(Model):
    """One choice among those who wait for a decision: the rules, the seed, who came in which order."""

    __tablename__ = "press_draw"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    places: Mapped[int]
    criteria: Mapped[list[Any]] = mapped_column(JSON)  # the strongest first
    seed: Mapped[str] = mapped_column(String(32))
    ranking: Mapped[list[Any]] = mapped_column(JSON)  # [number of the applicant, accepted]

    made_by: Mapped[User | None] = relationship()
