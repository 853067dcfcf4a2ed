"""Personal invitations: who was asked on which terms, what they answered, who comes through it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    UniqueConstraint,
    and_,
    case,
    exists,
    select,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from eventsapp.contacts.models import Contact
from eventsapp.core import search, tokens
from eventsapp.core.texts import Texts, Translated
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event, State
from eventsapp.extensions import Model
from eventsapp.mail.models import Message
from eventsapp.registration.models import LIVE, Registration

LINK = "invite"  # kind of token
MOST_COMPANIONS = 9


class Answer(StrEnum):
    """What the invited person said last."""

    YES = "yes"
    DEPUTY = "deputy"
    NO = "no"


class Standing(StrEnum):
    """How far an invitation has come."""

    QUEUED = "queued"
    SENT = "sent"
    OPENED = "opened"
    YES = "yes"
    DEPUTY = "deputy"
    NO = "no"
    WITHDRAWN = "withdrawn"


class Round(Model):
    """One time that people are invited to an event: as what, until when, on which terms."""

    __tablename__ = "invitation_round"
    __table_args__ = (
        UniqueConstraint("event_id", "form_key"),
        CheckConstraint(f"companions BETWEEN 0 AND {MOST_COMPANIONS}", name="companions"),
        CheckConstraint("remind_at IS NULL OR remind_at < answer_by", name="reminded_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    category_id: Mapped[int] = mapped_column(
        ForeignKey("event_category.id", ondelete="CASCADE"), index=True
    )
    answer_by: Mapped[datetime]
    remind_at: Mapped[datetime | None] = mapped_column(index=True)  # those who are silent then
    companions: Mapped[int] = mapped_column(default=0)  # who may come along, each
    is_forwardable: Mapped[bool] = mapped_column(default=False)  # whoever has the link may come
    notes: Mapped[Texts] = mapped_column(Translated, default=dict)  # the organiser's own words
    form_key: Mapped[str | None] = mapped_column(String(64))  # of the filling it came from
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    event: Mapped[Event] = relationship()
    category: Mapped[Category] = relationship()

    @property
    def persons(self) -> int:
        """How many may come through one invitation."""
        return 1 + self.companions

    @property
    def until(self) -> datetime:
        """When answers end: as set, and in any case when the event starts."""
        return min(self.answer_by, self.event.starts_at)


class Guest(Model):
    """One registration that came through an invitation: the person's, a deputy's, a stranger's."""

    __tablename__ = "invitation_guest"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    invite_id: Mapped[int] = mapped_column(
        ForeignKey("personal_invitation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_own: Mapped[bool] = mapped_column(default=True)  # made by the answer, so it ends with it

    registration: Mapped[Registration] = relationship()
    invite: Mapped["Invitee"] = relationship(back_populates="guests")


def _somebody_comes(invite_id: Any) -> ColumnElement[bool]:
    return exists(
        select(Guest.registration_id)
        .join(Guest.registration)
        .where(Guest.invite_id == invite_id, Registration.status.in_(LIVE))
        .correlate_except(Guest, Registration)
    )


class Invitee(Model):
    """One person's invitation to an event. Name and address are those it was written to."""

    __tablename__ = "personal_invitation"
    __table_args__ = (
        UniqueConstraint("event_id", "contact_id"),
        UniqueConstraint("event_id", "email"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("email IS NOT NULL OR erased_at IS NOT NULL", name="reachable"),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    round_id: Mapped[int] = mapped_column(
        ForeignKey("invitation_round.id", ondelete="CASCADE"), index=True
    )
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254), index=True)  # lower-case
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2))
    search_key: Mapped[str] = mapped_column(default="")
    generation: Mapped[int] = mapped_column(default=0)  # raised: the old link ends
    due_at: Mapped[datetime | None] = mapped_column(index=True)  # of a letter still to be queued
    sent_at: Mapped[datetime | None] = mapped_column()  # given to the outbox
    opened_at: Mapped[datetime | None] = mapped_column()
    reminded_at: Mapped[datetime | None]
    answer: Mapped[Answer | None] = mapped_column()
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    erased_at: Mapped[datetime | None]  # personal data gone, the row still counts
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id", ondelete="SET NULL"), index=True
    )  # the last letter

    standing: Mapped[str] = column_property(
        case(
            (withdrawn_at.is_not(None), Standing.WITHDRAWN.value),
            (and_(answer == Answer.DEPUTY.value, _somebody_comes(id)), Standing.DEPUTY.value),
            (and_(answer == Answer.YES.value, _somebody_comes(id)), Standing.YES.value),
            (answer.is_not(None), Standing.NO.value),  # said so, or cancelled since
            (opened_at.is_not(None), Standing.OPENED.value),
            (sent_at.is_not(None), Standing.SENT.value),
            else_=Standing.QUEUED.value,
        )
    )  # a Standing, as it is when the row is read

    event: Mapped[Event] = relationship()
    round: Mapped[Round] = relationship()
    contact: Mapped[Contact | None] = relationship()
    message: Mapped[Message | None] = relationship()
    guests: Mapped[list["Guest"]] = relationship(
        lambda: Guest,  # not by name: those who work at an event are called so too
        back_populates="invite",
        order_by=lambda: Guest.registration_id,
        passive_deletes=True,
    )

    @property
    def token(self) -> str:
        """What opens the person's own page, `/i/<token>`."""
        return tokens.make(LINK, self.id, self.generation)

    def takes_answers(self, now: datetime) -> bool:
        """Whether somebody can still answer, or answer otherwise."""
        stands = self.withdrawn_at is None and self.event.state is State.PUBLISHED
        return stands and now < self.round.until

    def reply(self, answer: Answer, now: datetime) -> None:
        """Note what was answered."""
        self.answer, self.answered_at = answer, now
        self.opened_at = self.opened_at or now

    def refresh_search_key(self) -> None:
        """Fold what the table is searched for; call after changing one."""
        self.search_key = search.key([self.name, self.email, self.organisation_name])

    def erase(self, now: datetime) -> None:
        """Forget who it was. The row stays, so that the numbers do; the link ends."""
        self.name = self.organisation_name = self.search_key = ""
        self.email = self.contact_id = None
        self.generation += 1
        self.erased_at = now
