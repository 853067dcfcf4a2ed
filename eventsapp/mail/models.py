"""The outbox: messages with their state, lease and attempts, and who wants no more of a topic."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.extensions import Model


class State(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    SENDING = "sending"  # a worker holds it until lease_until
    SENT = "sent"
    RETRYING = "retrying"  # refused for now; due again at due_at
    FAILED = "failed"  # refused for good; last_error says why
    BOUNCED = "bounced"  # a server took it and sent it back
    STOPPED = "stopped"  # not sent: its address is known to take no mail
    HELD = "held"  # by an organiser
    WITHDRAWN = "withdrawn"  # its reason is gone


WAITING_STATES = (State.QUEUED, State.RETRYING)
OPEN_STATES = (*WAITING_STATES, State.HELD)
FAILED_STATES = (State.FAILED, State.BOUNCED, State.STOPPED)


class Message(Model):
    """One e-mail to one person: rendered when queued, completed and sent by the worker."""

    __table_args__ = (
        Index("ix_message_state_due_at", "state", "due_at"),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)  # makes a second one impossible
    template: Mapped[str] = mapped_column(String(60))  # "registration/confirmed"
    digest: Mapped[str | None] = mapped_column(
        String(64), unique=True
    )  # of recipient and words, where the same words must not come twice
    topic: Mapped[str] = mapped_column(String(60), index=True)  # "event:7"; "" for accounts
    recipient: Mapped[str] = mapped_column(String(254), index=True)
    recipient_name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2))
    sender_name: Mapped[str] = mapped_column(String(200), default="")
    sender_address: Mapped[str] = mapped_column(
        String(254), default=""
    )  # the organisation's own; else the installation's
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(String(400))
    text: Mapped[str]
    html: Mapped[str]
    headers: Mapped[dict] = mapped_column(default=dict)  # In-Reply-To, References, …
    is_optional: Mapped[bool] = mapped_column(default=False)  # can be unsubscribed from
    calendar_recipe: Mapped[dict | None]  # what `calendars` makes an object of, at delivery
    qr_text: Mapped[str] = mapped_column(
        String(200), default=""
    )  # drawn at delivery, cid:entry-code
    paper: Mapped[dict | None]  # what a PDF is made of at delivery, to go with the letter
    calendar: Mapped[bytes | None] = mapped_column(LargeBinary)  # the object that was sent
    calendar_method: Mapped[str] = mapped_column(String(20), default="")  # REQUEST, CANCEL, …
    message_id: Mapped[str] = mapped_column(String(200), default="")  # of RFC 5322, without <>
    state: Mapped[State] = mapped_column(default=State.QUEUED)
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]  # from then on it would be no news: not sent
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(String(80), default="")
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")

    @property
    def is_open(self) -> bool:
        """Whether it can still be held, changed or withdrawn."""
        return self.state in OPEN_STATES

    @property
    def has_failed(self) -> bool:
        """Whether it did not reach its reader."""
        return self.state in FAILED_STATES

    @property
    def is_whole(self) -> bool:
        """Whether its words and its reason are still there."""
        return bool(self.text) and (self.expires_at is None or self.expires_at > self.created_at)


IS_WAITING = Message.state.in_(  # written out, so that a database sees that the index serves
    [literal_column(f"'{state}'") for state in WAITING_STATES]
)
Index(
    "ix_message_waiting",
    Message.due_at,
    Message.id,
    sqlite_where=IS_WAITING,
    postgresql_where=IS_WAITING,
)


class Unsubscription(Model):
    """One address that wants no more reminders of one topic."""

    __table_args__ = (UniqueConstraint("address", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(254))
    topic: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]


class Preference(Model):
    """What one person wants of all that is not about the own registration, for every event."""

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(254), unique=True)  # in small letters
    declined: Mapped[list] = mapped_column(default=list)  # kinds: preferences.Kind
    paused_until: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class HostPace(Model):
    """How many letters one receiving host has been sent in the last minute that had any."""

    host: Mapped[str] = mapped_column(String(253), primary_key=True)
    minute: Mapped[datetime]  # its beginning
    letters: Mapped[int] = mapped_column(default=0)
