"""What comes in: what a file really is is looked at, and only kinds that cannot run are kept.

A picture is drawn anew: full size without its metadata (the place it was taken at among them; who
made it stays), and in three widths for pages.
"""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from eventsapp.core import files
from eventsapp.core.errors import Refusal
from eventsapp.materials.kinds import Sort
from eventsapp.web.fields import line

MOST_BYTES = 500 * 1024 * 1024
MOST_PIXELS = 60_000_000  # of a whole picture: larger ones fill the memory
WIDTHS = (320, 960, 1920)
KEPT_TAGS = (0x010E, 0x013B, 0x8298)  # EXIF: description, artist, copyright
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
_ZIP, _MP4, _MATROSKA = b"PK\x03\x04", b"ftyp", b"\x1aE\xdf\xa3"


@dataclass(frozen=True)
class Format:
    """One kind of file that is taken: what it holds, its media type, how it begins."""

    sort: Sort
    media_type: str
    begins: tuple[bytes, ...] = ()
    at: int = 0  # where that stands


FORMATS = {
    ".pdf": Format(Sort.DOCUMENT, "application/pdf", (b"%PDF-",)),
    ".docx": Format(Sort.DOCUMENT, f"{OFFICE}wordprocessingml.document", (_ZIP,)),
    ".xlsx": Format(Sort.DOCUMENT, f"{OFFICE}spreadsheetml.sheet", (_ZIP,)),
    ".pptx": Format(Sort.DOCUMENT, f"{OFFICE}presentationml.presentation", (_ZIP,)),
    ".odt": Format(Sort.DOCUMENT, f"{OPEN}text", (_ZIP,)),
    ".ods": Format(Sort.DOCUMENT, f"{OPEN}spreadsheet", (_ZIP,)),
    ".odp": Format(Sort.DOCUMENT, f"{OPEN}presentation", (_ZIP,)),
    ".rtf": Format(Sort.DOCUMENT, "application/rtf", (b"{\\rtf",)),
    ".txt": Format(Sort.DOCUMENT, "text/plain; charset=utf-8"),
    ".csv": Format(Sort.DOCUMENT, "text/csv; charset=utf-8"),
    ".jpg": Format(Sort.PHOTO, "image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": Format(Sort.PHOTO, "image/jpeg", (b"\xff\xd8\xff",)),
    ".png": Format(Sort.PHOTO, "image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": Format(Sort.PHOTO, "image/webp", (b"WEBP",), 8),
    ".mp4": Format(Sort.VIDEO, "video/mp4", (_MP4,), 4),
    ".mov": Format(Sort.VIDEO, "video/quicktime", (_MP4,), 4),
    ".webm": Format(Sort.VIDEO, "video/webm", (_MATROSKA,)),
    ".m4a": Format(Sort.AUDIO, "audio/mp4", (_MP4,), 4),
    ".mp3": Format(Sort.AUDIO, "audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".wav": Format(Sort.AUDIO, "audio/wav", (b"WAVE",), 8),
    ".ogg": Format(Sort.AUDIO, "audio/ogg", (b"OggS",)),
    ".zip": Format(Sort.OTHER, "application/zip", (_ZIP,)),
}


class NotTaken(Refusal):
    """A kind of file that is not kept, or one that is not what its name says."""

    message = _l(
        "This file is of a kind that is not taken, or not what its name says. "
        "Take PDF, Word, Excel, PowerPoint, OpenDocument, text, JPEG, PNG, WebP, video, sound or ZIP."
    )
    status = 422


class TooHeavy(Refusal):
    """More bytes than are kept."""

    message = _l("The file is larger than 500 MB. Make it smaller, or link to it.")
    status = 413


class TooManyPixels(Refusal):
    """More pixels than are unpacked."""

    message = _l("The picture has more than 60 million pixels. Make it smaller first.")
    status = 422


class HasMacros(Refusal):
    """An office file that runs a program."""

    message = _l("This file holds macros, which can do harm. Save it without them.")
    status = 422


@dataclass(frozen=True)
class Kept:
    """A file that was looked at and lies in the storage."""

    sort: Sort
    file_key: str
    file_name: str
    media_type: str
    size_bytes: int
    widths: dict[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """Everything that lies in the storage for it."""
        return [self.file_key, *self.widths.values()]


def keep(stream: IO[bytes], file_name: str) -> Kept:
    """Look at a file and store it. Call outside any transaction: it takes its time.

    Raises NotTaken, TooHeavy, TooManyPixels or HasMacros.
    """
    name = clean_name(file_name)
    suffix = PurePath(name).suffix.lower()
    size = stream.seek(0, 2)
    if size > MOST_BYTES:
        raise TooHeavy
    found = FORMATS.get(suffix)
    if found is None or not _is_really(found, suffix, stream):
        raise NotTaken
    widths: dict[str, str] = {}
    if found.sort is Sort.PHOTO:
        stream, widths = _redrawn(stream, PICTURES[suffix])
        size = stream.seek(0, 2)
    stream.seek(0)
    key = files.store_stream(stream, suffix)
    return Kept(found.sort, key, name, found.media_type, size, widths)


def clean_name(file_name: str) -> str:
    """The last part of a name, on one line, without what a file system or header minds."""
    name = line(file_name.replace("\\", "/").rpartition("/")[2])
    name = "".join("_" if sign in '<>:"|?*%;' else sign for sign in name).strip(". ")
    path = PurePath(name or "file")
    return path.stem[:150] + path.suffix[:10]


def _is_really(found: Format, suffix: str, stream: IO[bytes]) -> bool:
    stream.seek(0)
    head = stream.read(64)
    if not found.begins:
        return _is_text(stream)
    if not any(head.startswith(sign, found.at) for sign in found.begins):
        return False
    if _ZIP in found.begins and suffix != ".zip":
        _refuse_macros(stream)
    return True


def _is_text(stream: IO[bytes]) -> bool:
    stream.seek(0)
    try:
        return "\0" not in stream.read(20 * 1024 * 1024).decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _refuse_macros(stream: IO[bytes]) -> None:
    """Only the list of what a package holds is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(stream) as package:
            names = [name.lower() for name in package.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotTaken from error
    if any("vbaproject" in name or name.startswith("basic/") for name in names):
        raise HasMacros


def _redrawn(stream: IO[bytes], kind: str) -> tuple[IO[bytes], dict[str, str]]:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- 15 MB that only uploads need

    stream.seek(0)
    try:
        with Image.open(stream, formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            kept = {tag: value for tag, value in picture.getexif().items() if tag in KEPT_TAGS}
            profile = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
            upright.load()
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotTaken from error
    whole = _saved(upright, kind, kept, profile)
    return whole, {str(width): _narrowed(upright, width) for width in WIDTHS}


def _saved(picture: Any, kind: str, tags: dict[int, Any], profile: bytes | None) -> IO[bytes]:
    from PIL import Image  # noqa: PLC0415 -- as above

    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    written = BytesIO()
    colours = (
        picture
        if kind != "JPEG" or picture.mode in ("RGB", "L", "CMYK")
        else picture.convert("RGB")
    )
    colours.save(
        written, kind, quality=95, exif=exif.tobytes() if tags else b"", icc_profile=profile
    )
    return written


def _narrowed(picture: Any, width: int) -> str:
    small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail((width, width * 2))
    written = BytesIO()
    small.save(written, "WEBP", quality=80)
    return files.store(written.getvalue(), ".webp")
