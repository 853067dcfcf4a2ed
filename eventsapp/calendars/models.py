"""Calendars: what each person's calendar was last told about an event."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.events.models import Event
from eventsapp.extensions import Model


class Invitation(Model):
    """One address's calendar entry of one event.

    On the wire SEQUENCE is the event's plus `offset`: what happens to one person raises only
    that person's. ORGANIZER stays what the first message said (RFC 5546 §3.2.2).
    """

    __table_args__ = (UniqueConstraint("event_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254))  # as the mails are addressed
    name: Mapped[str] = mapped_column(String(200), default="")
    organizer: Mapped[str] = mapped_column(String(254), default="")
    organizer_name: Mapped[str] = mapped_column(String(200), default="")
    offset: Mapped[int] = mapped_column(default=0)
    sent_sequence: Mapped[int | None]  # of the last object queued for this person
    sent_at: Mapped[datetime | None]  # event.updated_at that object showed
    is_cancelled: Mapped[bool] = mapped_column(default=False)  # the last object was a CANCEL
    first_message_id: Mapped[str] = mapped_column(String(200), default="")  # mails thread to it

    event: Mapped[Event] = relationship()
