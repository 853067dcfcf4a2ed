"""What happens to accounts: the first one, signing in, setting a password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import lazy_gettext as _l

from eventsapp.accounts import devices, letters, passwords, queries
from eventsapp.accounts.models import Membership, User
from eventsapp.core import tokens
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.mail.services import enqueue
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.web.guard import Role

RESET_LASTS = timedelta(minutes=30)
LINK_LASTS = timedelta(minutes=15)
WELCOME_LASTS = timedelta(days=7)
DEMO_EMAIL = "demo@example.org"
DEMO_PASSWORD = "demo-dateline"  # noqa: S105 -- known to everyone, for a demonstration only
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class AlreadySetUp(Refusal):
    """Somebody has founded this installation before."""

    message = _l("This installation is set up already. Sign in instead.")


@dataclass(frozen=True)
class Founding:
    """What the first start asks for."""

    organisation: str
    name: str
    email: str
    password: str
    language: str
    timezone: str


def setup_code() -> str:
    """The code that opens `/setup`, printed on the console; void once an account exists."""
    return tokens.derive_code("setup")


def set_up(founding: Founding, *, now: datetime) -> User:
    """Make the first organisation, its owner and the installation's admin, one person.

    Raises AlreadySetUp when there are accounts.
    """
    if queries.is_set_up():
        raise AlreadySetUp
    details = OrganisationDetails(
        names=Texts({founding.language: founding.organisation}),
        original_language=founding.language,
        timezone=founding.timezone,
    )
    organisation = organisations.create(details, now=now)
    user = add_member(organisation, founding.email, Role.OWNER, language=founding.language, now=now)
    user.name, user.is_admin = founding.name, True
    user.password_hash = passwords.make_hash(founding.password)
    return user


def add_member(
    organisation: Organisation, email: str, role: Role, *, language: str, now: datetime
) -> User:
    """Give a person this role in an organisation, and an account if they have none yet."""
    user = find_or_make(email, language=language, now=now)
    membership = queries.membership(user, organisation)
    if membership is None:
        membership = Membership(organisation=organisation)
        user.memberships.append(membership)
    membership.role = role
    db.session.flush()
    return user


def find_or_make(email: str, *, language: str, now: datetime) -> User:
    """The account with this address, a new one that has no password yet if there is none."""
    user = queries.find(email)
    if user is None:
        user = User(email=email.strip().lower(), language=language, created_at=now)
        db.session.add(user)
        db.session.flush()
    return user


def authenticate(email: str, password: str) -> User | None:
    """The person with this address and password, if that is who asks.

    The demonstration's password is public, so it opens nothing outside this machine.
    """
    user = queries.find(email)
    right = passwords.matches(password, user.password_hash if user else "")
    if user is None or not right or (user.email == DEMO_EMAIL and not on_loopback()):
        return None
    if passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.make_hash(password)
        db.session.flush()
    return user


def set_password(
    user: User, password: str, *, place: letters.Place | None = None, now: datetime
) -> None:
    """Give a person a new password; their sessions and links end. `place` is where it was typed."""
    was_set = bool(user.password_hash)
    user.password_hash = passwords.make_hash(password)
    user.generation += 1
    devices.leave(user)
    db.session.flush()
    if was_set and place:
        letters.tell(user, letters.Occasion.PASSWORD, place, now=now)


def send_sign_in_link(email: str, *, now: datetime) -> None:
    """Mail a link that signs in, if there is an account with this address."""
    user = queries.find(email)
    if user is None or user.email == DEMO_EMAIL:
        return
    token = tokens.make_expiring(
        queries.LINK, user.id, user.link_generation, until=now + LINK_LASTS
    )
    enqueue(
        "accounts/sign_in_link",
        to=user.email,
        name=user.name,
        language=user.language,
        key=f"accounts/sign_in_link:{user.id}:{secrets.token_hex(8)}",
        now=now,
        expires_at=now + LINK_LASTS,
        link=urls.absolute("accounts.follow_link", token=token),
    )


def use_link(user: User) -> None:
    """Sign in by a mailed link: it and those before it work no more."""
    user.link_generation += 1
    db.session.flush()


def password_link(user: User, *, lasts: timedelta, now: datetime) -> str:
    """The address at which a person sets their password, once, within this time."""
    token = tokens.make_expiring(queries.PASSWORD, user.id, user.generation, until=now + lasts)
    return urls.absolute("accounts.set_password", token=token)


def send_reset(email: str, *, now: datetime) -> None:
    """Mail a link to set a new password, if there is an account with this address."""
    user = queries.find(email)
    if user:
        _send_link(user, "accounts/reset", lasts=RESET_LASTS, now=now)


def send_welcome(user: User, organisation: Organisation, *, now: datetime) -> None:
    """Mail a new member the link to set their first password."""
    _send_link(user, "accounts/welcome", lasts=WELCOME_LASTS, now=now, organisation=organisation)


def is_demo() -> bool:
    """Whether the sign-in page shows the demonstration's credentials."""
    return bool(current_app.config["DEMO"]) and on_loopback()


def on_loopback() -> bool:
    """Whether the installation is for this machine alone."""
    return urlsplit(current_app.config["BASE_URL"]).hostname in LOOPBACK


def _send_link(
    user: User, template: str, *, lasts: timedelta, now: datetime, **context: Any
) -> None:
    enqueue(
        template,
        to=user.email,
        name=user.name,
        language=user.language,
        key=f"{template}:{user.id}:{secrets.token_hex(8)}",  # each request gets its own mail
        now=now,
        expires_at=now + lasts,
        link=password_link(user, lasts=lasts, now=now),
        **context,
    )
