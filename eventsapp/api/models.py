"""Tokens of programs, and the answers kept for those who ask the same twice."""

from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class Scope(StrEnum):
    """What a token may be used for."""

    EVENTS_READ = "events:read"
    EVENTS_WRITE = "events:write"
    DIRECTORY_READ = "directory:read"  # venues, organisations, contacts
    REGISTRATIONS_READ = "registrations:read"
    REGISTRATIONS_WRITE = "registrations:write"
    ACCREDITATIONS_READ = "accreditations:read"
    CHECKINS_READ = "checkins:read"
    MESSAGES_READ = "messages:read"


class Token(Model):
    """What lets one program work for one organisation. Its secret is shown once, never stored."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(100))  # of the program
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256 of the secret
    hint: Mapped[str] = mapped_column(String(8))  # its last letters, to tell it from others
    scopes: Mapped[list] = mapped_column(default=list)
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    used_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()
    created_by: Mapped[User | None] = relationship()

    def allows(self, scope: Scope) -> bool:
        """Whether it may be used for this."""
        return scope.value in self.scopes

    def is_expired(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.expires_at <= now


class KeptAnswer(Model):
    """The answer to one request with an Idempotency-Key, for when it is sent again."""

    __tablename__ = "api_kept_answer"
    __table_args__ = (UniqueConstraint("token_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_id: Mapped[int] = mapped_column(ForeignKey("api_token.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(255))
    request_digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of method, address and body
    status: Mapped[int]
    headers: Mapped[dict] = mapped_column(default=dict)
    body: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)

    def forget(self) -> None:
        """Keep that it was answered, so that nothing is done twice, and not with what."""
        self.status, self.headers, self.body = HTTPStatus.GONE, {}, ""
