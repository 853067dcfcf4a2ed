"""Registrations: who asked to attend which event, in which category, and where that stands."""

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.calendars.models import Invitation
from eventsapp.core import search, tokens
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
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


LINK = "manage"  # kind of token
HELD = (Status.OFFERED, Status.UNCONFIRMED_EMAIL)  # a seat, until held_until
SEATED = (Status.CONFIRMED, *HELD)
LIVE = (*SEATED, Status.PENDING, Status.WAITLISTED)
_LIVE_SQL = "status IN ({})".format(", ".join(f"'{status.value}'" for status in LIVE))


class WhenDeclined(StrEnum):
    """What happens to the place of somebody who declines in the calendar."""

    FREE = "free"  # at once
    ASK = "ask"  # the organiser decides


class AnswerRule(Model):
    """The organiser's choice for one event; without one a declined place is free at once."""

    __tablename__ = "registration_answer_rule"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    when_declined: Mapped[WhenDeclined]


class Registration(Model):
    """One person's place at one event, or their place in its queue."""

    __table_args__ = (
        UniqueConstraint("event_id", "code"),
        UniqueConstraint("event_id", "form_key"),
        Index(
            "uq_registration_live_email",
            "event_id",
            "email",
            unique=True,
            sqlite_where=text(f"{_LIVE_SQL} AND party_id IS NULL"),
            postgresql_where=text(f"{_LIVE_SQL} AND party_id IS NULL"),
        ),
        Index("ix_registration_event_status", "event_id", "status", "category_id", "held_until"),
        Index(
            "ix_registration_without_words",
            "id",
            sqlite_where=text("has_words IS 0"),
            postgresql_where=text("has_words IS false"),
        ),
        Index("ix_registration_listed", "event_id", "registered_at", "id"),
        CheckConstraint(
            "party_id IS NOT NULL OR email IS NOT NULL OR is_walk_in OR is_answered_for"
            " OR erased_at IS NOT NULL",
            name="reachable",
        ),
        {"sqlite_autoincrement": True},  # no link finds a later row
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
    organisation_key: Mapped[str] = mapped_column(
        String(200), default="", server_default=""
    )  # folded; of companions that of their lead
    language: Mapped[str] = mapped_column(String(2))
    wants_reminders: Mapped[bool] = mapped_column(default=True)
    status: Mapped[Status]
    held_until: Mapped[datetime | None]
    is_extended: Mapped[bool] = mapped_column(default=False, server_default=false())  # the hold
    former_status: Mapped[Status | None]  # before it was cancelled, or accredited
    code: Mapped[str] = mapped_column(String(8), default=tokens.make_code)  # read out at the door
    entry_key: Mapped[str] = mapped_column(
        String(32), unique=True, default=lambda: secrets.token_hex(16)
    )  # 128 bits, in the QR
    generation: Mapped[int] = mapped_column(default=0)  # raised: the old link ends
    form_key: Mapped[str | None] = mapped_column(String(64))  # of the filling it came from
    search_key: Mapped[str] = mapped_column(default="")
    has_words: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # those of the search key, written by the worker
    registered_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_organiser: Mapped[bool] = mapped_column(default=False)
    is_walk_in: Mapped[bool] = mapped_column(default=False)  # written down at the door
    is_answered_for: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # of a crew of the press, whose sender is written to
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

    @property
    def has_seat(self) -> bool:
        """Whether a seat is taken or held for the person."""
        return self.status in SEATED

    @property
    def is_companion(self) -> bool:
        """Whether somebody else answers for this person."""
        return self.party_id is not None

    @property
    def token(self) -> str:
        """What opens the person's own page, `/r/<token>`."""
        return tokens.make(LINK, self.id, self.generation)

    @property
    def qr_text(self) -> str:
        """What the door reads from the QR code."""
        return entry_text(self.entry_key)

    def came_from(self, form_key: str | None) -> bool:
        """Whether this filling of a form made it, rather than an earlier one."""
        return form_key is not None and self.form_key == form_key

    def release(self, now: datetime, *, by_organiser: bool = False) -> None:
        """Give the place back, if it still stands. The row stays, so its history does too."""
        if self.is_live:
            self.former_status, self.status = self.status, Status.CANCELLED
            self.cancelled_at = now
            self.cancelled_by_organiser = by_organiser

    def restore(self, status: Status = Status.CONFIRMED) -> None:
        """Stand again, with a place unless told otherwise."""
        self.status, self.cancelled_at, self.former_status = status, None, None
        self.cancelled_by_organiser = False

    def seat(self, now: datetime) -> None:
        """Have a place by a decision, after whose undoing `stand_as_before` is called."""
        self.former_status = self.status
        self.confirm(now)

    def stand_as_before(self) -> None:
        """As before the decision; who had an offer then waits for the next one.

        For who still has to confirm the address no seat is held any more.
        """
        former = self.former_status or Status.CONFIRMED
        self.restore(Status.WAITLISTED if former is Status.OFFERED else former)
        if former is Status.UNCONFIRMED_EMAIL:
            self.held_until = self.confirmed_at

    def confirm(self, now: datetime) -> None:
        """Have a place from now on."""
        self.status, self.confirmed_at = Status.CONFIRMED, now
        self.held_until, self.is_extended = None, False

    def hold(self, status: Status, until: datetime) -> None:
        """Have a seat held until a moment, on a condition that the status names."""
        self.status, self.held_until, self.is_extended = status, until, False

    def refresh_search_key(self) -> None:
        """Fold what the table is searched for and limits count; call after changing one."""
        lead = self.party or self
        self.organisation_key = organisation_key(lead.organisation_name)
        self.search_key = search.key([self.name, self.email, self.organisation_name, self.code])
        self.has_words = False

    def erase(self, now: datetime) -> None:
        """Forget who it was. The row stays, so that the numbers do; the old link ends."""
        self.name = self.phone = self.organisation_name = self.search_key = ""
        self.organisation_key = ""
        self.email = self.phone_e164 = self.form_key = None
        self.generation += 1
        self.erased_at = now


def entry_text(entry_key: str) -> str:
    """What the door reads for somebody's entry key."""
    return f"DL1:{entry_key}"


def organisation_key(name: str | None) -> str:
    """An organisation as limits count it, however its name is written."""
    return search.fold(name or "")[:200]
