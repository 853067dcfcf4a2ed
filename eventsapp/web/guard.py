"""Who may open a private address. `accounts` supplies the actor; this asks for their role.

Everything on the desk is scoped to the actor's current organisation: what belongs to another
one is not found, whatever the role.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.database import begin_reading
from eventsapp.extensions import db


class Role(StrEnum):
    """What a member is in an organisation; each role is also the name of a kind of work."""

    OWNER = "owner"  # the team, settings, tokens, the record of changes, requests of people
    EDITOR = "editor"  # events, people, messages, directories
    PRESS = "press"  # accreditation, press cards, the list for the security service
    DOOR = "door"  # letting people in
    VIEWER = "viewer"  # reading


# The one table of who may do what: which kinds of work each role may do. The team page shows it.
MAY: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(Role),
    Role.EDITOR: frozenset({Role.EDITOR, Role.PRESS, Role.DOOR, Role.VIEWER}),
    Role.PRESS: frozenset({Role.PRESS, Role.VIEWER}),
    Role.DOOR: frozenset({Role.DOOR}),
    Role.VIEWER: frozenset({Role.VIEWER}),
}
# The parts of an event's workspace that its guests may open too, each by the role they have there.
_open_to_guests: set[str] = set()  # names of blueprints
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
    def name(self) -> str:
        """Their own name."""

    @property
    def email(self) -> str:
        """Their own address."""

    @property
    def role(self) -> Role:
        """What they may do in it."""

    @property
    def is_admin(self) -> bool:
        """Whether they look after the whole installation."""

    @property
    def language(self) -> str:
        """The language of their interface."""

    @property
    def event_id(self) -> int | None:
        """The only event they may open, of a guest."""


def supply_actor(app: Flask, actor: Callable[[], Actor | None]) -> None:
    """Tell how to learn who is asking."""
    app.extensions["dateline_actor"] = actor
    app.jinja_env.globals.update(has_role=has_role, may_open=may_open, may_use=may_use)


def asking() -> Actor | None:
    """Who is asking; None for a stranger."""
    found: Actor | None = current_app.extensions["dateline_actor"]()
    return found


def actor() -> Actor:
    """Who is asking. Only behind `protect`; refuses a stranger all the same."""
    return asking() or abort(401)


def has_role(role: Role) -> bool:
    """Whether who is asking may do the work of this role."""
    found = asking()
    return found is not None and role in MAY[found.role]


def require(role: Role) -> Callable[[Any], Any]:
    """Mark a view behind `protect` with the work it belongs to, whatever the method."""

    def mark(view: Any) -> Any:
        view.work = role
        return view

    return mark


def open_to(role: Role) -> Callable[[Any], Any]:
    """Mark a view behind `protect` as one for this role too, beside who may open it anyway."""

    def mark(view: Any) -> Any:
        view.open_to = role
        return view

    return mark


def for_admins(view: Any) -> Any:
    """Mark a view behind `protect` as one for those who look after the installation, no others."""
    view.is_for_admins = True
    return view


def for_team(view: Any) -> Any:
    """Mark a view as one that guests of the event may not open: it reaches beyond the event."""
    view.is_for_team = True
    return view


def admits_guests(endpoint: str) -> bool:
    """Whether guests of an event may open this part of it, if their role there may."""
    is_open = endpoint.partition(".")[0] in _open_to_guests
    return is_open and not hasattr(current_app.view_functions[endpoint], "is_for_team")


def allows(role: Role, endpoint: str, method: str) -> bool:
    """Whether a role may ask a private address in this way. None opens those for admins."""
    view = current_app.view_functions[endpoint]
    if hasattr(view, "is_for_admins"):
        return False
    usual = Role.VIEWER if method in SAFE_METHODS else Role.EDITOR
    wanted = {getattr(view, "work", usual), getattr(view, "open_to", None)}
    return not wanted.isdisjoint(MAY[role])


def may_open(endpoint: str, method: str = "GET") -> bool:
    """Whether who is asking may read or change a private page: none leads to a locked door."""
    found = asking()
    return found is not None and _admits(found, endpoint, method)


def may_use(address: str) -> bool:
    """Whether who is asking may do what a link or button of the desk is for: open it, and send it.

    Addresses elsewhere are for everybody.
    """
    found = asking() if address.startswith("/desk/") else None
    if found is None or (found.event_id is None and Role.EDITOR in MAY[found.role]):
        return True
    path, addresses = urlsplit(address).path, current_app.create_url_adapter(request)
    if addresses is None:
        return True
    wanted = [(way, addresses.match(path, way)[0]) for way in addresses.allowed_methods(path)]
    return all(_admits(found, endpoint, way) for way, endpoint in wanted)


def _admits(actor: Actor, endpoint: str, method: str) -> bool:
    """By their role, or because they look after the installation."""
    if actor.event_id is not None and not admits_guests(endpoint):
        return False
    if hasattr(current_app.view_functions[endpoint], "is_for_admins"):
        return actor.is_admin
    return allows(actor.role, endpoint, method)


def protect(blueprint: Blueprint, *, admits_guests: bool = False) -> None:
    """Close every address of a blueprint: viewers may read, editors may change.

    A stranger is sent to the sign-in page and comes back after it. Where guests are admitted,
    every address names the event as `event_id`, and any but theirs is not found.
    """
    if admits_guests:
        _open_to_guests.add(blueprint.name)

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        if request.method in SAFE_METHODS:
            begin_reading(db.session())  # pages that only show something keep no writer waiting
        found = asking()
        if found is None:
            if request.method not in SAFE_METHODS:
                abort(401)
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
        if not _admits(found, request.endpoint or "", request.method):
            abort(403)
        if found.event_id not in (None, (request.view_args or {}).get("event_id")):
            abort(404)
        g.author = found  # of what this request changes, for the log
        return None
