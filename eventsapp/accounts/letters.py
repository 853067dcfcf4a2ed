"""Mails that tell somebody what happened to their account, and what to do if it was not them."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.accounts import browsers, queries
from eventsapp.accounts.models import User
from eventsapp.core import tokens
from eventsapp.mail import urls
from eventsapp.mail.services import enqueue

OBJECTION_LASTS = timedelta(days=3)


class Occasion(StrEnum):
    """What somebody is told of."""

    PASSWORD = "password"  # noqa: S105 -- not one
    DEVICE = "device"
    SECOND_STEP_ON = "second_step_on"
    SECOND_STEP_OFF = "second_step_off"
    APP_GONE = "app_gone"
    PASSKEY = "passkey"
    PASSKEY_GONE = "passkey_gone"
    ADDRESS_ASKED = "address_asked"
    ADDRESS = "address"
    PROVIDER = "provider"
    CODES_LOW = "codes_low"


@dataclass(frozen=True)
class Place:
    """From where something was done: the network address, and what the browser calls itself."""

    address: str
    agent: str


WORDS: dict[Occasion, tuple[Any, Any]] = {
    Occasion.PASSWORD: (
        _l("Your password was changed"),
        _l("The password of your account was changed. Every other device is signed out."),
    ),
    Occasion.DEVICE: (
        _l("New sign-in to your account"),
        _l("Somebody, most likely you, signed in from a browser that was not used before."),
    ),
    Occasion.SECOND_STEP_ON: (
        _l("The second step is on"),
        _l("From now on signing in asks for a code of your authenticator app too."),
    ),
    Occasion.SECOND_STEP_OFF: (
        _l("The second step is off"),
        _l("From now on the password alone signs in to your account."),
    ),
    Occasion.APP_GONE: (
        _l("Your authenticator app was removed"),
        _l("Its codes do not sign in any more. Your passkeys still do."),
    ),
    Occasion.PASSKEY: (
        _l("A passkey was added to your account"),
        _l("From now on it signs in to your account without a password."),
    ),
    Occasion.PASSKEY_GONE: (
        _l("A passkey was removed from your account"),
        _l("It does not sign in to your account any more."),
    ),
    Occasion.ADDRESS_ASKED: (
        _l("Another address was entered for your account"),
        _l("Once it is confirmed by a link sent there, this address does not sign in any more."),
    ),
    Occasion.ADDRESS: (
        _l("The address of your account was changed"),
        _l("This address does not sign in to your account any more. Every device is signed out."),
    ),
    Occasion.PROVIDER: (
        _l("Your institution's sign-in opens your account"),
        _l("From now on you can sign in without a password, by the provider of your institution."),
    ),
    Occasion.CODES_LOW: (
        _l("Your recovery codes are running out"),
        _l("A recovery code was used to sign in, and few are left. Make new ones on your page."),
    ),
}


def tell(
    user: User, occasion: Occasion, place: Place, *, now: datetime, to: str | None = None
) -> None:
    """Mail somebody what was done to their account, when, from where, and a way to object.

    `to` is the address they had until then, if it is another one.
    """
    subject, words = WORDS[occasion]
    objection = tokens.make_expiring(
        queries.PASSWORD, user.id, user.generation, until=now + OBJECTION_LASTS
    )
    enqueue(
        "accounts/notice",
        to=to or user.email,
        name=user.name,
        language=user.language,
        key=f"account:{occasion}:{user.id}:{secrets.token_hex(8)}",
        now=now,
        occasion_subject=subject,
        words=words,
        address_there=place.address,
        browser=browsers.name(place.agent),
        happened=f"{now:%Y-%m-%d %H:%M} UTC",
        link=urls.absolute("accounts.set_password", token=objection),
    )
