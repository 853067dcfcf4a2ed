"""Newspapers, stations, agencies and sites in the directory of a press service."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.contacts.keys import LONGEST_OUTLET
from eventsapp.extensions import Model


class OutletKind(StrEnum):
    """What an outlet is."""

    AGENCY = "agency"
    TELEVISION = "television"
    RADIO = "radio"
    PRINT = "print"
    ONLINE = "online"
    FREELANCE = "freelance"
    OTHER = "other"


class Outlet(Model):
    """One newspaper, station, agency or site: of contacts, applications and press cards alike.

    Whoever names it by any spelling that folds to its key belongs to it.
    """

    __tablename__ = "press_outlet"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(LONGEST_OUTLET))  # of the folded name
    kind: Mapped[OutletKind] = mapped_column(default=OutletKind.OTHER)
    country: Mapped[str] = mapped_column(String(2), default="")  # ISO 3166-1
    city: Mapped[str] = mapped_column(String(100), default="")
    languages: Mapped[list] = mapped_column(default=list, server_default="[]")  # codes
    site: Mapped[str] = mapped_column(String(500), default="", server_default="")
    created_at: Mapped[datetime]
