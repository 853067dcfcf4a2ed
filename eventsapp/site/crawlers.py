"""What search engines read: what they may fetch, and every public address."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from eventsapp.core import clock
from eventsapp.core.texts import LANGUAGES
from eventsapp.site import freshness, queries
from eventsapp.web import caching

MAPPED_EVENTS = 9000  # the latest; in five languages they stay under the 50,000 of the protocol

bp = Blueprint("crawlers", __name__)
caching.cover(bp)


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """What crawlers may read."""
    return _lasting(render_template("site/robots.txt"), "text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Every public address in each language."""
    text = render_template(
        "site/sitemap.xml",
        addresses=queries.addresses(MAPPED_EVENTS),
        organisations=queries.listed_slugs(),
        languages=LANGUAGES,
    )
    return _lasting(text, "application/xml")


def _lasting(text: str, mimetype: str) -> ResponseReturnValue:
    midnight = freshness.midnight_after(clock.utcnow(), freshness.HOME_ZONE)
    return caching.lasting(text, until=midnight, mimetype=mimetype)
