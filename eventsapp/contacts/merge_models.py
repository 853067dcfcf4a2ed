"""Contacts that were merged, until that cannot be undone; pairs that are two people for sure."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.contacts.models import Contact
from eventsapp.extensions import Model


class Merge(Model):
    """One contact put behind another, with what is needed to part them again."""

    __tablename__ = "contact_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    kept_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), unique=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)  # the kept one's details
    moved: Mapped[list[Any]] = mapped_column(JSON)  # [table, column, keys of its rows]
    merged_at: Mapped[datetime]

    kept: Mapped[Contact] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Contact] = relationship(foreign_keys=[gone_id])


class Distinction(Model):
    """Two contacts that look like one and are not, as a person has said."""

    __tablename__ = "contact_distinction"
    __table_args__ = (CheckConstraint("left_id < right_id", name="in_order"),)

    left_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True
    )
    right_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )
