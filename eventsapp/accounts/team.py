"""Who works for an organisation: inviting, joining, changing a role, leaving.

An organisation always has an owner: whoever would be the last one to go is refused.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from eventsapp.accounts import passwords, queries, services
from eventsapp.accounts.models import Invite, Membership, User
from eventsapp.core import tokens
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.mail.services import enqueue
from eventsapp.organisations import senders
from eventsapp.organisations.models import Organisation
from eventsapp.web.guard import Actor, Role

INVITE_LASTS = timedelta(days=7)
FIRST = 2**15  # below it begin the generations of invitations


class LastOwner(Refusal):
    """The only owner would be gone."""

    message = _l("An organisation needs an owner. Make somebody else an owner first.")


class AlreadyMember(Refusal):
    """Somebody with this address works here."""

    message = _l("This person is a member already. Change their role in the table.")


@dataclass(frozen=True)
class Newcomer:
    """What somebody without an account tells when they join."""

    name: str
    password: str
    language: str


def invite(
    organisation: Organisation, email: str, role: Role, *, by: Actor, now: datetime
) -> Invite:
    """Ask somebody to join, by mail; asked again, the earlier link ends.

    Raises AlreadyMember for somebody who works here.
    """
    if queries.member_with(organisation, email):
        raise AlreadyMember
    found = queries.invite_to(organisation, email)
    if found is None:
        found = Invite(organisation_id=organisation.id, email=email.strip().lower(), created_at=now)
        found.generation = secrets.randbelow(FIRST)  # its number may be one of a withdrawn one
    else:
        found.generation += 1
    found.role, found.expires_at = role, now + INVITE_LASTS
    found.invited_by_id = by.user_id
    db.session.add(found)
    db.session.flush()
    _send(found, by=by, now=now)
    return found


def join(invite: Invite, *, now: datetime, newcomer: Newcomer | None = None) -> User:
    """Take an invitation up; somebody without an account gets one."""
    user = account_of(invite.email, newcomer, now=now)
    services.add_member(
        invite.organisation, invite.email, invite.role, language=user.language, now=now
    )
    db.session.delete(invite)
    db.session.flush()
    return user


def account_of(email: str, newcomer: Newcomer | None, *, now: datetime) -> User:
    """The account with this address; somebody without one gets it with what they told."""
    user = services.find_or_make(email, language=newcomer.language if newcomer else "en", now=now)
    if newcomer and not user.password_hash:
        user.name, user.language = newcomer.name, newcomer.language
        user.password_hash = passwords.make_hash(newcomer.password)
    return user


def change_role(membership: Membership, role: Role) -> None:
    """Let somebody do other work. Raises LastOwner."""
    if role is not Role.OWNER:
        _keep_an_owner(membership)
    membership.role = role
    db.session.flush()


def remove(membership: Membership) -> None:
    """Let somebody work here no more; what they did stays. Raises LastOwner."""
    _keep_an_owner(membership)
    db.session.delete(membership)
    db.session.flush()


def _keep_an_owner(leaving: Membership) -> None:
    """One by one: two owners who leave at the same moment must not both succeed."""
    db.session.scalar(
        select(Organisation.id).where(Organisation.id == leaving.organisation_id).with_for_update()
    )
    others = select(func.count()).where(
        Membership.organisation_id == leaving.organisation_id,
        Membership.role == Role.OWNER,
        Membership.id != leaving.id,
    )
    if leaving.role is Role.OWNER and not db.session.scalar(others):
        raise LastOwner


def _send(invite: Invite, *, by: Actor, now: datetime) -> None:
    user, organisation = queries.find(invite.email), invite.organisation
    language = user.language if user else by.language
    token = tokens.make_expiring(
        queries.JOIN, invite.id, invite.generation, until=invite.expires_at
    )
    enqueue(
        "accounts/invitation",
        to=invite.email,
        name=user.name if user else "",
        language=language,
        key=f"invite:{invite.id}:{invite.generation}",
        now=now,
        expires_at=invite.expires_at,
        organisation=organisation,
        role=invite.role,
        inviter=by.name,
        link=urls.absolute("accounts.join", token=token),
        **senders.of(organisation, [language, organisation.original_language]),
    )
