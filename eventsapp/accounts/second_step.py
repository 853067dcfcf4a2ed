"""The second step of signing in: a code of an authenticator app (RFC 6238), or one on paper.

A passkey is a second step too (see `passkeys`).
"""

import secrets
from datetime import datetime

import pyotp
from flask import current_app
from sqlalchemy import delete, exists, func, select

from eventsapp.accounts import letters
from eventsapp.accounts.factor_models import Authenticator, Passkey, RecoveryCode
from eventsapp.accounts.letters import Occasion, Place
from eventsapp.accounts.models import User
from eventsapp.core import sealing, tokens
from eventsapp.extensions import db

PURPOSE = b"dateline: authenticators"
STEP_SECONDS = 30
TOLERANCE = 1  # steps before and after: clocks of telephones
HOW_MANY_CODES, FEW = 10, 3


def is_on(user: User) -> bool:
    """Whether the password alone is not enough: somebody has an app, or a passkey."""
    has_passkey = exists().where(Passkey.user_id == user.id)
    return of(user) is not None or bool(db.session.scalar(select(has_passkey)))


def of(user: User) -> Authenticator | None:
    """The app in force, if somebody has one."""
    found = db.session.get(Authenticator, user.id)
    return found if found and found.confirmed_at else None


def begin(user: User) -> Authenticator:
    """The secret to be read into an app; without effect until its first code is typed."""
    found = db.session.get(Authenticator, user.id)
    if found is None:
        found = Authenticator(user_id=user.id, sealed=sealing.seal(PURPOSE, pyotp.random_base32()))
        db.session.add(found)
        db.session.flush()
    return found


def secret_of(authenticator: Authenticator) -> str:
    """The secret in letters, for those who cannot scan."""
    return sealing.unseal(PURPOSE, authenticator.sealed)


def address_of(authenticator: Authenticator, user: User) -> str:
    """The address that the picture holds."""
    totp = pyotp.TOTP(secret_of(authenticator))
    return totp.provisioning_uri(name=user.email, issuer_name=current_app.config["SITE_NAME"])


def confirm(user: User, code: str, place: Place, *, now: datetime) -> list[str]:
    """Put the app in force with its first code; return the codes for paper, none if it is wrong."""
    found = db.session.get(Authenticator, user.id)
    if found is None or found.confirmed_at or not _matches(found, code, now):
        return []
    found.confirmed_at = now
    letters.tell(user, Occasion.SECOND_STEP_ON, place, now=now)
    return make_codes(user)


def remove(user: User, place: Place, *, now: datetime) -> None:
    """Ask for no code of an app any more."""
    found = db.session.get(Authenticator, user.id)
    if found:
        db.session.delete(found)
        db.session.flush()
        gone = Occasion.APP_GONE if is_on(user) else Occasion.SECOND_STEP_OFF
        letters.tell(user, gone, place, now=now)
    end_codes(user)


def end_codes(user: User) -> None:
    """Forget the codes on paper, unless they still take the place of something."""
    if not is_on(user):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
        db.session.flush()


def verify(user: User, code: str, place: Place, *, now: datetime) -> bool:
    """Whether this is a code of the app or one on paper; neither works a second time."""
    found, tidy = of(user), "".join(letter for letter in code.upper() if letter.isalnum())
    if found and _matches(found, tidy, now):
        return True
    used = delete(RecoveryCode).where(
        RecoveryCode.user_id == user.id, RecoveryCode.digest == _digest(user, tidy)
    )
    if not db.session.execute(used).rowcount:  # type: ignore[attr-defined]
        return False
    if codes_left(user) <= FEW:
        letters.tell(user, Occasion.CODES_LOW, place, now=now)
    return True


def make_codes(user: User) -> list[str]:
    """New codes for paper, as people read them; the former ones end."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [tokens.make_code(10) for _ in range(HOW_MANY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user.id, digest=_digest(user, code)) for code in codes)
    db.session.flush()
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(user: User) -> int:
    """How many codes on paper are unused."""
    count = select(func.count()).where(RecoveryCode.user_id == user.id)
    return db.session.scalar(count) or 0


def _matches(found: Authenticator, code: str, now: datetime) -> bool:
    """Whether a code is of now, give or take one step, and of a step after the last one used."""
    totp, present = pyotp.TOTP(secret_of(found)), int(now.timestamp()) // STEP_SECONDS
    for step in range(present - TOLERANCE, present + TOLERANCE + 1):
        is_it = secrets.compare_digest(totp.at(step * STEP_SECONDS).encode(), code.encode())
        if is_it and step > found.last_step:
            found.last_step = step
            db.session.flush()
            return True
    return False


def _digest(user: User, code: str) -> str:
    return tokens.fingerprint(f"recovery code {user.id}", code)
