"""Documents that the worker makes: what was ordered, how far it is, where the file lies."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.documents.kinds import Kind
from eventsapp.events.models import Event
from eventsapp.extensions import Model


class Order(Model):
    """One document for many people, made by the worker and kept for some days."""

    __tablename__ = "document_order"
    __table_args__ = (CheckConstraint("done <= total", name="done"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind]
    language: Mapped[str] = mapped_column(String(2))
    ordered_at: Mapped[datetime]
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    total: Mapped[int]  # people
    done: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    file_key: Mapped[str] = mapped_column(String(80), default="")  # empty: not made
    complaint: Mapped[str] = mapped_column(default="")  # why it could not be made

    event: Mapped[Event] = relationship()
