"""One file of contacts that is being taken in, and how far that is."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class Progress(StrEnum):
    """Where an import stands."""

    MATCHING = "matching"  # its columns wait for a meaning
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    UNDONE = "undone"


class ContactImport(Model):
    """One uploaded file; the contacts it brought name it, so that it can be undone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    file_name: Mapped[str] = mapped_column(String(200))
    file_key: Mapped[str] = mapped_column(String(80))  # of the file storage; empty once forgotten
    language: Mapped[str] = mapped_column(String(2))  # in which names and posts are written
    progress: Mapped[Progress] = mapped_column(default=Progress.MATCHING)
    matching: Mapped[list[Any]] = mapped_column(JSON, default=list)  # what each column means
    total: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)  # rows gone through
    added: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)  # were in the book already
    faults: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [row number, kind of fault]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
