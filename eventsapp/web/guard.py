"""Who may open a private address. `accounts` supplies the actor; this asks for their role.

Everything on the desk is scoped to the actor's current organisation: what belongs to another
one is not found, whatever the role.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.database import begin_reading
from eventsapp.extensions import db


class Role(StrEnum):
    """What a member may do in an organisation, from most to least."""

    OWNER = "owner"  # everything, and the team
    EDITOR = "editor"  # events, people, messages
    PRESS = "press"  # decides about accreditation; reads the rest
    VIEWER = "viewer"  # reads


RANK = {Role.VIEWER: 1, Role.PRESS: 2, Role.EDITOR: 3, Role.OWNER: 4}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Actor(Protocol):
    """Who is asking: a signed-in person in one of their organisations."""

    @property
    def user_id(self) -> int:
        """Their account's number."""

    @property
    def organisation_id(self) -> int:
        """Their current organisation's number."""

    @property
    def organisation(self) -> Any:
        """Their current organisation's record."""

    @property
    def email(self) -> str:
        """Their own address."""

    @property
    def role(self) -> Role:
        """What they may do in it."""

    @property
    def language(self) -> str:
        """The language of their interface."""


def supply_actor(app: Flask, actor: Callable[[], Actor | None]) -> None:
    """Tell how to learn who is asking."""
    app.extensions["dateline_actor"] = actor
    app.jinja_env.globals["has_role"] = has_role


def actor() -> Actor:
    """Who is asking. Only behind `protect`; refuses a stranger all the same."""
    found: Actor | None = current_app.extensions["dateline_actor"]()
    return found or abort(401)


def has_role(role: Role) -> bool:
    """Whether who is asking has at least this role."""
    found: Actor | None = current_app.extensions["dateline_actor"]()
    return found is not None and RANK[found.role] >= RANK[role]


def require(role: Role) -> Callable[[Any], Any]:
    """Mark a view behind `protect` with the least role that may open it."""

    def mark(view: Any) -> Any:
        view.least_role = role
        return view

    return mark


def protect(blueprint: Blueprint) -> None:
    """Close every address of a blueprint: viewers may read, editors may change.

    A stranger is sent to the sign-in page and comes back after it.
    """

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        if request.method in SAFE_METHODS:
            begin_reading(db.session())  # pages that only show something keep no writer waiting
        if current_app.extensions["dateline_actor"]() is None:
            if request.method not in SAFE_METHODS:
                abort(401)
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
        view = current_app.view_functions[request.endpoint or ""]
        usual = Role.VIEWER if request.method in SAFE_METHODS else Role.EDITOR
        if not has_role(getattr(view, "least_role", usual)):
            abort(403)
        return None
