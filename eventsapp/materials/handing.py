"""Files as answers: always to be kept, never to be run; many as one ZIP.

The transaction ends before the first byte is sent: a slow line keeps nobody else waiting.
"""

from collections.abc import Sequence

from flask import Response, abort

from eventsapp.core import files
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import wording, zipping
from eventsapp.materials.models import Material, MaterialVersion
from eventsapp.web import attachments


def attached(version: MaterialVersion) -> Response:
    """One file, sent piece by piece."""
    pieces = files.read(version.file_key)
    if pieces is None:
        abort(404)
    answer = attachments.attached(pieces, version.file_name, version.media_type)
    answer.content_length = version.size_bytes
    db.session.rollback()
    return answer


def zipped(event: Event, materials: Sequence[Material], taker: str = "") -> Response:
    """All of them, with a list that says who took them."""
    if not materials:
        abort(404)
    about = wording.contents(materials, event, taker)
    entries = zipping.entries(each.current for each in materials)
    pieces = zipping.stream(entries, about, files.reader())
    name = f"{event.slug or event.id}-press.zip"
    answer = attachments.attached(pieces, name, "application/zip")
    db.session.rollback()
    return answer


def picture(key: str) -> Response:
    """A width of a picture, which we drew ourselves."""
    data = files.open(key)
    if data is None:
        abort(404)
    return Response(data, content_type="image/webp")
