"""The list for other people's pages: a fragment of HTML, and the script that puts it in its place."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from eventsapp.calendars import entry as entries
from eventsapp.calendars import queries as calendars
from eventsapp.core import clock
from eventsapp.site import filtering, freshness
from eventsapp.web import assets, caching

USUAL, MOST = 10, 50  # events of a fragment

bp = Blueprint("embedding", __name__)
caching.cover(bp)


@bp.get("/<lang:lang>/events.html")
def fragment(lang: str) -> ResponseReturnValue:
    """What happens next as a list without a page around it; any site may fetch it."""
    now, filter_ = clock.utcnow(), filtering.asked(request.args)
    limit = min(max(request.args.get("limit", USUAL, type=int), 1), MOST)
    found = calendars.coming(filter_, now=now, limit=limit)
    shown = [(entry, entries.when(entry)) for entry in entries.read_all(found, lang)]
    return caching.lasting(
        render_template("site/embed.html", shown=shown, filter=filter_),
        until=freshness.until(found, now, is_list=True),
        headers={"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex"},
    )


@bp.get("/embed.js")
def script() -> ResponseReturnValue:
    """The script, under an address that never changes."""
    return assets.static("", "js/embed.js")
