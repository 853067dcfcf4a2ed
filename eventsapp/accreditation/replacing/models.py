"""Who comes instead of whom: a colleague is asked by letter, and applies once."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.accreditation.models import Applicant
from eventsapp.extensions import Model


class Replacement(Model):
    """One wish that a colleague comes instead of somebody; with a successor it has come true."""

    __tablename__ = "press_replacement"
    __table_args__ = (
        CheckConstraint("(successor_id IS NULL) = (taken_at IS NULL)", name="taken"),
        CheckConstraint("successor_id <> applicant_id", name="somebody_else"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("press_applicant.id", ondelete="CASCADE"), unique=True
    )  # who does not come
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("press_applicant.id", ondelete="CASCADE"), unique=True
    )  # who has applied instead
    token: Mapped[str] = mapped_column(
        String(43), unique=True, default=secrets.token_urlsafe
    )  # what opens the colleague's form, `/a/instead/<token>`
    name: Mapped[str] = mapped_column(String(200))  # of the colleague, as those who asked wrote it
    email: Mapped[str] = mapped_column(String(254), index=True)  # lower-case
    language: Mapped[str] = mapped_column(String(2))
    asked_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )  # one of the desk; None: the person who does not come
    asked_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]

    applicant: Mapped[Applicant] = relationship(foreign_keys=[applicant_id])
    successor: Mapped[Applicant | None] = relationship(foreign_keys=[successor_id])
    asked_by: Mapped[User | None] = relationship()

    @property
    def letter_key(self) -> str:
        """Of the letter to the colleague."""
        return f"accreditation:replacement:{self.token}"
