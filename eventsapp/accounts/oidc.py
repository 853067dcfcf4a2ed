"""Signing in by a provider of the institution's own (OpenID Connect), where the settings name one.

Somebody is known by the provider's number for them once they came by it; the first time by an
address that the provider has verified.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from flask import current_app
from flask_babel import lazy_gettext as _l
from joserfc.errors import JoseError
from sqlalchemy import select

from eventsapp.accounts import letters, queries, services
from eventsapp.accounts.factor_models import Identity
from eventsapp.accounts.letters import Occasion, Place
from eventsapp.accounts.models import User
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db

PATIENCE_SECONDS = 10  # for the provider's answer
REGISTRY = "dateline_oidc"  # of the app's extensions


class NotKnown(Refusal):
    """The provider vouches for somebody who has no account here."""

    message = _l("There is no account here with your address. Ask an owner to invite you.")


class NotVouched(Refusal):
    """The provider's answer is missing, late, forged, or names no verified address."""

    message = _l("The provider did not confirm who you are. Try again, or use your password.")


@dataclass(frozen=True)
class Claims:
    """What a provider says of somebody."""

    issuer: str
    subject: str
    email: str  # empty where it is not verified
    name: str


def is_on() -> bool:
    """Whether the settings name a provider."""
    return bool(current_app.config["OIDC_ISSUER"])


def client() -> Any:
    """Authlib's client of the provider, made when it is first asked for."""
    from authlib.integrations.flask_client import OAuth  # noqa: PLC0415 -- slow to import

    if REGISTRY not in current_app.extensions:
        config = current_app.config
        made = OAuth(current_app).register(
            "provider",
            client_id=config["OIDC_CLIENT_ID"],
            client_secret=config["OIDC_CLIENT_SECRET"],
            server_metadata_url=f"{config['OIDC_ISSUER']}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",  # RFC 7636
                "default_timeout": PATIENCE_SECONDS,
            },
        )
        current_app.extensions[REGISTRY] = made
    return current_app.extensions[REGISTRY]


def set_out(back: str) -> Any:
    """The way to the provider, who sends people to `back`. Raises NotVouched where it is down."""
    try:
        return client().authorize_redirect(back)
    except (AuthlibBaseError, OSError, ValueError) as fault:
        current_app.logger.warning("oidc.unreachable %s", type(fault).__name__)
        raise NotVouched from fault


def claims() -> Claims:
    """What the provider says of whoever comes back from it. Raises NotVouched."""
    try:
        token = client().authorize_access_token()
        said = token["userinfo"]  # of the ID token, whose signature, nonce and hour are right
        if "email" not in said:
            more = client().userinfo(token=token)
            said = more if more["sub"] == said["sub"] else said  # OpenID Connect Core §5.3.2
    except (AuthlibBaseError, JoseError, OSError, KeyError, ValueError) as fault:
        current_app.logger.warning("oidc.refused %s", type(fault).__name__)
        raise NotVouched from fault
    email = str(said.get("email", "")) if said.get("email_verified") is True else ""
    return Claims(
        issuer=current_app.config["OIDC_ISSUER"],
        subject=str(said["sub"]),
        email=email.strip().lower(),
        name=str(said.get("name", ""))[:200],
    )


def find(claims: Claims, place: Place, *, language: str, now: datetime) -> User:
    """Whose account that is; the first time it is remembered by the provider's number.

    Raises NotVouched without a verified address, NotKnown where there is no account with it and
    OIDC_CREATES_ACCOUNTS makes none.
    """
    known = db.session.scalar(
        select(Identity).where(Identity.issuer == claims.issuer, Identity.subject == claims.subject)
    )
    return known.user if known else _first_time(claims, place, language=language, now=now)


def _first_time(claims: Claims, place: Place, *, language: str, now: datetime) -> User:
    if not claims.email:
        raise NotVouched
    user, makes = queries.find(claims.email), current_app.config["OIDC_CREATES_ACCOUNTS"]
    if (user is None and not makes) or claims.email == services.DEMO_EMAIL:
        raise NotKnown
    if user:
        letters.tell(user, Occasion.PROVIDER, place, now=now)
    else:
        user = services.find_or_make(claims.email, language=language, now=now)
        user.name = claims.name
    db.session.add(
        Identity(user=user, issuer=claims.issuer, subject=claims.subject, created_at=now)
    )
    return user
