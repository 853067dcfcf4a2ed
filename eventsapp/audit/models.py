"""Entries of the log; the rest of the product only ever adds to them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.extensions import Model


class Deed(StrEnum):
    """What was done to a record."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


class Entry(Model):
    """One record that was added, changed or deleted by somebody in one transaction.

    It names people and records by number and outlives both: no foreign keys but the house's.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "organisation_id", "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    event_id: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None]  # None: a program, or the product by itself
    author: Mapped[str] = mapped_column(String(200), default="")  # as they were called then
    address: Mapped[str] = mapped_column(String(45), default="")  # of the network
    deed: Mapped[Deed]
    subject: Mapped[str] = mapped_column(String(40))  # the table of the record
    subject_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(200), default="")  # its name then; people have none
    changes: Mapped[dict] = mapped_column(default=dict)  # column: [before, after]
