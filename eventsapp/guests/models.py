"""Guests of events."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.events.models import Event, State
from eventsapp.extensions import Model
from eventsapp.web.guard import Role

LINGERS = timedelta(days=14)  # access after the event, where no other day was chosen


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
    until: Mapped[date | None]  # the last day of their access, where one was chosen

    event: Mapped[Event] = relationship()
    user: Mapped[User | None] = relationship()  # None: has not taken it up yet

    @property
    def name(self) -> str:
        """Their own name, or the address they were asked at."""
        return (self.user.name or self.user.email) if self.user else self.email

    @property
    def last_day(self) -> date | None:
        """The last day of their access; None while the event awaits its new date."""
        if self.until is not None or self.event.state is State.POSTPONED:
            return self.until
        end = self.event.effective_end + LINGERS
        return end.astimezone(ZoneInfo(self.event.timezone)).date()

    def is_over(self, now: datetime) -> bool:
        """Whether that day, in the event's zone, has passed."""
        today = now.astimezone(ZoneInfo(self.event.timezone)).date()
        return self.last_day is not None and self.last_day < today
