"""Another e-mail address for an account: asked for, confirmed by a link sent there, told to the old."""

import secrets
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from eventsapp.accounts import devices, letters, queries
from eventsapp.accounts.letters import Occasion, Place
from eventsapp.accounts.models import AddressChange, User
from eventsapp.core import tokens
from eventsapp.core.database import lock
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.mail.services import enqueue

KIND = "address"
CONFIRM_WITHIN = timedelta(hours=1)


class AddressTaken(Refusal):
    """Somebody else signs in with this address by now."""

    message = _l("Somebody signs in with this address already.")


def ask(user: User, email: str, place: Place, *, now: datetime) -> None:
    """Mail a link to the new address, and word of it to the old one; an earlier link ends.

    Where the new address has an account nothing goes to it, and the page says the same.
    """
    lock(db.session(), user)  # pressed twice: one after the other
    _forget(user)
    letters.tell(user, Occasion.ADDRESS_ASKED, place, now=now)
    if queries.find(email):
        return
    change = AddressChange(user=user, email=email, ends_at=now + CONFIRM_WITHIN)
    db.session.add(change)
    db.session.flush()
    token = tokens.make_expiring(KIND, change.id, user.generation, until=change.ends_at)
    enqueue(
        "accounts/new_address",
        to=email,
        name=user.name,
        language=user.language,
        key=f"accounts/new_address:{user.id}:{secrets.token_hex(8)}",
        now=now,
        expires_at=change.ends_at,
        link=urls.absolute("accounts.confirm_address", token=token),
    )


def find(token: str, *, now: datetime) -> AddressChange | None:
    """The change a mailed link was made for, while it is good."""
    sealed = tokens.read_expiring(KIND, token, now=now)
    change = db.session.get(AddressChange, sealed[0]) if sealed else None
    if change is None or sealed is None or change.user.generation != sealed[1]:
        return None
    return change


def confirm(change: AddressChange, place: Place, *, now: datetime) -> User:
    """Take the new address; every session and link ends, and the old address can object.

    Raises AddressTaken, also where two people confirm the same address at the same moment.
    """
    user, former = change.user, change.user.email
    try:
        with db.session.begin_nested():
            user.email = change.email
    except IntegrityError:
        raise AddressTaken from None
    user.generation += 1
    devices.leave(user)
    letters.tell(user, Occasion.ADDRESS, place, now=now, to=former)
    _forget(user)
    return user


def forget_ended(now: datetime) -> int:
    """Delete what nobody confirmed in time. Runs nightly."""
    old = delete(AddressChange).where(AddressChange.ends_at < now)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]


def _forget(user: User) -> None:
    db.session.execute(delete(AddressChange).where(AddressChange.user_id == user.id))
    db.session.flush()
