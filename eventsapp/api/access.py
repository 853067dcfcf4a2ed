"""Who asks: a program with a token of one organisation, and what the token allows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from eventsapp.api import queries, services
from eventsapp.api.models import Scope, Token
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.web.guard import SAFE_METHODS
from eventsapp.web.limits import visitor

LIMIT = "600 per minute"

View = Callable[..., Any]


@dataclass(frozen=True)
class Program:
    """A program as the author of what it changes, for the log."""

    organisation_id: int
    name: str
    user_id: None = None


def token() -> Token:
    """The token of this request."""
    found: Token = g.api_token
    return found


def authenticate() -> None:
    """Let a known token in, and note the day it was used; everyone else gets 401."""
    found = _find()
    today = utcnow().date()
    if found.used_on != today:
        db.session.rollback()
        found = _find(is_written=True)
        found.used_on = today
        db.session.commit()
        found = _find()
    g.api_token = found
    g.author = Program(found.organisation_id, found.name)


def caller() -> str:
    """Who a request is counted for: its token, or the visitor without one."""
    given = request.headers.get("Authorization", "")
    return services.digest(given) if given else visitor()


def needs(scope: Scope) -> Callable[[View], View]:
    """Let a view be asked only with a token that has this scope."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(*arguments: Any, **named: Any) -> Any:
            if not token().allows(scope):
                raise Forbidden(f"The token has no scope {scope.value}.")
            return view(*arguments, **named)

        checked.scope = scope  # type: ignore[attr-defined]
        return checked

    return mark


def _find(*, is_written: bool = False) -> Token:
    if request.method in SAFE_METHODS and not is_written:
        begin_reading(db.session())
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    known = scheme.lower() == "bearer" and queries.usable(services.digest(secret), now=utcnow())
    if not known:
        raise Unauthorized(
            "Send a token: Authorization: Bearer dl_…", www_authenticate=WWWAuthenticate("bearer")
        )
    return known
