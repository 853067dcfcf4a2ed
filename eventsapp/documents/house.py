"""What an organisation brings to its documents: a template of its own, and its logo."""

import struct
from base64 import b64encode
from dataclasses import dataclass

from eventsapp.core import files
from eventsapp.documents import queries
from eventsapp.documents.kinds import Format, Kind
from eventsapp.organisations.models import Organisation


@dataclass(frozen=True)
class House:
    """Its files, read."""

    template: bytes | None = None  # None: the shipped one is used
    logo: bytes | None = None  # SVG


def bring(organisation: Organisation, kind: Kind, form: Format, language: str) -> House:
    """What goes into a document of this kind, as this file, in this language."""
    own = queries.find_template(organisation.id, kind, form, language)
    return House(files.open(own.file_key) if own else None, logo(organisation))


def logo(organisation: Organisation) -> bytes | None:
    """The logo, its PNG wrapped in SVG: beside a document typst is handed text alone."""
    png = files.open(organisation.logo_key) if organisation.logo_key else None
    if png is None:
        return None
    width, height = struct.unpack(">II", png[16:24])  # PNG, 11.2.2: IHDR
    picture = f"data:image/png;base64,{b64encode(png).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{picture}"/></svg>'
    ).encode()
