"""One place that turns refusals and HTTP errors into pages that say how to go on."""

import secrets
from http import HTTPStatus
from typing import Any
from urllib.parse import urlunsplit

import structlog
from flask import Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.web import guard, limits, locale, problems

log = structlog.get_logger()

RETRY_SECONDS = 60  # after which a database is asked again
TEMPLATES = {
    400: "errors/invalid.html",
    401: "errors/forbidden.html",
    403: "errors/forbidden.html",
    404: "errors/missing.html",
    405: "errors/missing.html",
    410: "errors/gone.html",
    413: "errors/too_large.html",
    422: "errors/invalid.html",
    429: "errors/busy.html",
    503: "errors/paused.html",
}
NOT_NOW = (429, 503)  # what was sent can be sent again a little later
INSIDE = ("/desk", "/system")  # where people at work keep their way around when something is amiss


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(Exception, broken)
    for unavailable in (OperationalError, InterfaceError):
        app.register_error_handler(unavailable, out_of_reach)


def refused(refusal: Refusal) -> ResponseReturnValue:
    """A rule said no: nothing was changed, and the page says which rule."""
    db.session.rollback()
    if problems.wanted():
        words = str(refusal.message)
        return problems.problem(refusal.status, words, code=problems.code_of(refusal))
    return _page("errors/refused.html", message=refusal.message), refusal.status


def expired(_error: CSRFError) -> ResponseReturnValue:
    """The form lay open too long: the same input again, with a new token."""
    db.session.rollback()
    return _page("errors/expired.html", **_sent()), 400


def failed(error: HTTPException) -> ResponseReturnValue:
    """An HTTP error as a page; redirects and unusual ones pass as they are."""
    db.session.rollback()
    if error.code == HTTPStatus.NOT_FOUND and (address := _without_slash()):
        return redirect(address, HTTPStatus.PERMANENT_REDIRECT)
    if problems.wanted() and error.response is None:
        return _as_problem(error)
    template = _template(error)
    if template is None or error.response is not None:
        return error
    answer = _page(
        template,
        message=_message(error),
        seconds=limits.seconds_to_wait(),
        **(_sent() if error.code in NOT_NOW else {}),
    )
    headers = [pair for pair in error.get_headers() if pair[0] != "Content-Type"]
    return answer, error.code or 500, headers


def broken(error: Exception) -> ResponseReturnValue:
    """Something unforeseen: rolled back, logged under the reference that the page shows."""
    db.session.rollback()
    reference = _noted(error)
    if problems.wanted():
        return problems.problem(500, reference=reference)
    return render_template("errors/broken.html", reference=reference), 500


def out_of_reach(error: DBAPIError) -> ResponseReturnValue:
    """The database restarts, is full or too busy: try again, with what was sent."""
    db.session.rollback()
    reference, headers = _noted(error), {"Retry-After": str(RETRY_SECONDS)}
    if problems.wanted():
        answer = problems.problem(503, reference=reference)
        answer.headers.update(headers)
        return answer
    locale.use_what_the_request_says()
    return render_template("errors/out_of_reach.html", **_sent()), 503, headers


def _template(error: HTTPException) -> str | None:
    is_gone = error.code == HTTPStatus.NOT_FOUND and request.method == "POST" and request.url_rule
    return "errors/removed.html" if is_gone else TEMPLATES.get(error.code or 0)


def _page(template: str, **shown: Any) -> str:
    """A page that says what to do now, within the desk for those who work there."""
    is_inside = request.path.startswith(INSIDE) and guard.asking() is not None
    return render_template(template, is_inside=is_inside, **shown)


def _without_slash() -> str | None:
    """The address that was meant where one of ours was typed with a slash behind it."""
    path = "/" + request.path.strip("/")
    addresses = current_app.create_url_adapter(request)
    if request.url_rule or request.path != f"{path}/" or addresses is None:
        return None
    query = request.query_string.decode("ascii", "replace")
    return urlunsplit(("", "", path, query, "")) if addresses.test(path, "GET") else None


def _noted(error: Exception) -> str:
    """Log a failure; return what finds its line."""
    reference = secrets.token_hex(4)
    log.error("request_failed", reference=reference, route=str(request.url_rule), exc_info=error)
    return reference


def _as_problem(error: HTTPException) -> ResponseReturnValue:
    """An HTTP error for a program, with what a schema has found wrong (see webargs)."""
    found = getattr(error, "data", {}).get("messages", {})
    detail = "" if found else str(error.description or "")
    answer = problems.problem(error.code or 500, detail, **({"errors": found} if found else {}))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def _sent() -> dict[str, Any]:
    """What the form of this request held, to be sent again, and the names of its files."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "present") and "password" not in name
    ]
    files = request.files.items(multi=True)
    uploads = [(name, file.filename) for name, file in files if file.filename]
    is_whole = not any("password" in name for name in request.form)
    sent = {"fields": fields, "uploads": uploads, "is_whole": is_whole}
    return sent | {"address": request.full_path}


def _message(error: HTTPException) -> str:
    standard = type(error).description
    return "" if error.description == standard else str(error.description or "")
