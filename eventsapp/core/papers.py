"""Attached papers: what a file really is is looked at, and only what is safe is kept.

They lie outside the web root and are shown to the desk alone, never to the public.
"""

from dataclasses import dataclass
from typing import IO

from flask_babel import lazy_gettext as _l

from eventsapp.core import images
from eventsapp.core.errors import Refusal

MOST_BYTES = 5 * 1024 * 1024
PDF = "application/pdf"
SUFFIXES = {PDF: ".pdf", "image/jpeg": ".jpg"}


class TooHeavy(Refusal):
    """More bytes than we keep."""

    message = _l("The file is larger than 5 MB. Choose a smaller one.")
    status = 422


class NotAPaper(Refusal):
    """Neither a picture nor a PDF."""

    message = _l("This file cannot be read. Choose a photo (JPEG, PNG, WebP) or a PDF.")
    status = 422


@dataclass(frozen=True)
class Upload:
    """A paper that was looked at and can be kept."""

    data: bytes
    media_type: str

    @property
    def suffix(self) -> str:
        """Of its name in the file storage."""
        return SUFFIXES[self.media_type]


def read(stream: IO[bytes], *, photo_only: bool = False) -> Upload:
    """The file as it will be kept: a PDF as it came, a picture drawn anew.

    Raises TooHeavy, NotAPaper, or what `core.images` says of a picture.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooHeavy
    if data.startswith(b"%PDF-") and not photo_only:
        return Upload(data, PDF)
    try:
        return Upload(images.clean_photo(data), "image/jpeg")
    except images.NotAPicture as error:
        if photo_only:
            raise
        raise NotAPaper from error
