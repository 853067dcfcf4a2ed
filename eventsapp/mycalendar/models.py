"""The calendar of one person: its secret address, and what it shows beside their own events."""

from datetime import datetime

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.core import tokens
from eventsapp.extensions import Model

FEED, PAGE = "calendar", "calendar-page"  # kinds of token


class OwnCalendar(Model):
    """The calendar of one address, and what it shows beside the person's own events."""

    __tablename__ = "own_calendar"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- no link finds a later row

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # as in Registration
    language: Mapped[str] = mapped_column(String(2))
    generation: Mapped[int] = mapped_column(default=0)  # raised: the old address ends
    filters: Mapped[list] = mapped_column(default=list, server_default=text("'[]'"))  # to_args()
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]  # what it shows; None: never

    @property
    def token(self) -> str:
        """What the address of the feed carries, `/f/<token>.ics`."""
        return tokens.make(FEED, self.id, self.generation)

    @property
    def page_token(self) -> str:
        """What opens the page on which it is arranged; goes to its person alone, by mail."""
        return tokens.make(PAGE, self.id)
