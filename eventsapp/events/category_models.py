"""Ways of taking part in an event, each with places of its own."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model

if TYPE_CHECKING:
    from eventsapp.events.models import Event


class Mode(StrEnum):
    """How people of a category take part."""

    ROOM = "room"
    ONLINE = "online"


class Category(Model):
    """One way of taking part in an event, with places of its own: in the room, online."""

    __tablename__ = "event_category"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity"),
        CheckConstraint(
            "organisation_limit IS NULL OR organisation_limit > 0", name="organisation_limit"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    mode: Mapped[Mode] = mapped_column(default=Mode.ROOM)
    names: Mapped[Texts] = mapped_column(Translated, default=dict)  # empty: the mode's own name
    capacity: Mapped[int | None]  # persons; None: as many as the event takes
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]  # None: when the event starts
    is_open: Mapped[bool] = mapped_column(default=True)  # the organiser's own switch
    for_press: Mapped[bool] = mapped_column(default=False)  # given by `accreditation` alone
    code: Mapped[str] = mapped_column(String(40), default="", server_default="")  # who knows it
    by_invitation: Mapped[bool] = mapped_column(default=False, server_default=false())
    allowed: Mapped[list] = mapped_column(default=list, server_default="[]")  # domains, addresses
    organisation_limit: Mapped[int | None]  # persons of one organisation
    needs_approval: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_waiting_list: Mapped[bool] = mapped_column(default=False, server_default=false())
    checks_address: Mapped[bool] = mapped_column(default=False, server_default=false())

    event: Mapped["Event"] = relationship(back_populates="categories")

    @property
    def joins_online(self) -> bool:
        """Whether its people get the link to join by.

        Those online; everybody where there is neither a place to come to nor a choice.
        """
        if self.mode is Mode.ONLINE or self.event.venue_id:
            return self.mode is Mode.ONLINE
        return all(way.mode is Mode.ROOM for way in self.event.categories)

    @property
    def is_offered(self) -> bool:
        """Whether the public form names it: what is by invitation alone needs a code for that."""
        return bool(self.code) or not self.by_invitation
