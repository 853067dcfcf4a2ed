"""Events: texts per language, wall time and zone beside the instant, state, place, bodies, contacts.

An instant (`starts_at`) always follows from wall time and zone; only `events.times` sets both.
"""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    exists,
    text,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.contacts.models import Contact
from eventsapp.core.database import WallTime
from eventsapp.core.texts import Texts, Translated
from eventsapp.events.category_models import Category
from eventsapp.events.kinds import KINDS, Kind, Type
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City, Room, Venue

_MOVED_SQL = "previous_starts_at IS NOT NULL"
_MOVED_LOCALLY_SQL = "previous_local_starts_at IS NOT NULL"
UID_HOST = "dateline"  # constant, so that a uid outlives every change of address


class State(StrEnum):
    """What has been said in public about an event. `live` and `over` are computed."""

    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"  # without a new date
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"  # answers 410


class Precision(StrEnum):
    """How well the date is known."""

    TIME = "time"
    DAY = "day"  # the hour is not known
    UNCERTAIN = "uncertain"  # the day is a guess


class Visibility(StrEnum):
    """Who finds the page."""

    PUBLIC = "public"
    UNLISTED = "unlisted"  # by its address only
    PRIVATE = "private"  # the team only


class OrganisationRole(StrEnum):
    """What a body does for an event."""

    ORGANISER = "organiser"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"
    FUNDER = "funder"
    SUPPORTER = "supporter"
    HOST = "host"
    PATRON = "patron"


PUBLIC_STATES = (State.PUBLISHED, State.POSTPONED, State.CANCELLED)


class Series(Model):
    """What links the separate events made by one repeat rule."""

    __tablename__ = "event_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(200))  # RFC 5545 RRULE it was made from
    first_uid: Mapped[str] = mapped_column(String(80))  # of the event that was repeated
    created_at: Mapped[datetime]


class Event(Model):
    """One event: a press conference, a council meeting, a visit."""

    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="end_after_start"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        Index("ix_event_state_starts_at", "state", "visibility", "starts_at"),
        Index("ix_event_ends_at", "ends_at"),
        Index("ix_event_organisation_starts_at", "organisation_id", "starts_at"),
        Index("ix_event_organisation_local_starts_at", "organisation_id", "local_starts_at"),
        Index("ix_event_local_starts_at", "local_starts_at"),
        Index("ix_event_local_ends_at", "local_ends_at"),
        Index(
            "ix_event_previous_starts_at",
            "previous_starts_at",
            sqlite_where=text(_MOVED_SQL),
            postgresql_where=text(_MOVED_SQL),
        ),  # few, and looked for by each list and month
        Index(
            "ix_event_previous_local_starts_at",
            "previous_local_starts_at",
            sqlite_where=text(_MOVED_LOCALLY_SQL),
            postgresql_where=text(_MOVED_LOCALLY_SQL),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(
        String(80), unique=True, default=lambda: f"{uuid.uuid4()}@{UID_HOST}"
    )  # never changes: RFC 7986 §5.3
    slug: Mapped[str | None] = mapped_column(String(120), unique=True)  # set at first publication
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    type: Mapped[Type]
    type_names: Mapped[Texts] = mapped_column(Translated, default=dict)  # its own full type name
    original_language: Mapped[str] = mapped_column(String(2))
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)
    summaries: Mapped[Texts] = mapped_column(
        Translated, default=dict
    )  # plain, one or two sentences
    descriptions: Mapped[Texts] = mapped_column(Translated, default=dict)  # Markdown
    funding_lines: Mapped[Texts] = mapped_column(Translated, default=dict)
    place_notes: Mapped[Texts] = mapped_column(Translated, default=dict)  # "Nauryzbay district"

    precision: Mapped[Precision] = mapped_column(default=Precision.TIME)
    local_starts_at: Mapped[datetime] = mapped_column(WallTime)  # a day event: midnight of its day
    local_ends_at: Mapped[datetime | None] = mapped_column(WallTime)  # a day event: its last day
    local_doors_at: Mapped[datetime | None] = mapped_column(WallTime)  # doors, registration desk
    timezone: Mapped[str] = mapped_column(String(64))  # IANA
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]  # a day event: the midnight after its last day
    doors_at: Mapped[datetime | None]
    previous_local_starts_at: Mapped[datetime | None] = mapped_column(WallTime)  # before a move
    previous_starts_at: Mapped[datetime | None]

    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="SET NULL"))
    room_id: Mapped[int | None] = mapped_column(
        ForeignKey("room.id", ondelete="SET NULL"), index=True
    )
    online_url: Mapped[str] = mapped_column(String(1000), default="")
    online_is_public: Mapped[bool] = mapped_column(default=False)  # a stream; else for registrants
    open_to_press: Mapped[bool] = mapped_column(default=True)
    working_languages: Mapped[list] = mapped_column(default=list)  # spoken there, codes
    interpretation: Mapped[list] = mapped_column(default=list)  # into these, codes

    state: Mapped[State] = mapped_column(default=State.DRAFT)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    reasons: Mapped[Texts] = mapped_column(Translated, default=dict)  # of the last change of state
    state_changed_at: Mapped[datetime | None]
    state_changed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    trashed_at: Mapped[datetime | None] = mapped_column(index=True)  # None: not in the trash
    trashed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    first_published_at: Mapped[datetime | None]
    capacity: Mapped[int | None]  # persons in all categories together
    retention_days: Mapped[int | None]  # None: the organisation's
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), index=True
    )  # the trip of a visit, the press conference of a school visit
    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_series.id", ondelete="SET NULL"), index=True
    )
    source_url: Mapped[str] = mapped_column(String(1000), default="")

    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 §3.8.7.4
    version: Mapped[int] = mapped_column(default=1)  # of the record, for forms opened at a time
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]  # of the last change a reader can see
    working_copy: Mapped[dict | None]  # the Details tab as typed, not yet public
    working_copy_at: Mapped[datetime | None]
    working_copy_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    people_key: Mapped[str] = mapped_column(default="")  # folded names, given by `programme`
    facts_key: Mapped[str] = mapped_column(default="", server_default="")  # given by `outcome`
    search_key: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship()
    city: Mapped[City | None] = relationship()
    venue: Mapped[Venue | None] = relationship()
    room: Mapped[Room | None] = relationship()
    parent: Mapped["Event | None"] = relationship(remote_side=[id])
    series: Mapped[Series | None] = relationship()
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    trashed_by: Mapped[User | None] = relationship(foreign_keys=[trashed_by_id])
    bodies: Mapped[list["EventOrganisation"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="EventOrganisation.position"
    )
    categories: Mapped[list[Category]] = relationship(
        back_populates="event",
        cascade="all, delete-orphan",
        order_by="Category.position",
        primaryjoin="and_(Event.id == Category.event_id, Category.for_press.is_(False))",
    )  # those of the public; the press has places of its own
    contacts: Mapped[list["PressContact"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="PressContact.position"
    )
    takes_registrations: Mapped[bool] = column_property(  # where only that is asked
        exists()
        .where(Category.event_id == id, Category.for_press.is_(False))
        .correlate_except(Category),
        deferred=True,
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own name

    @property
    def kind(self) -> Kind:
        """Look, name and habits of its type."""
        return KINDS[self.type]

    @property
    def topic(self) -> str:
        """Its name in the outbox."""
        return f"event:{self.id}"

    @property
    def is_public(self) -> bool:
        """Whether anybody with the address may read its page."""
        return self._is_announced and self.visibility is not Visibility.PRIVATE

    @property
    def is_listed(self) -> bool:
        """Whether it stands in lists, feeds and the search."""
        return self._is_announced and self.visibility is Visibility.PUBLIC

    @property
    def is_gone(self) -> bool:
        """Whether its address answers 410: the page was taken away."""
        return self.state is State.WITHDRAWN or self.trashed_at is not None

    @property
    def has_hours(self) -> bool:
        """Whether rules by the hour apply to it."""
        return self.precision is Precision.TIME

    def leaves_out(self, texts: Texts) -> bool:
        """Whether one of these texts stands nowhere in the description of its language."""
        return any(text not in self.descriptions.get(code, "") for code, text in texts.items())

    def is_live(self, now: datetime) -> bool:
        """Whether it is taking place."""
        on = self.state is State.PUBLISHED and self.has_hours and self.starts_at <= now
        return on and now < self.effective_end

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.effective_end <= now

    @property
    def _is_announced(self) -> bool:
        return self.state in PUBLIC_STATES and self.trashed_at is None

    @property
    def effective_end(self) -> datetime:
        """Its end; where none is given, the start and the usual length of its type."""
        return self.ends_at or self.starts_at + timedelta(minutes=self.kind.minutes)


class EventOrganisation(Model):
    """One body's role at one event."""

    __tablename__ = "event_organisation"
    __table_args__ = (UniqueConstraint("event_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[OrganisationRole]
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(back_populates="bodies")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


class PressContact(Model):
    """One contact who answers the press about one event."""

    __tablename__ = "event_press_contact"
    __table_args__ = (UniqueConstraint("event_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(back_populates="contacts")
    contact: Mapped[Contact] = relationship()
