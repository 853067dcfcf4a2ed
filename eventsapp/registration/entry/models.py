"""How an event lets people in beyond a form: its choices, decisions about people, places passed on."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model
from eventsapp.registration.models import Registration, Status

OFFER_HOURS = 48  # unless an organiser says otherwise
MOST_HOURS = 720


class EntryRules(Model):
    """The organiser's choices for one event; without a row the defaults hold."""

    __tablename__ = "registration_entry_rules"
    __table_args__ = (
        CheckConstraint(f"offer_hours BETWEEN 1 AND {MOST_HOURS}", name="offer_hours"),
        CheckConstraint("change_hours IS NULL OR change_hours >= 0", name="change_hours"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    offers_by_itself: Mapped[bool] = mapped_column(default=True)  # a free place, down the line
    offer_hours: Mapped[int] = mapped_column(default=OFFER_HOURS)
    in_working_hours: Mapped[bool] = mapped_column(default=False)  # Monday to Friday, 9 to 18
    change_hours: Mapped[int | None]  # before the start; None: at any time
    answer_by: Mapped[datetime | None]  # when those who asked for a place know
    accepted_words: Mapped[Texts] = mapped_column(Translated, default=dict)
    declined_words: Mapped[Texts] = mapped_column(Translated, default=dict)


class Decision(Model):
    """What an organiser decided about one person who asked for a place."""

    __tablename__ = "registration_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[Status]
    status: Mapped[Status]
    note: Mapped[str] = mapped_column(default="")  # as written to the person
    words: Mapped[str] = mapped_column(default="", server_default="")  # how the answer begins
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()


class Transfer(Model):
    """A place that somebody passes on; it stays theirs until the other accepts."""

    __tablename__ = "registration_transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), unique=True
    )
    token: Mapped[str] = mapped_column(
        String(43), unique=True, default=secrets.token_urlsafe
    )  # what opens the other's page, `/t/<token>`
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))  # lower-case
    language: Mapped[str] = mapped_column(String(2))
    offered_at: Mapped[datetime]
    until: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
