"""One file of journalists that is being taken in, and how far that is."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core.imports import FileImport
from eventsapp.events.models import Event
from eventsapp.extensions import Model


class PressImport(FileImport, Model):
    """One uploaded file; the applications it brought name it, so that it can be undone."""

    __tablename__ = "press_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    sends_letters: Mapped[bool] = mapped_column(default=False)  # each hears that it has come
    gone: Mapped[int] = mapped_column(default=0)  # of those added, when it was undone

    event: Mapped[Event] = relationship()
