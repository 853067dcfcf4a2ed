"""The press room and the kit of each event: public pages, kept until something on them changes."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.materials import handing, queries, rooms, wording
from eventsapp.materials.kinds import LICENCES, SORTS, Audience, Sort
from eventsapp.materials.models import Material
from eventsapp.web import caching

WIDTHS = "320", "960", "1920"
UNCHANGED = timedelta(hours=6)  # a page of clocks that stand still is made anew at the latest

bp = Blueprint("press_room", __name__)
caching.cover(bp)


@bp.get("/<lang:lang>/press")
def index(lang: str) -> ResponseReturnValue:
    """What is coming, the latest kits and photos, who answers the press, who is behind it."""
    now = utcnow()
    room = rooms.make(now=now)
    return _lasting("press/index.html", room.materials, now, lang=lang, room=room)


@bp.get("/<lang:lang>/e/<slug>/press")
def kit(lang: str, slug: str) -> ResponseReturnValue:
    """The materials of one event, with the hour at which the held ones open."""
    event, now = _public_event(slug), utcnow()
    if event.slug != slug:
        return redirect(url_for(".kit", lang=lang, slug=event.slug), 301)
    found = queries.kit(event)
    free = [each for each in found if queries.is_for_everybody(each, now)]
    return _lasting("press/kit.html", found, now, event=event, kit=found, free=free)


@bp.get("/<lang:lang>/e/<slug>/press.zip")
def all_files(lang: str, slug: str) -> Response:  # noqa: ARG001 -- of the address
    """Everything that anybody may have, in one file; `?sort=` takes a part of it."""
    event, now = _public_event(slug), utcnow()
    free = [each for each in queries.kit(event) if queries.is_for_everybody(each, now)]
    sort = request.args.get("sort")
    return handing.zipped(event, [each for each in free if sort in (None, each.current.sort)])


@bp.get("/<lang:lang>/e/<slug>/press/<int:material_id>")
def fetch(lang: str, slug: str, material_id: int) -> Response:  # noqa: ARG001 -- of the address
    """One file, if anybody may have it."""
    material = queries.find(_public_event(slug), material_id)
    if material is None or not queries.is_for_everybody(material, utcnow()):
        abort(404)
    return handing.attached(material.current)


@bp.get("/press/pictures/<int:version_id>/<any('320', '960', '1920'):width>.webp")
def picture(version_id: int, width: str) -> Response:
    """A picture for pages, if anybody may have it."""
    found = queries.find_public_picture(version_id, width)
    if found is None:
        abort(404)
    key, material = found
    if not material.event.is_public or not queries.is_for_everybody(material, utcnow()):
        abort(404)
    answer = handing.picture(key)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _lasting(
    template: str, shown: list[Material], now: datetime, **values: object
) -> ResponseReturnValue:
    """A page that holds until the next of these embargoes ends."""
    moments = [moment for moment in queries.moments(shown) if moment > now]
    page = render_template(
        template, wording=wording, licences=LICENCES, sorts=SORTS, Sort=Sort, Audience=Audience,
        present=now, **values,
    )  # fmt: skip
    return caching.lasting(page, until=min([now + UNCHANGED, *moments]))


def _public_event(slug: str) -> Event:
    event = events.find_by_slug(slug) or events.find_by_former_slug(slug)
    if event is None or not event.is_public:
        abort(404)
    return event
