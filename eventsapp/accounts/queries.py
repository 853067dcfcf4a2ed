"""Reads about accounts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from eventsapp.accounts.factor_models import Authenticator, Passkey
from eventsapp.accounts.models import Invite, Membership, User
from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.web.guard import Role

PASSWORD = "password"  # noqa: S105 -- the kind of a token
JOIN = "join"
LINK = "sign-in"


def find(email: str) -> User | None:
    """The person with this address, however it is capitalised."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def find_by_session(session_id: str) -> User | None:
    """The person of a session, unless their generation has risen since."""
    number, _, generation = session_id.partition(".")
    user = db.session.get(User, int(number)) if number.isdigit() else None
    return user if user and str(user.generation) == generation else None


def find_by_link_token(token: str, *, now: datetime) -> User | None:
    """The person a mailed sign-in link was made for, while it is good and unused."""
    sealed = tokens.read_expiring(LINK, token, now=now)
    user = db.session.get(User, sealed[0]) if sealed else None
    return user if user and sealed and user.link_generation == sealed[1] else None


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


def members(organisation_id: int) -> Sequence[Membership]:
    """The team, owners first, then by name."""
    found = db.session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation_id)
        .options(joinedload(Membership.user))
    ).all()
    roles = list(Role)
    return sorted(found, key=lambda each: (roles.index(each.role), each.user.name.casefold()))


def secured(organisation_id: int) -> set[int]:
    """Who of the team gives a second step, by the numbers of their accounts."""
    apps = select(Authenticator.user_id).where(Authenticator.confirmed_at.is_not(None))
    either = apps.union(select(Passkey.user_id))
    team = select(Membership.user_id).where(Membership.organisation_id == organisation_id)
    return set(db.session.scalars(team.where(Membership.user_id.in_(either))))


def find_member(organisation_id: int, membership_id: int) -> Membership | None:
    """One of the team."""
    found = db.session.get(Membership, membership_id)
    return found if found and found.organisation_id == organisation_id else None


def member_with(organisation: Organisation, email: str) -> Membership | None:
    """The one of the team with this address."""
    user = find(email)
    return membership(user, organisation) if user else None


def invites(organisation_id: int) -> Sequence[Invite]:
    """Who was asked to join and has not yet, the latest first."""
    return db.session.scalars(
        select(Invite)
        .where(Invite.organisation_id == organisation_id)
        .options(joinedload(Invite.invited_by))
        .order_by(Invite.id.desc())
    ).all()


def find_invite(organisation_id: int, invite_id: int) -> Invite | None:
    """One of them."""
    found = db.session.get(Invite, invite_id)
    return found if found and found.organisation_id == organisation_id else None


def invite_to(organisation: Organisation, email: str) -> Invite | None:
    """The invitation that somebody with this address has not taken up yet."""
    return db.session.scalar(
        select(Invite).where(
            Invite.organisation_id == organisation.id, Invite.email == email.strip().lower()
        )
    )


def find_invite_by_token(token: str, *, now: datetime) -> Invite | None:
    """The invitation of a mailed link, while it is good."""
    sealed = tokens.read_expiring(JOIN, token, now=now)
    found = db.session.get(Invite, sealed[0]) if sealed else None
    return found if found and sealed and found.generation == sealed[1] else None
