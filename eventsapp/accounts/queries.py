"""Reads about accounts."""

from datetime import datetime

from sqlalchemy import exists, select

from eventsapp.accounts.models import Membership, User
from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation

PASSWORD = "password"  # noqa: S105 -- the kind of a token


def find(email: str) -> User | None:
    """The person with this address, however it is capitalised."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def find_by_password_token(token: str, *, now: datetime) -> User | None:
    """The person a link to set a password was made for, while it is good."""
    sealed = tokens.read_expiring(PASSWORD, token, now=now)
    user = db.session.get(User, sealed[0]) if sealed else None
    return user if user and sealed and user.generation == sealed[1] else None


def membership(user: User, organisation: Organisation) -> Membership | None:
    """What a person is in an organisation."""
    return db.session.scalar(
        select(Membership).where(
            Membership.user_id == user.id, Membership.organisation_id == organisation.id
        )
    )


def is_set_up() -> bool:
    """Whether anybody has an account here yet."""
    return bool(db.session.scalar(select(exists().where(User.id.is_not(None)))))
