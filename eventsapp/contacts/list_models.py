"""Lists of contacts: kept by hand, or filled by a rule each time they are read."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.contacts.models import Contact
from eventsapp.extensions import Model

LONGEST_NAME = 120


class ContactList(Model):
    """One list of an organisation. A rule asks for all that is set in it."""

    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint("within_id IS NULL OR within_id <> id", name="within_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    by_rule: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(2), default="")
    outlet: Mapped[str] = mapped_column(String(200), default="")
    beat: Mapped[str] = mapped_column(String(100), default="")
    region: Mapped[str] = mapped_column(String(100), default="")
    within_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact_list.id"), index=True
    )  # a fixed list of which the rule takes a part
    created_at: Mapped[datetime]

    within: Mapped["ContactList | None"] = relationship(remote_side=[id])


class Membership(Model):
    """A contact on a fixed list."""

    __tablename__ = "contact_list_member"

    list_id: Mapped[int] = mapped_column(
        ForeignKey("contact_list.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    contact: Mapped[Contact] = relationship()
