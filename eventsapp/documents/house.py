"""What an organisation brings to its documents: a template of its own, and its logo."""

from dataclasses import dataclass

from eventsapp.core import files
from eventsapp.documents import queries
from eventsapp.documents.kinds import Format, Kind
from eventsapp.organisations.models import Organisation


@dataclass(frozen=True)
class House:
    """Its files, read."""

    template: bytes | None = None  # None: the shipped one is used
    logo: bytes | None = None  # PNG


def bring(organisation: Organisation, kind: Kind, form: Format, language: str) -> House:
    """What goes into a document of this kind, as this file, in this language."""
    own = queries.find_template(organisation.id, kind, form, language)
    return House(files.open(own.file_key) if own else None, logo(organisation))


def logo(organisation: Organisation) -> bytes | None:
    """The logo as it is kept."""
    return files.open(organisation.logo_key) if organisation.logo_key else None
