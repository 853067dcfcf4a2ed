"""Logos, the only files of organisations; they are open to everyone."""

from flask import Blueprint, Response, abort

from eventsapp.core import files
from eventsapp.organisations import queries

bp = Blueprint("organisations", __name__)


@bp.get("/files/<key>")
def logo(key: str) -> Response:
    """One logo. A changed one has another address, so this one may be kept for a year."""
    data = files.open(key) if queries.has_logo(key) else None
    if data is None:
        abort(404)
    response = Response(data, mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
