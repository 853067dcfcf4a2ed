"""How a document is handed to a browser."""

from flask import Response

from eventsapp.documents.making import File
from eventsapp.web import attachments


def attached(made: File) -> Response:
    """The file, to be saved and not to be kept by anybody on the way."""
    return attachments.attached(made.data, made.name, made.media_type)
