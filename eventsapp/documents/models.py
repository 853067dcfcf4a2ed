"""Documents that the worker makes, templates that organisations bring, certificates issued."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.documents.kinds import Format, Kind
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.registration.models import Registration


class Order(Model):
    """One document for many people, made by the worker and kept for some days."""

    __tablename__ = "document_order"
    __table_args__ = (CheckConstraint("done <= total", name="done"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind]
    form: Mapped[Format] = mapped_column(server_default=Format.PDF)
    language: Mapped[str] = mapped_column(String(2))
    ordered_at: Mapped[datetime]
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    total: Mapped[int]  # people
    done: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    file_key: Mapped[str] = mapped_column(String(80), default="")  # empty: not made
    complaint: Mapped[str] = mapped_column(default="")  # why it could not be made

    event: Mapped[Event] = relationship()


class Template(Model):
    """A file that an organisation brought to be used instead of a shipped template."""

    __tablename__ = "document_template"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "form", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Kind]
    form: Mapped[Format]  # of the document: a .typ makes the PDF, a .docx the DOCX
    language: Mapped[str] = mapped_column(String(2), default="")  # empty: every other one
    file_name: Mapped[str] = mapped_column(String(200))
    file_key: Mapped[str] = mapped_column(String(80))
    brought_at: Mapped[datetime]


class Certificate(Model):
    """One certificate of attendance that was issued; mailed by the worker where there is an address."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), unique=True
    )
    number: Mapped[int]  # from 1 at each event
    issued_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)

    registration: Mapped[Registration] = relationship()

    @property
    def written_number(self) -> str:
        """As it is printed: year, event, number."""
        return f"{self.issued_at.year}-{self.event_id:04}-{self.number:04}"
