"""What is done with tokens: made, revoked; and kept answers forgotten after a day."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete

from eventsapp.api.models import KeptAnswer, Scope, Token
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation

PREFIX = "dl_"  # so that a secret is known for what it is, wherever it turns up
KEPT = timedelta(days=1)


def make_token(
    organisation: Organisation,
    *,
    name: str,
    scopes: Iterable[Scope],
    lasts: timedelta,
    by: int | None,
    now: datetime,
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can be told again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        organisation=organisation,
        name=name,
        digest=digest(secret),
        hint=secret[-4:],
        scopes=[scope.value for scope in scopes],
        expires_at=now + lasts,
        created_at=now,
        created_by_id=by,
    )
    db.session.add(token)
    db.session.flush()
    return token, secret


def revoke(token: Token) -> None:
    """Let a token open nothing from now on."""
    db.session.delete(token)
    db.session.flush()


def digest(secret: str) -> str:
    """What is stored of a secret: it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def forget_answers(now: datetime) -> int:
    """Delete the answers kept for longer than a day; return how many."""
    old = delete(KeptAnswer).where(KeptAnswer.made_at < now - KEPT)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]
