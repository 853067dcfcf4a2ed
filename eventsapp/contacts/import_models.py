"""One file of contacts that is being taken in, and how far that is."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core.imports import FileImport
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class ContactImport(FileImport, Model):
    """One uploaded file; the contacts it brought name it, so that it can be undone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )

    organisation: Mapped[Organisation] = relationship()
