"""Materials of an event: what each is and who may have it, its versions, uploads, agreements.

A material under embargo opens by the clock alone; nothing is changed when its hour comes.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.accreditation.models import Applicant
from eventsapp.core import search
from eventsapp.core.texts import Texts, Translated
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.materials.kinds import Audience, Licence, Sort


class Material(Model):
    """One thing for the press at one event; what is downloaded is its last version."""

    __tablename__ = "material"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)
    search_key: Mapped[str | None]  # words of its titles; None until they are folded
    language: Mapped[str] = mapped_column(String(2), default="")  # of its content; empty: none
    licence: Mapped[Licence] = mapped_column(default=Licence.CREDIT)
    credit: Mapped[str] = mapped_column(String(200), default="")  # the line to be printed
    audience: Mapped[Audience] = mapped_column(default=Audience.PUBLIC)
    embargo_at: Mapped[datetime | None] = mapped_column(index=True)
    embargo_zone: Mapped[str] = mapped_column(String(64), default="")  # in which it was set
    opening_told_at: Mapped[datetime | None]  # when the press was written to that it is open

    event: Mapped[Event] = relationship()
    versions: Mapped[list["MaterialVersion"]] = relationship(
        back_populates="material", cascade="all, delete-orphan", order_by="MaterialVersion.number"
    )

    @property
    def current(self) -> "MaterialVersion":
        """What is downloaded."""
        return self.versions[-1]

    def refresh_search_key(self) -> None:
        """Fold the titles again; call after changing one."""
        self.search_key = search.key(self.titles.every())

    def is_open(self, now: datetime) -> bool:
        """Whether no embargo holds it any more."""
        return self.embargo_at is None or self.embargo_at <= now


class MaterialVersion(Model):
    """One file of a material, as it was at a time."""

    __tablename__ = "material_version"
    __table_args__ = (UniqueConstraint("material_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(default=1)
    sort: Mapped[Sort]
    file_key: Mapped[str] = mapped_column(String(80))  # of the file storage
    file_name: Mapped[str] = mapped_column(String(200))  # as it is offered for keeping
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int]
    widths: Mapped[dict] = mapped_column(default=dict)  # of a picture: pixels → file key
    note: Mapped[str] = mapped_column(String(500), default="")  # what is different from the last
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )

    material: Mapped[Material] = relationship(back_populates="versions")
    uploaded_by: Mapped[User | None] = relationship()

    @property
    def keys(self) -> list[str]:
        """Everything that lies in the storage for it."""
        return [self.file_key, *self.widths.values()]


class MaterialUpload(Model):
    """One file that is coming in pieces; gone when all of it has come, or after a day."""

    __tablename__ = "material_upload"
    __table_args__ = (CheckConstraint("received_bytes BETWEEN 0 AND size_bytes", name="received"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    file_name: Mapped[str] = mapped_column(String(200))
    size_bytes: Mapped[int]
    received_bytes: Mapped[int] = mapped_column(default=0)
    pieces: Mapped[list] = mapped_column(default=list)  # file keys, in order
    started_at: Mapped[datetime]

    @property
    def is_whole(self) -> bool:
        """Whether every piece has come."""
        return self.received_bytes == self.size_bytes


class EmbargoAgreement(Model):
    """One journalist's promise to hold what is under embargo until an instant."""

    __tablename__ = "material_agreement"
    __table_args__ = (UniqueConstraint("applicant_id", "embargo_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("press_applicant.id", ondelete="CASCADE"))
    embargo_at: Mapped[datetime]
    words: Mapped[str]  # as they were ticked
    agreed_at: Mapped[datetime]

    applicant: Mapped[Applicant] = relationship()


class Download(Model):
    """One version handed to one journalist by their own link."""

    __tablename__ = "material_download"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("material_version.id", ondelete="CASCADE"), index=True
    )
    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("press_applicant.id", ondelete="CASCADE"), index=True
    )
    downloaded_at: Mapped[datetime]

    version: Mapped[MaterialVersion] = relationship()
    applicant: Mapped[Applicant] = relationship()
