"""Taking in a file of contacts: batch by batch, stoppable, undone for seven days."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from eventsapp.contacts import lists, matching, outlets, phones, queries, reading, services
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.import_models import ContactImport
from eventsapp.contacts.keys import LONGEST, Kind
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.models import Contact, Key
from eventsapp.contacts.outlets import OutletDetails
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
    return file_imports.table_of(standing, reading.read)


def naming(organisation_id: int, email: str) -> list[ContactImport]:
    """The imports of an organisation whose file is still kept and tells of this address."""
    kept = (ContactImport.organisation_id == organisation_id, ContactImport.file_key != "")
    return file_imports.naming(select(ContactImport).where(*kept), email, reading.read)


def lists_in(standing: ContactImport, meanings: list[str]) -> set[str]:
    """The names of the lists on which its rows put people."""
    rows = table_of(standing).rows if "list" in meanings else ()
    return {name for row in rows for name in matching.lists_of(row, meanings)}


def start(standing: ContactImport, meanings: list[str]) -> None:
    """Let it run, with these meanings of its columns. Safe to repeat."""
    if standing.progress is Progress.MATCHING:
        standing.matching = meanings
        standing.progress = Progress.RUNNING
        db.session.flush()


def advance(standing: ContactImport, now: datetime) -> int:
    """Take the next batch of a running import: as many queries for each, however long the file."""
    file_imports.claim(standing)
    if standing.progress is not Progress.RUNNING:
        return 0
    rows = table_of(standing).rows[standing.taken : standing.taken + BATCH]
    faults: list[list[object]] = []
    wanted: list[Wanted] = []
    for number, row in enumerate(rows, standing.taken + 2):  # as a spreadsheet counts
        try:
            details = matching.details_of(row, standing.matching, standing.language)
            wanted.append(Wanted(number, details, matching.lists_of(row, standing.matching)))
        except matching.Fault as fault:
            faults.append([number, str(fault)])
    faults += _add(standing, wanted, now)
    standing.note(len(rows), faults, now=now)
    return len(rows)


def run_due(now: datetime) -> int:
    """Job: the next batch of every running import; files older than the undo are forgotten."""
    return file_imports.run_due(ContactImport, advance, now)


def undo(standing: ContactImport, *, now: datetime) -> int:
    """Erase what it brought; how many were erased.

    Those stay whom events name by now, and those into whom another contact was merged.
    """
    if not standing.can_undo(now):
        return 0
    behind = aliased(Contact)
    holds = exists().where(behind.merged_into_id == Contact.id)
    brought = select(Contact).where(Contact.import_id == standing.id, ~queries.is_used(), ~holds)
    contacts = db.session.scalars(brought.options(*queries.shown())).all()
    for contact in contacts:
        db.session.delete(contact)
    standing.progress = Progress.UNDONE
    db.session.flush()
    return len(contacts)


class Wanted(NamedTuple):
    """What a row says of somebody."""

    number: int  # of the row
    details: ContactDetails
    lists: tuple[str, ...]


def _add(standing: ContactImport, wanted: list[Wanted], now: datetime) -> list[list[object]]:
    """Add those whom the book does not know by e-mail or phone; the others as faults."""
    country = phones.country_of(standing.organisation.timezone)
    marks = [_marks(each.details, country) for each in wanted]
    known = _known(standing.organisation_id, set().union(*marks))
    doubles: list[list[object]] = []
    listed: list[tuple[Contact, tuple[str, ...]]] = []
    for each, own in zip(wanted, marks, strict=True):
        if own & known:
            doubles.append([each.number, "known"])
            continue
        known |= own
        contact = Contact(organisation=standing.organisation, import_id=standing.id, created_at=now)
        db.session.add(contact)
        services.write(contact, each.details)
        listed.append((contact, each.lists))
    houses = [OutletDetails(name=each.details.outlet) for each in wanted]
    outlets.enter(standing.organisation_id, houses, now=now)
    standing.known += len(doubles)
    standing.added += len(wanted) - len(doubles)
    db.session.flush()
    _put_on_lists(standing.organisation_id, listed, now)
    return doubles


def _put_on_lists(
    organisation_id: int, people: list[tuple[Contact, tuple[str, ...]]], now: datetime
) -> None:
    """Put new contacts on the lists their rows name, begun where they are new.

    A list that a rule fills takes nobody.
    """
    wanted = {name: None for _contact, names in people for name in names}
    if not wanted:
        return
    kept = {each.name: each for each in lists.kept(organisation_id)}
    for name in wanted.keys() - kept.keys():
        kept[name] = lists.create(organisation_id, ListDetails(name=name), now=now)
    for name in wanted:
        if not kept[name].by_rule:
            lists.add(kept[name], [contact.id for contact, names in people if name in names])


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
