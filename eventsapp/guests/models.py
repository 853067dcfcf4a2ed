"""Guests of events."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.web.guard import Role


class Guest(Model):
    """One person who may work at one event: asked by mail, inside since they took it up."""

    __tablename__ = "event_guest"
    __table_args__ = (
        UniqueConstraint("event_id", "email"),
        CheckConstraint("role <> 'owner'", name="not_owner"),
        Index(None, "user_id"),
        {"sqlite_autoincrement": True},  # the link of a guest who is gone finds no later one
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))  # asked at; stored lower-case
    role: Mapped[Role]
    generation: Mapped[int] = mapped_column(default=0)  # raised: the link mailed before ends
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]  # of the link

    event: Mapped[Event] = relationship()
    user: Mapped[User | None] = relationship()  # None: has not taken it up yet

    @property
    def name(self) -> str:
        """Their own name, or the address they were asked at."""
        return (self.user.name or self.user.email) if self.user else self.email
