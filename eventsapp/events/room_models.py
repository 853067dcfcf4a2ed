"""Who has which room when: held apart by the database itself where it can do that."""

from datetime import datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.events.models import Event
from eventsapp.extensions import Model


class RoomBooking(Model):
    """The room of one published event, for its hours.

    `is_shared`: another event was there already, one it belongs to or one it stands beside on
    purpose. Without an end it holds the moment of its start.
    """

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="end_after_start"),
        Index("ix_room_booking_room_starts_at", "room_id", "starts_at"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_shared: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship()


# A room as a range of one number: ranges are compared without an extension.
_APART = DDL(
    "ALTER TABLE room_booking ADD CONSTRAINT ex_room_booking_room EXCLUDE USING gist"
    " (int4range(room_id, room_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)"
    " WHERE (NOT is_shared)"
)
event.listen(
    Model.metadata.tables[RoomBooking.__tablename__],
    "after_create",
    _APART.execute_if(dialect="postgresql"),
)
