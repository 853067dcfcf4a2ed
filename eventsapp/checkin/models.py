"""Doors of an event, what was done at them, and who is inside."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core import tokens
from eventsapp.events.models import Event, Precision
from eventsapp.extensions import Model
from eventsapp.registration.models import Registration

DUTY = "door"  # kind of token: what a device holds after the PIN
MOST_FAILURES = 5  # wrong PINs, until the organiser gives a new one
STAYS_OPEN = timedelta(hours=24)  # after the end of the event; then devices forget the list


class Kind(StrEnum):
    """What somebody at the door does."""

    ENTRY = "entry"
    EXIT = "exit"
    UNDO = "undo"  # of the entry before, by mistake
    WALK_IN = "walk_in"  # registered on the spot, and in
    LET_IN = "let_in"  # on the list without a place, and in all the same
    DOCUMENT = "document"  # its number was compared with the one given before
    BADGE = "badge"  # handed to a journalist
    BADGE_BACK = "badge_back"  # noted by mistake


class Verdict(StrEnum):
    """What became of it."""

    ADMITTED = "admitted"
    ALREADY_IN = "already_in"  # another entry came first
    AGAIN = "again"  # already in, and let in again on purpose
    LEFT = "left"
    UNDONE = "undone"
    NOT_IN = "not_in"  # nothing to leave, nothing to undo
    CANCELLED = "cancelled"
    NOT_APPROVED = "not_approved"
    OTHER_EVENT = "other_event"
    UNKNOWN = "unknown"
    SAME_DOCUMENT = "same_document"
    OTHER_DOCUMENT = "other_document"
    BADGE_GIVEN = "badge_given"
    BADGE_BACK = "badge_back"


def _pin() -> str:
    return f"{secrets.randbelow(10_000):04}"


class Door(Model):
    """One way in: an address that opens with a PIN, on any number of devices."""

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- no link finds a later row

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(
        String(12), unique=True, default=lambda: tokens.make_code(12).lower()
    )  # 60 bits, in the address
    pin: Mapped[str] = mapped_column(String(8), default=_pin)  # told by another way
    failures: Mapped[int] = mapped_column(default=0)
    generation: Mapped[int] = mapped_column(default=0)  # raised: every device has to ask again
    may_add: Mapped[bool] = mapped_column(default=True)  # people who are not on the list
    checks_documents: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # of journalists, against the number they gave
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    event: Mapped[Event] = relationship()

    @property
    def is_locked(self) -> bool:
        """Whether too many wrong PINs were tried."""
        return self.failures >= MOST_FAILURES

    @property
    def ends_at(self) -> datetime:
        """When the address stops working: a day after the event, two for a day without hours."""
        spare = STAYS_OPEN if self.event.precision is Precision.TIME else 2 * STAYS_OPEN
        return self.event.effective_end + spare

    def is_open(self, now: datetime) -> bool:
        """Whether people are let in by this door."""
        return self.closed_at is None and now < self.ends_at

    def renew(self) -> None:
        """Another PIN; who came in with the old one has to ask for it."""
        self.pin, self.failures = _pin(), 0
        self.generation += 1


class Attendance(Model):
    """One person's stay at one event, from an entry to an exit."""

    __table_args__ = (
        Index(
            "uq_attendance_inside",
            "registration_id",
            unique=True,
            sqlite_where=text("left_at IS NULL AND undone_at IS NULL"),
            postgresql_where=text("left_at IS NULL AND undone_at IS NULL"),
        ),
        CheckConstraint("left_at IS NULL OR undone_at IS NULL", name="left_or_undone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    door_id: Mapped[int | None] = mapped_column(ForeignKey("door.id", ondelete="SET NULL"))
    act_key: Mapped[str] = mapped_column(String(36), unique=True)  # of the entry
    entered_at: Mapped[datetime]  # by the clock of the device
    left_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    document_matches: Mapped[bool | None]  # the one given before; None: nobody has looked

    registration: Mapped[Registration] = relationship()
    door: Mapped[Door | None] = relationship()


class Act(Model):
    """One thing done at a door, under the id its device gave it: sent twice, it happens once."""

    __tablename__ = "door_act"

    key: Mapped[str] = mapped_column(String(36), primary_key=True)  # a UUID, made on the device
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("door.id", ondelete="SET NULL"))
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    device: Mapped[str] = mapped_column(String(36), default="")  # the desk has none
    kind: Mapped[Kind]
    verdict: Mapped[Verdict]
    acted_at: Mapped[datetime]  # by the clock of the device
    received_at: Mapped[datetime]

    registration: Mapped[Registration | None] = relationship()
    door: Mapped[Door | None] = relationship()


class DoorNote(Model):
    """What the door must read before it lets somebody in."""

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str] = mapped_column(String(200))

    registration: Mapped[Registration] = relationship()
