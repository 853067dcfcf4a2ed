"""Venues: cities with their zone, places with address and access, rooms with seats."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core import search
from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class City(Model):
    """One city or town, with a stable key for addresses and filters."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)  # osh, aktobe, istanbul
    country: Mapped[str] = mapped_column(String(2))  # ISO 3166-1
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    timezone: Mapped[str] = mapped_column(String(64))  # IANA
    search_key: Mapped[str] = mapped_column(default="")

    def refresh_search_key(self) -> None:
        """Fold the names again; call after changing one."""
        self.search_key = search.key([self.key, *self.names.every()])


class Venue(Model):
    """One place with an address, kept by an organisation."""

    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"), index=True)
    original_language: Mapped[str] = mapped_column(String(2), default="en")
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    address: Mapped[Texts] = mapped_column(Translated, default=dict)
    access: Mapped[Texts] = mapped_column(Translated, default=dict)  # way in, step-free, TV vans
    latitude: Mapped[float | None]  # degrees, WGS 84
    longitude: Mapped[float | None]
    timezone: Mapped[str | None] = mapped_column(String(64))  # only where it differs from the city
    capacity: Mapped[int | None]  # persons, the whole place
    phone: Mapped[str] = mapped_column(String(60), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    search_key: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    city: Mapped[City] = relationship(lazy="joined")
    rooms: Mapped[list["Room"]] = relationship(
        back_populates="venue", cascade="all, delete-orphan", order_by="Room.position"
    )

    @property
    def zone(self) -> str:
        """Its IANA zone."""
        return self.timezone or self.city.timezone

    def refresh_search_key(self) -> None:
        """Fold the names and addresses again; call after changing one."""
        self.search_key = search.key([*self.names.every(), *self.address.every()])


class Room(Model):
    """One room of a venue."""

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    capacity: Mapped[int | None]  # seats

    venue: Mapped[Venue] = relationship(back_populates="rooms")
