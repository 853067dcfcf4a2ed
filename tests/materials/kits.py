"""Files and materials for the tests of this package."""

from io import BytesIO
from typing import Any

from PIL import Image
from werkzeug.datastructures import FileStorage

from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import intake, services
from eventsapp.materials.kinds import Audience
from eventsapp.materials.models import Material
from tests.factories import CREATED

PDF = b"%PDF-1.7\n%kit\n"
GPS = 0x8825


def photo(size: tuple[int, int] = (1200, 800), kind: str = "JPEG") -> bytes:
    """A picture that says where it was taken, by whom, and which way up it is."""
    exif = Image.Exif()
    exif[0x013B] = "Aida Karimova"
    exif[0x0112] = 6  # turned
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (40.0, 31.0, 12.0)
    written = BytesIO()
    Image.new("RGB", size, "navy").save(written, kind, exif=exif)
    return written.getvalue()


def sent(data: bytes, name: str) -> FileStorage:
    """A file as a browser sends it."""
    return FileStorage(BytesIO(data), name)


def make_material(
    event: Event, data: bytes = PDF, name: str = "speech.pdf", **terms: Any
) -> Material:
    """A stored file of an event, for everybody unless told otherwise."""
    kept = intake.keep(BytesIO(data), name)
    material = services.add(event, kept, by=None, now=CREATED)
    for field, value in ({"audience": Audience.PUBLIC} | terms).items():
        setattr(material, field, value)
    material.refresh_search_key()
    services.touch(event, now=CREATED)
    db.session.commit()
    return material
