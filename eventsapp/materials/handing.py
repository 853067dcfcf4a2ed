"""Files as answers: always to be kept, never to be run; many as one ZIP.

The transaction ends before the first byte is sent: a slow line keeps nobody else waiting.
"""

from collections.abc import Sequence
from urllib.parse import quote

from flask import Response, abort

from eventsapp.core import files
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import wording, zipping
from eventsapp.materials.models import Material, MaterialVersion


def attached(version: MaterialVersion) -> Response:
    """One file, sent piece by piece."""
    pieces = files.read(version.file_key)
    if pieces is None:
        abort(404)
    answer = Response(pieces, content_type=version.media_type)
    answer.content_length = version.size_bytes
    _as_file(answer, version.file_name)
    db.session.rollback()
    return answer


def zipped(event: Event, materials: Sequence[Material], taker: str = "") -> Response:
    """All of them, with a list that says who took them."""
    if not materials:
        abort(404)
    about = wording.contents(materials, event, taker)
    entries = zipping.entries(each.current for each in materials)
    pieces = zipping.stream(entries, about, files.reader())
    answer = Response(pieces, content_type="application/zip")
    _as_file(answer, f"{event.slug or event.id}-press.zip")
    db.session.rollback()
    return answer


def picture(key: str) -> Response:
    """A width of a picture, which we drew ourselves."""
    data = files.open(key)
    if data is None:
        abort(404)
    return Response(data, content_type="image/webp")


def _as_file(answer: Response, name: str) -> None:
    plain = name.encode("ascii", "ignore").decode().replace('"', "").strip() or "file"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"  # RFC 6266
    )
    answer.headers["Cache-Control"] = "private, no-store"
