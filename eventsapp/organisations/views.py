"""What everyone may fetch of organisations: their logos, and their colour as a style sheet."""

from flask import Blueprint, Response, abort, render_template

from eventsapp.core import colours, files
from eventsapp.organisations import queries

FOREVER = "public, max-age=31536000, immutable"

bp = Blueprint("organisations", __name__)


@bp.get("/files/<key>")
def logo(key: str) -> Response:
    """One logo. A changed one has another address, so this one may be kept for a year."""
    data = files.open(key) if queries.has_logo(key) else None
    if data is None:
        abort(404)
    response = Response(data, mimetype="image/png")
    response.headers["Cache-Control"] = FOREVER
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.get("/accent/<digits>.css")
def accent(digits: str) -> Response:
    """A colour in place of the site's blue, light and dark; it depends on its digits alone."""
    colour = f"#{digits}"
    if not colours.is_colour(colour):
        abort(404)
    light, dark = colours.on_light(colour), colours.on_dark(colour)
    sheet = render_template("organisations/accent.css", light=light, dark=dark)
    response = Response(sheet, mimetype="text/css")
    response.headers["Cache-Control"] = FOREVER
    return response
