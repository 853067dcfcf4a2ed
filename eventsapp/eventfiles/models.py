"""Files of events: what was sent, and which drafts came of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class EventFile(Model):
    """One file of another calendar; once it is taken over, only its name and its drafts stay."""

    __tablename__ = "event_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_key: Mapped[str] = mapped_column(String(80))  # of the file storage; empty once forgotten
    language: Mapped[str] = mapped_column(String(2))  # of its texts
    type: Mapped[Type]  # that its events get
    sent_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    sent_by: Mapped[User | None] = relationship()


class TakenEvent(Model):
    """One draft that came of a file, under the name it has in the other calendar."""

    __tablename__ = "event_file_event"
    __table_args__ = (Index("ix_event_file_event_uid", "uid"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    file_id: Mapped[int] = mapped_column(
        ForeignKey("event_file.id", ondelete="CASCADE"), index=True
    )
    uid: Mapped[str] = mapped_column(String(300))  # with the date, where it repeats

    event: Mapped[Event] = relationship()
    file: Mapped[EventFile] = relationship()
