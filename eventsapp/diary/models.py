"""The weekly post of a diary: to which list, on which weekday, at which hour."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.contacts.list_models import ContactList
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class DiaryPost(Model):
    """One organisation's diary, sent every week to a list of contacts."""

    __tablename__ = "diary_post"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    )

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    list_id: Mapped[int] = mapped_column(ForeignKey("contact_list.id", ondelete="CASCADE"))
    weekday: Mapped[int] = mapped_column(default=0)  # 0 is Monday
    hour: Mapped[int] = mapped_column(default=8)  # in the organisation's zone
    language: Mapped[str] = mapped_column(String(2))  # of those whose own is not known
    posted_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    list: Mapped[ContactList] = relationship()
