"""What signing in rests on beside the password: devices, passkeys, apps, recovery codes."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.extensions import Model


class Device(Model):
    """One browser in which somebody is signed in. Deleting the row signs it out."""

    __tablename__ = "account_device"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256 of the session's secret
    agent: Mapped[str] = mapped_column(String(200), default="")  # as the browser calls itself
    address: Mapped[str] = mapped_column(String(45), default="")  # of the network, at sign-in
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Authenticator(Model):
    """One person's authenticator app: a shared secret, in force once its first code was typed."""

    __tablename__ = "account_authenticator"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)  # of 30 seconds: a code works once


class RecoveryCode(Model):
    """One code on paper that takes the place of the app, once."""

    __tablename__ = "account_recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # keyed: see tokens.fingerprint


class Passkey(Model):
    """One key that a device of somebody keeps, and its public half."""

    __tablename__ = "account_passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))  # by which its owner knows it
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)  # base64url
    public_key: Mapped[bytes] = mapped_column(LargeBinary)  # COSE
    sign_count: Mapped[int] = mapped_column(default=0)  # a lower one later is a copied key
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Identity(Model):
    """One person as a provider of sign-ins knows them (OpenID Connect)."""

    __tablename__ = "account_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(255))  # the provider's number for them
    created_at: Mapped[datetime]

    user: Mapped[User] = relationship()
