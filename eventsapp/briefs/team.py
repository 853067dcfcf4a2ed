"""Who of an organisation is told, and the frame of every mail to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.accounts.models import Membership, User
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.organisations import senders
from eventsapp.organisations.models import Organisation
from eventsapp.web.guard import Role

IS_TEAM_TOPIC = "desk:"  # what the topics of mails to a team begin with
WORKING = (Role.OWNER, Role.EDITOR)  # who can act on what they are told


def houses() -> Sequence[Organisation]:
    """The organisations with a team."""
    worked_for = select(Membership.organisation_id).where(Membership.role.in_(WORKING))
    return db.session.scalars(
        select(Organisation).where(Organisation.id.in_(worked_for)).order_by(Organisation.id)
    ).all()


def team(organisation_id: int, *, roles: Sequence[Role] = WORKING) -> list[User]:
    """Its owners and editors, or those with other roles, who want these mails."""
    members = db.session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.role.in_(roles))
        .options(joinedload(Membership.user))
        .order_by(Membership.id)
    )
    silent = outbox.unsubscribed(topic_of(organisation_id))
    return [each.user for each in members if each.user.email not in silent]


def topic_of(organisation_id: int) -> str:
    """What the mails to a team are filed under, and unsubscribed from."""
    return f"{IS_TEAM_TOPIC}{organisation_id}"


def tell(
    template: str,
    user: User,
    organisation: Organisation,
    *,
    key: str,
    now: datetime,
    expires_at: datetime,
    **words: Any,
) -> None:
    """Queue one mail to one of the team."""
    outbox.enqueue(
        template,
        to=user.email,
        name=user.name,
        language=user.language,
        key=f"{key}:{user.id}",
        topic=topic_of(organisation.id),
        now=now,
        expires_at=expires_at,
        unsubscribe=True,
        **senders.of(organisation, [user.language, organisation.original_language]),
        **words,
    )
