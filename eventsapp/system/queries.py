"""Which organisations the installation serves, and how much each has here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from eventsapp.accounts.models import Membership, User
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


@dataclass(frozen=True)
class House:
    """One organisation with a team."""

    organisation: Organisation
    members: int
    signed_in_at: datetime | None  # the last of them


def houses() -> Sequence[House]:
    """Every organisation that keeps itself, in the order in which they came."""
    rows = db.session.execute(
        select(Organisation, func.count(Membership.id), func.max(User.signed_in_at))
        .outerjoin(Membership, Membership.organisation_id == Organisation.id)
        .outerjoin(User, User.id == Membership.user_id)
        .where(Organisation.keeper_id.is_(None))
        .group_by(Organisation.id)
        .order_by(Organisation.id)
    )
    return [House(*row) for row in rows]


def users(wanted: str) -> Select[User]:
    """Everybody with an account, by name or address, those who signed in last first."""
    found = (
        select(User)
        .options(selectinload(User.memberships).joinedload(Membership.organisation))
        .order_by(User.signed_in_at.is_(None), User.signed_in_at.desc(), User.id)
    )
    if not wanted.strip():
        return found
    fits = (each.icontains(wanted.strip(), autoescape=True) for each in (User.name, User.email))
    return found.where(or_(*fits))
