"""Messages: reminder rules with their due moment, notices of changes, and what people write."""

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.core.database import WallTime
from eventsapp.core.texts import Texts, Translated
from eventsapp.events import changes
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.registration.models import Status


class Anchor(StrEnum):
    """What a reminder's moment is counted from."""

    START = "start"
    END = "end"
    DOORS = "doors"
    DEADLINE = "deadline"  # the last closing time of registration
    ACCREDITATION = "accreditation"  # when applications of the press begin to be late
    ABSOLUTE = "absolute"


class Unit(StrEnum):
    """Minutes and hours count from the anchor; days fall on a local hour of their day."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Attendance(StrEnum):
    """Whom a message after the event is for. Where no door kept a list, everybody counts as there."""

    ANY = "any"
    CAME = "came"
    MISSED = "missed"


class RuleState(StrEnum):
    """Where the present run of a rule stands."""

    SCHEDULED = "scheduled"
    HELD = "held"
    DONE = "done"
    MISSED = "missed"  # its moment had passed: more than two days ago, or when it was added
    FAILED = "failed"  # its letters could not be written; last_error says why


class NoticeState(StrEnum):
    """Where a notice stands."""

    PENDING = "pending"
    HELD = "held"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class MailingState(StrEnum):
    """Where a message that somebody wrote stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    QUEUED = "queued"  # the minute in which it can be undone, and while it is handed over
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Rule(Model):
    """One automatic message to an event's registered people, and when it is due."""

    __tablename__ = "reminder_rule"
    __table_args__ = (
        Index("ix_reminder_rule_state_due_at", "state", "due_at"),
        CheckConstraint("(unit = 'days') = (local_time IS NOT NULL)", name="days_have_an_hour"),
        {"sqlite_autoincrement": True},  # the keys of its letters hold its number for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    template: Mapped[str] = mapped_column(String(60))  # "messages/week", "messages/day", …
    anchor: Mapped[Anchor] = mapped_column(default=Anchor.START)
    amount: Mapped[int] = mapped_column(default=0)  # of the unit; before is negative
    unit: Mapped[Unit] = mapped_column(default=Unit.HOURS)
    local_time: Mapped[time | None]  # days: at this hour in the event's zone
    local_due_at: Mapped[datetime | None] = mapped_column(WallTime)  # absolute
    subjects: Mapped[Texts] = mapped_column(Translated, default=dict)  # empty: the standard words
    bodies: Mapped[Texts] = mapped_column(Translated, default=dict)  # an added paragraph
    categories: Mapped[list] = mapped_column(default=list)  # only these, by id; empty: all
    states: Mapped[list] = mapped_column(default=lambda: [Status.CONFIRMED.value])
    languages: Mapped[list] = mapped_column(default=list)  # only who reads these; empty: all
    attendance: Mapped[Attendance] = mapped_column(default=Attendance.ANY)
    attaches_calendar: Mapped[bool] = mapped_column(default=False)  # else only where it is behind
    state: Mapped[RuleState] = mapped_column(default=RuleState.SCHEDULED)
    due_at: Mapped[datetime | None]  # None: the event has no such moment
    computed_for: Mapped[datetime | None]  # the event's updated_at that due_at follows
    run: Mapped[int] = mapped_column(default=1)  # rises when a done rule becomes due anew
    done_at: Mapped[datetime | None]  # when the last run ended
    recipients: Mapped[int] = mapped_column(default=0)  # of the present run, so far
    last_error: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()


class Notice(Model):
    """One announcement of published changes to an event's people; further changes join it."""

    __tablename__ = "change_notice"
    __table_args__ = (Index("ix_change_notice_state_due_at", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    template: Mapped[str] = mapped_column(String(60))  # "messages/changed", "…/postponed", …
    before: Mapped[dict] = mapped_column(default=dict)  # what people were last told
    notes: Mapped[Texts] = mapped_column(Translated, default=dict)  # the organiser's own words
    state: Mapped[NoticeState] = mapped_column(default=NoticeState.PENDING)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    recipients: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship()

    @property
    def kind(self) -> str:
        """What happened to the event: changed, postponed, cancelled, reinstated."""
        return self.template.removeprefix("messages/")

    @property
    def is_minor(self) -> bool:
        """Whether nobody has to be told: start, end and state are as people know them."""
        after = changes.snapshot(self.event)
        is_same = self.before.get("state") == after["state"]
        return bool(is_same) and not changes.is_moved(self.before, after)


class Mailing(Model):
    """One message that an organiser wrote, for the people of an event who are in its audience."""

    __table_args__ = (
        Index("ix_mailing_state_due_at", "state", "due_at"),
        UniqueConstraint("event_id", "form_key"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR due_at IS NOT NULL", name="due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    audience: Mapped[dict] = mapped_column(default=dict)  # see `audience.Audience`
    subjects: Mapped[Texts] = mapped_column(Translated, default=dict)
    bodies: Mapped[Texts] = mapped_column(Translated, default=dict)  # plain paragraphs
    state: Mapped[MailingState] = mapped_column(default=MailingState.DRAFT)
    due_at: Mapped[datetime | None]
    last_reached_id: Mapped[int] = mapped_column(default=0)  # of the registrations, handed over
    recipients: Mapped[int] = mapped_column(default=0)
    form_key: Mapped[str | None] = mapped_column(String(64))  # of the filling it came from
    version: Mapped[int] = mapped_column(default=1)  # of the record, for forms opened at a time
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    updated_at: Mapped[datetime]
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    released_at: Mapped[datetime | None]  # when somebody said that it may go out
    released_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    sent_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    released_by: Mapped[User | None] = relationship(foreign_keys=[released_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own name

    @property
    def written_languages(self) -> list[str]:
        """The languages in which it has both subject and text."""
        return [code for code in self.bodies.languages() if self.subjects.get(code)]

    @property
    def can_change(self) -> bool:
        """Whether it can still be edited: nothing of it is on its way."""
        return self.state in (MailingState.DRAFT, MailingState.SCHEDULED)

    @property
    def can_stop(self) -> bool:
        """Whether it can still be kept from going out."""
        waits = self.state is MailingState.QUEUED and self.last_reached_id == 0
        return self.can_change or waits
