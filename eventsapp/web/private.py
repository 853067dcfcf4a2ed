"""Pages behind a secret address: for one person, and for nobody on the way."""

from flask import Blueprint, Response, request

from eventsapp.core.database import begin_reading
from eventsapp.extensions import db


def keep(blueprint: Blueprint) -> None:
    """Keep every page of a blueprint from caches, search engines and the next site's logs.

    Those that only show something keep no writer waiting. A page may set a Cache-Control of its
    own.
    """

    @blueprint.before_request
    def read_without_waiting() -> None:
        if request.method != "POST":
            begin_reading(db.session(), by_statement=True)

    @blueprint.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
