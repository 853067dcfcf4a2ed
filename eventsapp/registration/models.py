"""Registrations: who asked to attend which event, in which category, and where that stands."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.calendars.models import Invitation
from eventsapp.core.tokens import make_code
from eventsapp.events.models import Category, Event
from eventsapp.extensions import Model


class Status(StrEnum):
    """Where a registration stands. Attendance is a record of its own."""

    UNCONFIRMED_EMAIL = "unconfirmed_email"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    DECLINED = "declined"
    CANCELLED = "cancelled"


SEATED = (Status.CONFIRMED, Status.OFFERED, Status.UNCONFIRMED_EMAIL)  # until held_until
LIVE = (*SEATED, Status.PENDING, Status.WAITLISTED)
_LIVE_SQL = "status IN ({})".format(", ".join(f"'{status.value}'" for status in LIVE))


class Registration(Model):
    """One person's place at one event, or their place in its queue."""

    __table_args__ = (
        UniqueConstraint("event_id", "code"),
        Index(
            "uq_registration_live_email",
            "event_id",
            "email",
            unique=True,
            sqlite_where=text(f"{_LIVE_SQL} AND party_id IS NULL"),
            postgresql_where=text(f"{_LIVE_SQL} AND party_id IS NULL"),
        ),
        Index("ix_registration_event_status", "event_id", "status"),
        CheckConstraint(
            "party_id IS NOT NULL OR email IS NOT NULL OR erased_at IS NOT NULL", name="reachable"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    category_id: Mapped[int] = mapped_column(
        ForeignKey("event_category.id", ondelete="CASCADE"), index=True
    )
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )  # a companion's lead
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254), index=True)  # stored lower-case
    phone: Mapped[str] = mapped_column(String(60), default="")  # as written
    phone_e164: Mapped[str | None] = mapped_column(String(20))
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2))
    wants_reminders: Mapped[bool] = mapped_column(default=True)
    status: Mapped[Status]
    held_until: Mapped[datetime | None]
    code: Mapped[str] = mapped_column(String(8), default=make_code)  # read out at the door
    entry_key: Mapped[str] = mapped_column(String(32), unique=True)  # 128 bits, in the QR
    generation: Mapped[int] = mapped_column(default=0)  # raised: the old link ends
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)  # against doubles
    registered_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_organiser: Mapped[bool] = mapped_column(default=False)
    erased_at: Mapped[datetime | None]  # personal data gone, the row still counts

    event: Mapped[Event] = relationship()
    category: Mapped[Category] = relationship()
    party: Mapped["Registration | None"] = relationship(remote_side=[id])
    invitation: Mapped[Invitation | None] = relationship()

    @property
    def is_live(self) -> bool:
        """Whether it still stands."""
        return self.status in LIVE

    @property
    def is_confirmed(self) -> bool:
        """Whether the person has a place."""
        return self.status is Status.CONFIRMED
