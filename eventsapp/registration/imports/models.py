"""One file of registrations that is being taken in, and whom it brought."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core.imports import FileImport
from eventsapp.events.models import Event
from eventsapp.extensions import Model


class RegistrationImport(FileImport, Model):
    """One uploaded file of people of one event."""

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_category.id", ondelete="SET NULL"), index=True
    )  # of people who name no way of taking part
    sends_letters: Mapped[bool] = mapped_column(default=False)  # each gets a confirmation
    waiting: Mapped[int] = mapped_column(default=0)  # of those added, on the waiting list
    kept: Mapped[int] = mapped_column(default=0)  # of those added, when it was undone

    event: Mapped[Event] = relationship()


class Imported(Model):
    """One person whom an import brought, and how they stood then."""

    __tablename__ = "registration_imported"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    import_id: Mapped[int] = mapped_column(
        ForeignKey("registration_import.id", ondelete="CASCADE"), index=True
    )
    digest: Mapped[str] = mapped_column(String(64))  # of everything that people can change
