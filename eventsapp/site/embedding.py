"""The list on other people's pages: a fragment of HTML, the script that puts it there, and its builder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from eventsapp.calendars import entry as entries
from eventsapp.calendars import queries as calendars
from eventsapp.core import clock
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.site import filtering, freshness, queries
from eventsapp.site.views import lasting
from eventsapp.web import assets, caching, locale

USUAL, MOST = 10, 50  # events of a fragment
THEMES = {
    "": _l("Like my website"),
    "light": _l("Light"),
    "dark": _l("Dark"),
    "auto": _l("As the reader's device has it"),
}

bp = Blueprint("embedding", __name__)
caching.cover(bp)


@dataclass(frozen=True)
class Choice:
    """A list for another site: its events, its language, how many, how it looks."""

    filter: Filter
    language: str
    limit: int
    theme: str

    @property
    def snippet(self) -> str:
        """What its owner copies; without script, or where ours is away, a link stays."""
        base, arguments = current_app.config["BASE_URL"], self._arguments()
        theme = Markup(' data-theme="{}"').format(self.theme) if self.theme else ""
        with locale.speaking(self.language):
            words = _("All events")
        snippet = Markup(
            '<div data-dateline="{}"{}><a href="{}">{}</a></div>\n<script src="{}" defer></script>'
        )
        limit: dict[str, Any] = {} if self.limit == USUAL else {"limit": self.limit}
        return str(
            snippet.format(
                base + url_for("embedding.fragment", **arguments, **limit),
                theme,
                base + url_for("site.events", **arguments),
                words,
                base + url_for("embedding.script"),
            )
        )

    def _arguments(self) -> dict[str, Any]:
        return self.filter.to_args() | {"lang": self.language}


@bp.get("/<lang:lang>/embed")
def builder(lang: str) -> ResponseReturnValue:
    """Choose what the list shows, look at it, copy it."""
    now = clock.utcnow()
    choice = _chosen(request.args, lang)
    groups = filtering.groups(choice.filter, queries.among_listed(now))
    found = calendars.coming(choice.filter, now=now, limit=choice.limit)
    return lasting(
        "site/embed_builder.html",
        found,
        now,
        choice=choice,
        groups=groups,
        themes=THEMES,
        most=MOST,
        preview=Markup(_list(found, choice)),  # noqa: S704 -- a template of ours
    )


@bp.get("/<lang:lang>/events.html")
def fragment(lang: str) -> ResponseReturnValue:
    """What happens next as a list without a page around it; any site may fetch it.

    404 where the address asks for nothing we know, as feeds do: a link stays in the list's place.
    """
    now, choice = clock.utcnow(), _chosen(request.args, lang)
    if choice.filter.is_lost:
        abort(404)
    found = calendars.coming(choice.filter, now=now, limit=choice.limit)
    return caching.lasting(
        _list(found, choice),
        until=freshness.until(found, now, is_list=True),
        headers={"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex"},
    )


@bp.get("/embed.js")
def script() -> ResponseReturnValue:
    """The script, under an address that never changes."""
    return assets.static("", "js/embed.js")


@bp.get("/embed.css")
def look() -> ResponseReturnValue:
    """The look of lists with a theme, which the script asks for."""
    return assets.styles("", "embed.css")


def _chosen(args: MultiDict[str, str], lang: str) -> Choice:
    language, theme = args.get("in", lang), args.get("theme", "")
    return Choice(
        filtering.asked(args),
        language=language if language in LANGUAGES else lang,
        limit=min(max(args.get("limit", USUAL, type=int), 1), MOST),
        theme=theme if theme in THEMES else "",
    )


def _list(found: Sequence[Event], choice: Choice) -> str:
    """The list itself, in its own language."""
    with locale.speaking(choice.language):
        shown = [(each, entries.when(each)) for each in entries.read_all(found, choice.language)]
        return render_template("site/embed.html", shown=shown, filter=choice.filter)
