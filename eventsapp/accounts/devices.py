"""The browsers in which people are signed in: each a row, so that each can be signed out."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from eventsapp.accounts import letters
from eventsapp.accounts.factor_models import Device
from eventsapp.accounts.letters import Occasion, Place
from eventsapp.accounts.models import User
from eventsapp.extensions import db

DAY_LONG = timedelta(hours=12)
FORTNIGHT = timedelta(days=14)


def enter(user: User, place: Place, *, remember: bool, now: datetime) -> str:
    """Sign a browser in; return the secret its session keeps. One never seen before is mailed."""
    secret, earlier = secrets.token_urlsafe(32), select(Device).where(Device.user_id == user.id)
    known = db.session.scalars(earlier).all()
    if known and place.agent not in {device.agent for device in known}:
        letters.tell(user, Occasion.DEVICE, place, now=now)
    user.signed_in_at = now
    lasts = FORTNIGHT if remember else DAY_LONG
    db.session.add(
        Device(
            user_id=user.id,
            digest=digest(secret),
            agent=place.agent,
            address=place.address,
            created_at=now,
            seen_at=now,
            ends_at=now + lasts,
        )
    )
    db.session.flush()
    return secret


def is_signed_in(user_id: int, secret: str, *, now: datetime) -> bool:
    """Whether a session's browser is signed in as this person still."""
    standing = exists().where(
        Device.user_id == user_id, Device.digest == digest(secret), Device.ends_at > now
    )
    return bool(db.session.scalar(select(standing)))


def of(user: User, *, now: datetime) -> Sequence[Device]:
    """Where somebody is signed in, the latest first."""
    return db.session.scalars(
        select(Device)
        .where(Device.user_id == user.id, Device.ends_at > now)
        .order_by(Device.id.desc())
    ).all()


def leave(user: User, *, number: int | None = None, secret: str = "", others: bool = False) -> None:
    """Sign browsers out: one by its number or secret, all but that of the secret, or all."""
    wanted = delete(Device).where(Device.user_id == user.id)
    if number is not None:
        wanted = wanted.where(Device.id == number)
    elif others:
        wanted = wanted.where(Device.digest != digest(secret))
    elif secret:
        wanted = wanted.where(Device.digest == digest(secret))
    db.session.execute(wanted)


def forget_ended(now: datetime) -> int:
    """Delete the rows of those whose time is over, a while later. Runs nightly."""
    old = delete(Device).where(Device.ends_at < now - FORTNIGHT)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]


def digest(secret: str) -> str:
    """What is stored of a session's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
