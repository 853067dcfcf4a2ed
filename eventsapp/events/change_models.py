"""What was published of an event and is different now: its addresses, its changes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.events.models import Event
from eventsapp.extensions import Model


class FormerSlug(Model):
    """An address an event once had; it answers 301."""

    __tablename__ = "event_former_slug"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class ChangeKind(StrEnum):
    """What became different for the people of an event."""

    MOVED = "moved"  # start or end
    PLACE = "place"
    ONLINE = "online"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    REINSTATED = "reinstated"


class Change(Model):
    """One published change that the people of an event have to hear of."""

    __tablename__ = "event_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ChangeKind]
    before: Mapped[dict] = mapped_column(default=dict)  # what was shown, as JSON
    after: Mapped[dict] = mapped_column(default=dict)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    noticed_at: Mapped[datetime | None] = mapped_column(index=True)  # when `messages` took it up

    event: Mapped[Event] = relationship()
