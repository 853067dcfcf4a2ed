"""Calendars: what each person's calendar was last told about an event."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.events.models import Event
from eventsapp.extensions import Model

DECLINED_SQL = "answer = 'DECLINED'"
UNVERIFIED_SQL = "verdict = 'unverified'"


class Answer(StrEnum):
    """What a person has said to the event as it stands: RFC 5545 §3.2.12."""

    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"
    NEEDS_ACTION = "NEEDS-ACTION"  # asked anew, since time or place are no longer those agreed to


class Said(StrEnum):
    """What a calendar sent back: RFC 5546 §3.2.3, §3.2.7."""

    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"
    DELEGATED = "DELEGATED"
    COUNTER = "COUNTER"  # proposes another time


class Verdict(StrEnum):
    """What an answer counts for."""

    COUNTED = "counted"
    EARLIER = "earlier"  # it is about time or place as they were before
    NOTED = "noted"  # for the organiser to act on
    UNVERIFIED = "unverified"  # anybody could have sent it


class Invitation(Model):
    """One address's calendar entry of one event.

    On the wire SEQUENCE is the event's plus `offset`: what happens to one person raises only
    that person's. ORGANIZER stays what the first message said (RFC 5546 §3.2.2).
    """

    __table_args__ = (
        UniqueConstraint("event_id", "address"),
        Index(
            "ix_invitation_declined",
            "event_id",
            sqlite_where=text(DECLINED_SQL),
            postgresql_where=text(DECLINED_SQL),
        ),  # few, and counted on each look at the table of an event
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254))  # as the mails are addressed
    name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2), default="en")  # of the entry's texts
    organizer: Mapped[str] = mapped_column(String(254), default="", index=True)
    organizer_name: Mapped[str] = mapped_column(String(200), default="")
    offset: Mapped[int] = mapped_column(default=0)
    answer: Mapped[Answer] = mapped_column(default=Answer.ACCEPTED)
    answered_at: Mapped[datetime | None]  # by the person; registering is no answer
    answer_sequence: Mapped[int | None]  # of the answer: an older one that comes late is dropped
    answer_stamp: Mapped[datetime | None]  # its DTSTAMP: RFC 5546 §2.1.5
    sent_sequence: Mapped[int | None]  # of the last object built for this person
    sent_at: Mapped[datetime | None]  # event.updated_at that object showed
    invited_at: Mapped[datetime]  # last
    uninvited_at: Mapped[datetime | None]  # this person alone, not with the whole event
    first_message_id: Mapped[str] = mapped_column(String(200), default="")  # mails thread to it

    event: Mapped[Event] = relationship()
    replies: Mapped[list["Reply"]] = relationship(
        back_populates="invitation", order_by="Reply.received_at", passive_deletes=True
    )

    @property
    def is_cancelled(self) -> bool:
        """Whether this person was uninvited."""
        return self.uninvited_at is not None

    @property
    def sequence(self) -> int:
        """The number that the next object for this person carries."""
        return self.event.sequence + self.offset


class Reply(Model):
    """The last answer of one kind that came for an invitation, with what it was worth."""

    __tablename__ = "calendar_reply"
    __table_args__ = (
        UniqueConstraint("invitation_id", "said", "verdict"),
        Index(
            "ix_calendar_reply_unverified",
            "invitation_id",
            sqlite_where=text(UNVERIFIED_SQL),
            postgresql_where=text(UNVERIFIED_SQL),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"))
    said: Mapped[Said]
    verdict: Mapped[Verdict]
    comment: Mapped[str] = mapped_column(String(1000), default="")
    sender: Mapped[str] = mapped_column(String(254), default="")  # From of the mail
    delegate: Mapped[str] = mapped_column(String(254), default="")
    proposed_starts_at: Mapped[datetime | None]
    proposed_ends_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]

    invitation: Mapped[Invitation] = relationship(back_populates="replies")


class EventText(Model):
    """The VEVENT of an event in one language, as it was written for one version of the event."""

    __tablename__ = "event_text"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    version: Mapped[int]  # of the event …
    updated_at: Mapped[datetime]  # … and its last visible change, when this was written
    maker: Mapped[str] = mapped_column(String(24))  # program, translations, zone data, settings
    zone: Mapped[str | None] = mapped_column(String(64))  # whose VTIMEZONE it needs
    text: Mapped[str]
