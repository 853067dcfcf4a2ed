"""Passkeys (WebAuthn level 2): made on a device, and signing in without a password.

Each asks its device for a fingerprint, a face or a PIN, so that it is both steps in one. The
name of the host is part of every key: an installation reached by a number can have none.
"""

import ipaddress
import secrets
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers import parse_authentication_credential_json as parse
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from eventsapp.accounts import letters, second_step
from eventsapp.accounts.factor_models import Passkey
from eventsapp.accounts.letters import Occasion, Place
from eventsapp.accounts.models import User
from eventsapp.core import tokens
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db

CHALLENGE_BYTES = 32
REQUIRED = UserVerificationRequirement.REQUIRED


class BadPasskey(Refusal):
    """What the browser sent is no answer to what was asked, or of a key that is not known."""

    message = _l("This passkey did not work. Try again, or sign in with your password.")
    status = 422


def are_possible() -> bool:
    """Whether this installation is reached by a name, which keys are made for."""
    try:
        ipaddress.ip_address(_host())
    except ValueError:
        return True
    return False


def of(user: User) -> Sequence[Passkey]:
    """Somebody's passkeys, in the order in which they were made."""
    return db.session.scalars(
        select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)
    ).all()


def find(user: User, number: int) -> Passkey | None:
    """One of them."""
    found = db.session.get(Passkey, number)
    return found if found and found.user_id == user.id else None


def make_challenge() -> str:
    """What a device is to sign, once."""
    return bytes_to_base64url(secrets.token_bytes(CHALLENGE_BYTES))


def to_make(user: User, challenge: str) -> str:
    """What the browser is asked for to make a passkey, as JSON."""
    asked = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=current_app.config["SITE_NAME"],
        user_id=bytes.fromhex(tokens.fingerprint("passkey", str(user.id))),
        user_name=user.email,
        user_display_name=user.name or user.email,
        challenge=base64url_to_bytes(challenge),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id))
            for each in of(user)
        ],
    )
    return webauthn.options_to_json(asked)


def to_use(challenge: str) -> str:
    """What the browser is asked for to sign somebody in, as JSON."""
    asked = webauthn.generate_authentication_options(
        rp_id=_host(), challenge=base64url_to_bytes(challenge), user_verification=REQUIRED
    )
    return webauthn.options_to_json(asked)


def add(
    user: User, name: str, answer: str, challenge: str, place: Place, *, now: datetime
) -> Passkey:
    """Keep a passkey that a device has just made. Raises BadPasskey."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        raise BadPasskey from None
    passkey = Passkey(
        user_id=user.id,
        name=name,
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        created_at=now,
    )
    db.session.add(passkey)
    db.session.flush()
    letters.tell(user, Occasion.PASSKEY, place, now=now)
    return passkey


def use(answer: str, challenge: str, *, now: datetime) -> User:
    """Whose passkey has signed this challenge. Raises BadPasskey."""
    try:
        given = parse(answer)
        passkey = db.session.scalar(select(Passkey).where(Passkey.credential_id == given.id))
        if passkey is None:
            raise BadPasskey
        used = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        raise BadPasskey from None
    passkey.sign_count, passkey.used_at = used.new_sign_count, now
    db.session.flush()
    return passkey.user


def remove(passkey: Passkey, place: Place, *, now: datetime) -> None:
    """Let a passkey open nothing any more; with the last step of all go the codes on paper."""
    user = passkey.user
    db.session.delete(passkey)
    db.session.flush()
    letters.tell(user, Occasion.PASSKEY_GONE, place, now=now)
    second_step.end_codes(user)


def _host() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or ""


def _origin() -> str:
    parts = urlsplit(current_app.config["BASE_URL"])
    return f"{parts.scheme}://{parts.netloc}"
