"""How a document is handed to a browser."""

from flask import Response

from eventsapp.documents.making import File


def attached(made: File) -> Response:
    """The file, to be saved and not to be kept by anybody on the way."""
    answer = Response(made.data, mimetype=None, content_type=made.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename={made.name}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
