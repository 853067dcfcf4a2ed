"""What was handed out of people's data."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class Handout(Model):
    """A link on which one person fetches what an organisation has stored of them."""

    __tablename__ = "privacy_handout"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- no link finds a later row

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(String(254))  # stored lower-case
    language: Mapped[str] = mapped_column(String(2))
    ends_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()

    @property
    def topic(self) -> str:
        """What the mail with the link is about, in the outbox."""
        return f"handout:{self.id}"
