"""Who was given the list for the security service: by the desk, or behind a mailed address."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.core import tokens
from eventsapp.events.models import Event
from eventsapp.extensions import Model

LINK = "security-list"  # kind of token


class SecurityLink(Model):
    """One address of the list, mailed to the security contact; good until its end or withdrawn."""

    __tablename__ = "press_security_link"
    __table_args__ = (
        CheckConstraint("ends_at > sent_at", name="lasts"),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254), index=True)  # None: erased
    language: Mapped[str] = mapped_column(String(2))
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    generation: Mapped[int] = mapped_column(default=0)  # raised: the address ends

    event: Mapped[Event] = relationship()
    sent_by: Mapped[User | None] = relationship()

    @property
    def token(self) -> str:
        """What opens the list, `/security-list/<token>`."""
        return tokens.make_expiring(LINK, self.id, self.generation, until=self.ends_at)

    @property
    def topic(self) -> str:
        """Of its letter, which is not among those of the event: the team does not read it."""
        return f"security:{self.id}"

    def opens(self, generation: int, now: datetime) -> bool:
        """Whether an address of this generation still gives the list."""
        is_current = self.generation == generation and now < self.ends_at
        return is_current and not self.event.is_gone and not self.event.is_over(now)


class Export(Model):
    """One handing over of the list: who took it, when, of how many people."""

    __tablename__ = "press_export"
    __table_args__ = (CheckConstraint("made_by_id IS NULL OR link_id IS NULL", name="one_taker"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    link_id: Mapped[int | None] = mapped_column(
        ForeignKey("press_security_link.id", ondelete="SET NULL")
    )
    made_at: Mapped[datetime]
    people: Mapped[int]

    made_by: Mapped[User | None] = relationship()
    link: Mapped[SecurityLink | None] = relationship()

    @property
    def taker(self) -> str:
        """The name of who took it; empty where nobody knows any more."""
        who = self.made_by or self.link
        return who.name if who else ""
