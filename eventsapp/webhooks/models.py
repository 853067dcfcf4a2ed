"""Endpoints that are called, and what each was told or is still to be told."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core import sealing
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation

PURPOSE = b"webhook secret"  # of sealing


class Kind(StrEnum):
    """What has happened."""

    EVENT_PUBLISHED = "event.published"
    EVENT_CHANGED = "event.changed"
    EVENT_POSTPONED = "event.postponed"
    EVENT_CANCELLED = "event.cancelled"
    EVENT_WITHDRAWN = "event.withdrawn"
    REGISTRATION_ADDED = "registration.added"
    REGISTRATION_CHANGED = "registration.changed"
    ACCREDITATION_CHANGED = "accreditation.changed"
    CHECKIN_ENTERED = "checkin.entered"
    CHECKIN_LEFT = "checkin.left"
    CHECKIN_UNDONE = "checkin.undone"


TEST = "webhook.test"  # asked for by hand


class Standing(StrEnum):
    """Whether an endpoint is called."""

    ACTIVE = "active"
    PAUSED = "paused"  # by hand
    STOPPED = "stopped"  # it has failed for days, or said that it is gone


class State(StrEnum):
    """Where one delivery stands."""

    WAITING = "waiting"  # for its time, or the next attempt
    DELIVERED = "delivered"
    FAILED = "failed"  # every attempt


class Endpoint(Model):
    """One address of another system. Its secret is sealed; the former one signs on for a day."""

    __tablename__ = "webhook_endpoint"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    url: Mapped[str] = mapped_column(String(1000))
    kinds: Mapped[list] = mapped_column(default=list)
    sealed_secret: Mapped[str] = mapped_column(String(300))
    sealed_former: Mapped[str] = mapped_column(String(300), default="")
    former_until: Mapped[datetime | None]
    standing: Mapped[Standing] = mapped_column(default=Standing.ACTIVE)
    failing_since: Mapped[datetime | None]
    rests_until: Mapped[datetime | None]  # a worker has it until then, or it failed just now
    called_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()

    @property
    def is_active(self) -> bool:
        """Whether it is called."""
        return self.standing is Standing.ACTIVE

    def secrets(self, now: datetime) -> list[str]:
        """What a call is signed with: the secret, and for a day the one before it."""
        sealed = [self.sealed_secret]
        if self.former_until and now < self.former_until:
            sealed.append(self.sealed_former)
        return [sealing.unseal(PURPOSE, each) for each in sealed]

    def reseal(self) -> None:
        """Seal the secrets under the present key of the installation."""
        self.sealed_secret = sealing.reseal(PURPOSE, self.sealed_secret)
        self.sealed_former = sealing.reseal(PURPOSE, self.sealed_former)


class Delivery(Model):
    """One thing that one endpoint is told: the same words and key at every attempt."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index("ix_webhook_delivery_due", "endpoint_id", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("webhook_endpoint.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40), unique=True)  # the `webhook-id`
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str]
    state: Mapped[State] = mapped_column(default=State.WAITING)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[datetime | None]  # or when it was seen that no answer comes
    status: Mapped[int | None]  # of HTTP
    problem: Mapped[str] = mapped_column(String(300), default="")

    endpoint: Mapped[Endpoint] = relationship()
