"""Uploaded pictures: what they really are is looked at, and only what we drew ourselves is kept."""

from io import BytesIO
from typing import IO

import puremagic
from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4000  # to a side
LOGO_PIXELS = 640  # to a side, as it is kept
PHOTO_PIXELS = 1600
PHOTO_MOST_PIXELS = 64_000_000  # in all, of a JPEG: cameras take large ones
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}


class PictureTooHeavy(Refusal):
    """More bytes than we read."""

    message = _l("The picture is larger than 2 MB. Save it with fewer pixels or as JPEG.")
    status = 422


class PictureTooLarge(Refusal):
    """More pixels than we unpack."""

    message = _l("The picture is more than 4000 pixels wide or high. Make it smaller first.")
    status = 422


class NotAPicture(Refusal):
    """Another kind of file, or a broken one."""

    message = _l("This is not a picture we can read. Choose a PNG, JPEG, WebP or GIF file.")
    status = 422


def clean_logo(stream: IO[bytes]) -> bytes:
    """The picture as a PNG of our own, at most 640 pixels to a side, without metadata.

    Raises PictureTooHeavy, PictureTooLarge or NotAPicture.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PictureTooHeavy
    return _redrawn(data, FORMATS.get(_kind(data), ""))


def clean_photo(data: bytes) -> bytes:
    """The photo as a JPEG of our own, at most 1600 pixels to a side, without metadata.

    Raises PictureTooLarge or NotAPicture.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 -- 15 MB that only uploads need

    kind = FORMATS.get(_kind(data), "")
    if not kind:
        raise NotAPicture
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            _require_size(picture.size, is_photo=kind == "JPEG")
            picture.draft("RGB", (PHOTO_PIXELS, PHOTO_PIXELS))
            drawn = ImageOps.exif_transpose(picture).convert("RGB")
    except Image.DecompressionBombError as error:
        raise PictureTooLarge from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture from error
    drawn.thumbnail((PHOTO_PIXELS, PHOTO_PIXELS))
    result = BytesIO()
    drawn.save(result, "JPEG", quality=85, optimize=True)
    return result.getvalue()


def is_upright(stream: IO[bytes]) -> bool:
    """Whether a picture that was cleaned is higher than wide."""
    from PIL import Image  # noqa: PLC0415 -- 15 MB that only uploads need

    with Image.open(stream) as picture:
        return bool(picture.height > picture.width)


def _kind(data: bytes) -> str:
    """The media type by the file's own first bytes, whatever its name says."""
    try:
        return str(puremagic.from_string(data, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _require_size(size: tuple[int, int], *, is_photo: bool = False) -> None:
    """Raises PictureTooLarge before anything is unpacked."""
    width, height = size
    if width * height > PHOTO_MOST_PIXELS if is_photo else max(size) > MOST_PIXELS:
        raise PictureTooLarge


def _redrawn(data: bytes, kind: str) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- 15 MB that only uploads need

    if not kind:
        raise NotAPicture
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            _require_size(picture.size)
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise PictureTooLarge from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture from error
    drawn.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
    result = BytesIO()
    drawn.save(result, "PNG", optimize=True)
    return result.getvalue()
