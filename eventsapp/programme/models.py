"""Programme: agenda items in order, and people with their role and posts at the event.

An item keeps its distance to the start of its event, so it moves when the event moves.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts, Translated
from eventsapp.events.models import Event
from eventsapp.extensions import Model


class PersonRole(StrEnum):
    """What a person does at an event."""

    CHAIR = "chair"
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    PARTICIPANT = "participant"
    INTERPRETER = "interpreter"


class Openness(StrEnum):
    """How far the press may follow an item."""

    OPEN = "open"
    PHOTO = "photo"  # photo opportunity at its beginning
    CLOSED = "closed"


class Participation(Model):
    """One person's role at one event, with the posts they hold there."""

    __table_args__ = (UniqueConstraint("event_id", "contact_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[PersonRole]
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship()
    contact: Mapped[Contact] = relationship()
    posts: Mapped[list["ParticipationPost"]] = relationship(
        cascade="all, delete-orphan", order_by="ParticipationPost.position"
    )

    @property
    def posts_joined(self) -> Texts:
        """Their posts at the event, one text per language."""
        languages = dict.fromkeys(code for post in self.posts for code in post.titles.languages())
        return Texts(
            {
                code: ", ".join(post.titles[code] for post in self.posts if post.titles.get(code))
                for code in languages
            }
        )


class ParticipationPost(Model):
    """One post as it stood at the event; later posts of the contact do not change it."""

    __tablename__ = "participation_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)


class Item(Model):
    """One item of an event's programme. Without an hour it is a point of the agenda."""

    __tablename__ = "programme_item"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    minutes_after: Mapped[int | None]  # the start, or the midnight before it; None: no hour
    counts_from_midnight: Mapped[bool] = mapped_column(default=False)  # written without an hour
    minutes: Mapped[int | None]  # its length
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)
    notes: Mapped[Texts] = mapped_column(Translated, default=dict)
    openness: Mapped[Openness] = mapped_column(default=Openness.OPEN)
    side_event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), index=True
    )  # a visit with places of its own

    event: Mapped[Event] = relationship(foreign_keys=[event_id])
    side_event: Mapped[Event | None] = relationship(foreign_keys=[side_event_id])
    speakers: Mapped[list["ItemSpeaker"]] = relationship(
        cascade="all, delete-orphan", order_by="ItemSpeaker.position"
    )

    @property
    def local_starts_at(self) -> datetime | None:
        """When it begins, as clocks in the event's zone show it; a visit at its own hour.

        None for a point of the agenda, and while the hour of the event it follows is unknown.
        """
        if self.side_event is not None and self.side_event.has_hours:
            return self.side_event.local_starts_at
        if self.minutes_after is None or not (self.event.has_hours or self.counts_from_midnight):
            return None
        return self._counted_from() + timedelta(minutes=self.minutes_after)

    @local_starts_at.setter
    def local_starts_at(self, starts: datetime | None) -> None:
        self.counts_from_midnight = not self.event.has_hours
        self.minutes_after = None
        if starts is not None:
            distance = starts - self._counted_from()
            self.minutes_after = int(distance.total_seconds()) // 60

    @property
    def local_ends_at(self) -> datetime | None:
        """When it ends, where start and length are known."""
        starts = self.local_starts_at
        return starts + timedelta(minutes=self.minutes) if starts and self.minutes else None

    def _counted_from(self) -> datetime:
        start = self.event.local_starts_at
        return datetime.combine(start.date(), time()) if self.counts_from_midnight else start


class ItemSpeaker(Model):
    """One person who speaks in one item."""

    __tablename__ = "programme_speaker"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("programme_item.id", ondelete="CASCADE"), primary_key=True
    )
    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)

    participation: Mapped[Participation] = relationship()
