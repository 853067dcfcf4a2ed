"""Who is asking: the signed-in person in one of their organisations, for `web.guard`."""

from dataclasses import dataclass

from flask import Flask, session
from flask_login import current_user

from eventsapp.accounts.models import Membership, User
from eventsapp.extensions import db, login
from eventsapp.organisations.models import Organisation
from eventsapp.web import guard, locale

ORGANISATION_KEY = "organisation"  # of the session: which one a member of several works in


@dataclass(frozen=True)
class Member:
    """A signed-in person in their current organisation."""

    user: User
    organisation: Organisation
    role: guard.Role

    @property
    def user_id(self) -> int:
        """Their account's number."""
        return self.user.id

    @property
    def organisation_id(self) -> int:
        """Their current organisation's number."""
        return self.organisation.id

    @property
    def language(self) -> str:
        """The language of their interface."""
        return self.user.language


def init_app(app: Flask) -> None:
    """Let the guard and the language choice know who is asking."""
    guard.supply_actor(app, member)
    locale.supply_user_language(app, _language)


@login.user_loader
def load(session_id: str) -> User | None:
    """The person of a session, unless their generation has risen since."""
    number, _, generation = session_id.partition(".")
    user = db.session.get(User, int(number)) if number.isdigit() else None
    return user if user and str(user.generation) == generation else None


def member() -> Member | None:
    """The person who is asking, in the organisation they work in; None for a stranger."""
    if not current_user.is_authenticated or not current_user.memberships:
        return None
    membership = _current_membership(current_user.memberships)
    return Member(membership.user, membership.organisation, membership.role)


def _current_membership(memberships: list[Membership]) -> Membership:
    chosen = session.get(ORGANISATION_KEY)
    return next((m for m in memberships if m.organisation_id == chosen), memberships[0])


def _language() -> str | None:
    return current_user.language if current_user.is_authenticated else None
