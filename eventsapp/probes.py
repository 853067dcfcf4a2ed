"""`/healthz` and `/readyz`: whether the process is up, and whether the installation is ready."""

from flask import Blueprint, Response

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail import watch
from eventsapp.web import health

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return _plain("ok", 200)


@bp.get("/readyz")
def ready() -> Response:
    """Database, migrations and worker are as they should be; else 503 and what is not.

    Mails that are late make no process less ready: they are a second line of the same 200.
    """
    wrong = health.faults()
    if wrong:
        return _plain(f"not ready: {', '.join(wrong)}", 503)
    late = watch.standstill(utcnow()).late
    db.session.rollback()
    return _plain(f"ready\ndegraded: {late} mails late" if late else "ready", 200)


def _plain(text: str, status: int) -> Response:
    response = Response(f"{text}\n", status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
