"""Subscriptions: who gets mails about which events, how often, since when."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict

from eventsapp.core import tokens
from eventsapp.events import filters
from eventsapp.events.filters import Filter
from eventsapp.extensions import Model

LINK = "digest"  # kind of token


class Frequency(StrEnum):
    """How often a digest comes, if there is anything to tell."""

    DAILY = "daily"
    WEEKLY = "weekly"


class State(StrEnum):
    """Where a subscription stands."""

    UNCONFIRMED = "unconfirmed"  # asked for; the address has not said yes
    ACTIVE = "active"
    ENDED = "ended"  # can be taken up again for a week


class Subscription(Model):
    """One address's wish to hear of the events that one filter lets through."""

    __tablename__ = "digest_subscription"
    TOPIC: ClassVar = "digest:"  # what the topics of its messages begin with
    __table_args__ = (
        UniqueConstraint("email", "filter_key"),
        Index("ix_digest_subscription_state_due_at", "state", "due_at"),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))  # stored lower-case
    language: Mapped[str] = mapped_column(String(2))
    frequency: Mapped[Frequency]
    tells_at_once: Mapped[bool] = mapped_column(default=True)  # of changes on the day itself
    filter_args: Mapped[dict] = mapped_column(default=dict)  # as the address of the list says it
    filter_key: Mapped[str] = mapped_column(String(64))  # the same for the same filter
    state: Mapped[State] = mapped_column(default=State.UNCONFIRMED)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    told_until: Mapped[datetime]  # what was published by then has been told
    due_at: Mapped[datetime]  # when the next digest goes out

    @property
    def filter(self) -> Filter:
        """What it follows. A city or organiser that is no more lets nothing through."""
        args: MultiDict[str, str] = MultiDict(self.filter_args)
        cities, organisers = args.getlist("city"), args.getlist("organiser")
        return filters.read(
            args, cities=dict.fromkeys(cities), organisers=dict.fromkeys(organisers)
        )

    @property
    def is_active(self) -> bool:
        """Whether its digests go out."""
        return self.state is State.ACTIVE

    @property
    def token(self) -> str:
        """What opens its own page, `/s/<token>`."""
        return tokens.make(LINK, self.id)

    @property
    def topic(self) -> str:
        """What its messages are filed under."""
        return f"{self.TOPIC}{self.id}"
