"""What the team keeps about registered people for itself: tags, notes, the columns of its table."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.extensions import Model


class Tag(Model):
    """One word that the team has put on somebody."""

    __tablename__ = "registration_tag"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(40), primary_key=True)


class Note(Model):
    """One thing that somebody of the team has noted about a person."""

    __tablename__ = "registration_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)

    made_by: Mapped[User | None] = relationship()


class ColumnChoice(Model):
    """The columns in which one member of the team reads the table of one event."""

    __tablename__ = "registration_column_choice"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    columns: Mapped[list] = mapped_column(default=list)  # keys of `table.columns`, in order
