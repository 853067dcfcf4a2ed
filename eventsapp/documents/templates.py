"""Templates that organisations bring: tried out before they are kept, taken away again."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from eventsapp.core import files
from eventsapp.documents import house, queries, samples, sandbox
from eventsapp.documents.kinds import MEDIA_TYPES, SUFFIXES, Format, Kind
from eventsapp.documents.making import File
from eventsapp.documents.models import Template
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation

SECONDS = 20  # for a document of two people


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A file, and what it is to be used for."""

    kind: Kind
    form: Format
    language: str  # empty: all
    file_name: str
    data: bytes


def try_out(organisation: Organisation, brought: Brought) -> File:
    """The document of the sample event. Raises NotMade, also where typst warns of something.

    Ends the transaction first: nobody waits while a stranger's code runs.
    """
    language = brought.language or organisation.original_language
    own = replace(house.of(organisation), template=brought.data)
    content = samples.data(brought.kind, brought.form, language)
    db.session.rollback()
    made, warning = sandbox.fill(brought.form, own, content, seconds=SECONDS)
    if warning:
        raise sandbox.TemplateBroken(
            _("The template does not work: %(complaint)s", complaint=warning)
        )
    return File(f"sample-{brought.kind}.{brought.form}", MEDIA_TYPES[brought.form], made)


def try_again(template: Template, organisation: Organisation) -> File:
    """The document of the sample event by a template that is kept. Raises NotMade."""
    return try_out(
        organisation,
        Brought(
            kind=template.kind,
            form=template.form,
            language=template.language,
            file_name=template.file_name,
            data=files.open(template.file_key) or b"",
        ),
    )


def keep(organisation: Organisation, brought: Brought, file_key: str, now: datetime) -> Template:
    """Use a stored file from now on; one for the same purpose is deleted."""
    purpose = {"kind": brought.kind, "form": brought.form, "language": brought.language}
    wanted = select(Template).filter_by(organisation_id=organisation.id, **purpose)
    template = db.session.scalar(wanted)
    if template is None:
        template = Template(organisation_id=organisation.id, **purpose)
        db.session.add(template)
    else:
        files.forget(template.file_key)
    template.file_name, template.file_key = brought.file_name[:200], file_key
    template.brought_at = now
    db.session.flush()
    return template


def remove(template: Template) -> None:
    """Use the shipped template again."""
    files.forget(template.file_key)
    db.session.delete(template)
    db.session.flush()


def store(brought: Brought) -> str:
    """Put a file that was tried out into the storage; give its key."""
    return files.store(brought.data, SUFFIXES[brought.form])


def of(organisation: Organisation) -> dict[Kind, list[Template]]:
    """Every template of an organisation, by the kind of document."""
    found: dict[Kind, list[Template]] = {}
    for each in queries.templates(organisation.id):
        found.setdefault(each.kind, []).append(each)
    return found
