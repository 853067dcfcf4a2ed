"""What came back: letters that were read, messages returned, addresses that take no more."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.extensions import Model
from eventsapp.mail.models import Message


class Outcome(StrEnum):
    """What an incoming letter turned out to be."""

    ANSWER = "answer"  # of a calendar
    WORDS = "words"  # of a person, passed on to the press contact
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    IGNORED = "ignored"
    ASIDE = "aside"  # nothing to be read by a machine


class ReadLetter(Model):
    """One letter that was read, known by the digest of its bytes alone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256
    outcome: Mapped[Outcome]
    read_at: Mapped[datetime] = mapped_column(index=True)


class Bounce(Model):
    """One message that a server returned; its words stand in the message's last_error."""

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), unique=True
    )
    status: Mapped[str] = mapped_column(String(12))  # RFC 3463: "5.1.1"
    returned_at: Mapped[datetime]

    message: Mapped[Message] = relationship()


class StoppedAddress(Model):
    """One address that takes no mail: nothing is sent there until an organiser lifts this."""

    address: Mapped[str] = mapped_column(String(254), primary_key=True)  # in small letters
    status: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(500))  # the server's own words
    stopped_at: Mapped[datetime]
