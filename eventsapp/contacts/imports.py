"""Taking in a file of contacts: batch by batch, stoppable, undone for seven days."""

from datetime import datetime

from sqlalchemy import select

from eventsapp.contacts import matching, phones, queries, reading, services
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.import_models import ContactImport
from eventsapp.contacts.keys import LONGEST, Kind
from eventsapp.contacts.models import Contact, Key
from eventsapp.core import files
from eventsapp.core import imports as file_imports
from eventsapp.core.imports import BATCH, Progress
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


def begin(
    organisation: Organisation, file_name: str, data: bytes, *, language: str, now: datetime
) -> ContactImport:
    """Keep a file whose columns then wait for a meaning. Raises what `reading.read` raises."""
    table = reading.read(data)
    made = ContactImport(
        organisation=organisation,
        file_name=file_name[:200],
        file_key=files.store(data, ".dat"),
        language=language,
        matching=matching.guess(table.headings),
        total=len(table.rows),
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def find(organisation_id: int, import_id: int) -> ContactImport | None:
    """An import by its number, if this organisation made it."""
    return db.session.scalar(
        select(ContactImport).where(
            ContactImport.id == import_id, ContactImport.organisation_id == organisation_id
        )
    )


def table_of(standing: ContactImport) -> reading.Table:
    """The rows of its file; none once the file is forgotten."""
    data = files.open(standing.file_key) if standing.file_key else None
    return reading.read(data) if data else reading.Table([], [])


def naming(organisation_id: int, email: str) -> list[ContactImport]:
    """The imports of an organisation whose file is still kept and tells of this address."""
    kept = (ContactImport.organisation_id == organisation_id, ContactImport.file_key != "")
    found = db.session.scalars(select(ContactImport).where(*kept)).all()
    return [each for each in found if file_imports.names(table_of(each), email)]


def start(standing: ContactImport, meanings: list[str]) -> None:
    """Let it run, with these meanings of its columns. Safe to repeat."""
    if standing.progress is Progress.MATCHING:
        standing.matching = meanings
        standing.progress = Progress.RUNNING
        db.session.flush()


def advance(standing: ContactImport, now: datetime) -> int:
    """Take the next batch of a running import: as many queries for each, however long the file."""
    db.session.refresh(standing, with_for_update=True)
    if standing.progress is not Progress.RUNNING:
        return 0
    rows = table_of(standing).rows[standing.taken : standing.taken + BATCH]
    faults: list[list[object]] = []
    wanted: list[tuple[int, ContactDetails]] = []
    for number, row in enumerate(rows, standing.taken + 2):  # as a spreadsheet counts
        try:
            details = matching.details_of(row, standing.matching, standing.language)
            wanted.append((number, details))
        except matching.Fault as fault:
            faults.append([number, str(fault)])
    faults += _add(standing, wanted, now)
    standing.note(len(rows), faults, now=now)
    return len(rows)


def run_due(now: datetime) -> int:
    """Job: the next batch of every running import; files older than the undo are forgotten."""
    return file_imports.run_due(ContactImport, advance, now)


def undo(standing: ContactImport, *, now: datetime) -> int:
    """Erase what it brought, but for those whom events name by now; how many were erased."""
    if not standing.can_undo(now):
        return 0
    brought = select(Contact).where(Contact.import_id == standing.id, ~queries.is_used())
    contacts = db.session.scalars(brought.options(*queries.shown())).all()
    for contact in contacts:
        db.session.delete(contact)
    standing.progress = Progress.UNDONE
    db.session.flush()
    return len(contacts)


def _add(
    standing: ContactImport, wanted: list[tuple[int, ContactDetails]], now: datetime
) -> list[list[object]]:
    """Add those whom the book does not know by e-mail or phone; the others as faults."""
    country = phones.country_of(standing.organisation.timezone)
    marks = [_marks(details, country) for _number, details in wanted]
    known = _known(standing.organisation_id, set().union(*marks))
    doubles: list[list[object]] = []
    for (number, details), own in zip(wanted, marks, strict=True):
        if own & known:
            doubles.append([number, "known"])
            continue
        known |= own
        contact = Contact(organisation=standing.organisation, import_id=standing.id, created_at=now)
        db.session.add(contact)
        services.write(contact, details)
    standing.known += len(doubles)
    standing.added += len(wanted) - len(doubles)
    db.session.flush()
    return doubles


def _marks(details: ContactDetails, country: str) -> set[str]:
    """By what a person is known again: addresses, and phones in E.164."""
    numbers = (phones.read(written, country) for written in details.phones)
    found = (*details.emails, *(number for number in numbers if number))
    return {mark[:LONGEST] for mark in found}


def _known(organisation_id: int, marks: set[str]) -> set[str]:
    found = select(Key.text).where(
        Key.organisation_id == organisation_id,
        Key.kind.in_((Kind.EMAIL, Kind.PHONE)),
        Key.text.in_(marks),
    )
    return set(db.session.scalars(found))
