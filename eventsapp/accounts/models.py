"""Accounts: people who sign in, and their memberships in organisations."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation
from eventsapp.web.guard import Role


class User(UserMixin, Model):
    """One person who can sign in, known by their e-mail address."""

    __tablename__ = "account"  # "user" is a reserved word in PostgreSQL
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- no link finds a later row

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # stored lower-case
    name: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")  # empty: not set yet
    language: Mapped[str] = mapped_column(String(2), default="en")
    is_admin: Mapped[bool] = mapped_column(default=False)  # of the installation
    generation: Mapped[int] = mapped_column(default=0)  # raised: every session and link ends
    link_generation: Mapped[int] = mapped_column(default=0, server_default="0")  # of sign-in links
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Membership.id"
    )

    def get_id(self) -> str:
        """What the session keeps; it ends when the generation rises."""
        return f"{self.id}.{self.generation}"


class Membership(Model):
    """One person's role in one organisation."""

    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[Role]

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()


class AddressChange(Model):
    """Another address that somebody wishes to sign in with, until they confirm it there."""

    __tablename__ = "account_address_change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 -- no link finds a later row

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(String(254))  # stored lower-case
    ends_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class Invite(Model):
    """An invitation to join a team, until it is taken up or withdrawn."""

    __tablename__ = "team_invite"
    __table_args__ = (
        UniqueConstraint("organisation_id", "email"),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))  # stored lower-case
    role: Mapped[Role]
    generation: Mapped[int] = mapped_column(default=0)  # raised: the link mailed before ends
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    invited_by: Mapped[User | None] = relationship()
