"""Who is asking: the signed-in person in one of their organisations, for `web.guard`."""

from dataclasses import dataclass

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventsapp.accounts import devices, queries, second_step
from eventsapp.accounts.models import User
from eventsapp.accounts.wording import ROLES, WORK
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES
from eventsapp.extensions import db, login
from eventsapp.organisations.models import Organisation
from eventsapp.web import guard, locale

ORGANISATION_KEY = "organisation"  # of the session: which one a member of several works in
EVENT_KEY = "event"  # of the session: at which one they work as a guest instead
DEVICE_KEY = "device"  # of the session: the secret of the browser that is signed in


@dataclass(frozen=True)
class Member:
    """A signed-in person in their current organisation, or a guest of one of its events."""

    user: User
    organisation: Organisation
    role: guard.Role
    event_id: int | None = None  # of a guest: the only event they may open

    @property
    def user_id(self) -> int:
        """Their account's number."""
        return self.user.id

    @property
    def organisation_id(self) -> int:
        """Their current organisation's number."""
        return self.organisation.id

    @property
    def is_admin(self) -> bool:
        """Whether they look after the whole installation."""
        return self.user.is_admin

    @property
    def name(self) -> str:
        """Their own name; the address of somebody who never wrote one."""
        return self.user.name or self.user.email

    @property
    def email(self) -> str:
        """Their own address."""
        return self.user.email

    @property
    def language(self) -> str:
        """The language of their interface."""
        return self.user.language


def init_app(app: Flask) -> None:
    """Let the guard, the language choice and the templates know who is asking.

    Flask-Login's own `init_app` would read the session for every answer; ours is read only
    where a page asks who is signed in, so that public pages are the same for everyone.
    """
    app.login_manager = login  # type: ignore[attr-defined]
    login.session_protection = None  # a phone changes its address; generations end sessions
    login.login_view = "accounts.sign_in"
    login.login_message = None
    app.jinja_env.globals.update(current_user=current_user, role_names=ROLES, role_work=WORK)
    app.before_request(remember_language)
    app.before_request(demand_second_step)
    guard.supply_actor(app, member)
    locale.supply_user_language(app, _language)


@login.user_loader
def load(session_id: str) -> User | None:
    """The person of a session, unless this browser was signed out since."""
    user = queries.find_by_session(session_id)
    secret = session.get(DEVICE_KEY, "")
    return user if user and devices.is_signed_in(user.id, secret, now=utcnow()) else None


def member() -> Member | None:
    """The person who is asking, in the organisation they work in; None for a stranger."""
    if not current_user.is_authenticated or not current_user.memberships:
        return None
    return member_of(current_user, session.get(ORGANISATION_KEY))


def member_of(user: User, organisation_id: int | None) -> Member | None:
    """A person in one of their organisations, the first unless told."""
    found = [each for each in user.memberships if each.organisation_id == organisation_id]
    for membership in found or user.memberships:
        return Member(user, membership.organisation, membership.role)
    return None


def demand_second_step() -> ResponseReturnValue | None:
    """Where an organisation asks everybody for a second step, set it up before anything else."""
    if not request.path.startswith(("/desk", "/system")):
        return None
    here = guard.asking()
    if here is None or not here.organisation.requires_second_factor:
        return None
    return None if second_step.is_on(current_user) else redirect(url_for("accounts.security"))


def remember_language() -> None:
    """Keep the language that somebody chose by `?lang=` on a private page as their own."""
    asked = request.args.get("lang")
    if asked not in LANGUAGES or not request.path.startswith(("/desk", "/account")):
        return
    if current_user.is_authenticated and current_user.language != asked:
        current_user.language = asked
        db.session.commit()


def _language() -> str | None:
    return current_user.language if current_user.is_authenticated else None
