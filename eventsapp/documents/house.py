"""What an organisation brings to its documents: a template of its own, its logo, its colour."""

import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from eventsapp.core import colours, files
from eventsapp.documents import queries
from eventsapp.documents.kinds import Format, Kind
from eventsapp.organisations.models import Organisation

INK = "#1F2A5C"  # of headings, where an organisation has no colour of its own
LOGO = "logo.svg"


@dataclass(frozen=True)
class House:
    """Its files, read."""

    template: bytes | None = None  # None: the shipped one is used
    logo: bytes | None = None  # PNG
    accent: str = INK  # dark enough for words on white paper

    @property
    def drawn_logo(self) -> bytes | None:
        """The logo as SVG with the PNG in it: beside a document typst is handed text alone."""
        if self.logo is None:
            return None
        width, height = struct.unpack(">II", self.logo[16:24])  # PNG, 11.2.2: IHDR
        picture = f"data:image/png;base64,{b64encode(self.logo).decode()}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" href="{picture}"/></svg>'
        ).encode()

    def furnish(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What typst is told: the data, the name of the logo's file or nothing, the colour."""
        return {**data, "logo": LOGO if self.logo else "", "accent": self.accent}


def of(organisation: Organisation) -> House:
    """What every document of an organisation carries."""
    logo = files.open(organisation.logo_key) if organisation.logo_key else None
    accent = colours.on_light(organisation.accent).button if organisation.accent else INK
    return House(logo=logo, accent=accent)


def bring(organisation: Organisation, kind: Kind, form: Format, language: str) -> House:
    """What goes into a document of this kind, as this file, in this language."""
    own = queries.find_template(organisation.id, kind, form, language)
    return replace(of(organisation), template=files.open(own.file_key) if own else None)
