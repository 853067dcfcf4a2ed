"""Taking in a file of people who take part: begun, looked at, run batch by batch, undone for a week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventsapp.core import files, tables
from eventsapp.core import imports as file_imports
from eventsapp.core.imports import BATCH, Progress
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import arrivals
from eventsapp.registration.imports import matching, taking_back
from eventsapp.registration.imports.matching import Row
from eventsapp.registration.imports.models import RegistrationImport
from eventsapp.registration.models import Status


@dataclass(frozen=True)
class Check:
    """What a file would bring, before anything is written."""

    people: list[Row]  # the first of them
    wanted: Counter[int]  # places, by the way of taking part
    found: int
    known: int
    faults: list[list[Any]]  # [row number, kind of fault]


def begin(
    event: Event, file_name: str, data: bytes, *, language: str, now: datetime
) -> RegistrationImport:
    """Keep a file whose columns then wait for a meaning. Raises what `tables.read` raises."""
    table = tables.read(data)
    made = RegistrationImport(
        event=event,
        category_id=event.categories[0].id if event.categories else None,
        file_name=file_name[:200],
        file_key=files.store(data, ".dat"),
        language=language,
        matching=matching.guess(event, table.headings),
        total=len(table.rows),
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def find(event: Event, import_id: int) -> RegistrationImport | None:
    """An import by its number, if it is of this event."""
    mine = (RegistrationImport.id == import_id, RegistrationImport.event_id == event.id)
    return db.session.scalar(select(RegistrationImport).where(*mine))


def of_event(event: Event) -> Sequence[RegistrationImport]:
    """The imports of an event that have begun to run, the last first."""
    begun = RegistrationImport.progress != Progress.MATCHING
    wanted = select(RegistrationImport).where(RegistrationImport.event_id == event.id, begun)
    return db.session.scalars(wanted.order_by(RegistrationImport.id.desc())).all()


def naming(organisation_id: int, email: str) -> list[RegistrationImport]:
    """The imports of an organisation whose file is still kept and tells of this address."""
    kept = (Event.organisation_id == organisation_id, RegistrationImport.file_key != "")
    return file_imports.naming(select(RegistrationImport).join(Event).where(*kept), email)


def forget_files(event: Event) -> None:
    """Keep no file of an event."""
    kept = (RegistrationImport.event_id == event.id, RegistrationImport.file_key != "")
    file_imports.forget_files(select(RegistrationImport).where(*kept))


def check(standing: RegistrationImport, most: int) -> Check:
    """Read every row and write nothing; of the people found the first `most` are given."""
    found, faults = arrivals.read(standing, file_imports.table_of(standing).rows)
    known = arrivals.known_of(standing.event, found)
    new = {row.details.email: row for _number, row in reversed(found)}
    people = [row for address, row in reversed(new.items()) if address not in known]
    wanted = Counter(row.details.category_id for row in people if row.status is None)
    return Check(people[:most], wanted, len(people), len(found) - len(people), faults)


def match(standing: RegistrationImport, meanings: list[str], way: int | None) -> None:
    """Note what the columns hold, and how those take part who name no way."""
    if standing.progress is Progress.MATCHING:
        standing.matching = meanings
        standing.category_id = way or standing.category_id
        db.session.flush()


def start(standing: RegistrationImport, *, sends_letters: bool) -> None:
    """Let it run, with or without a confirmation to each person. Safe to repeat."""
    if standing.progress is Progress.MATCHING:
        standing.sends_letters = sends_letters
    standing.start()


def run_due(now: datetime) -> int:
    """Job: the next batch of every import that goes on; old files are forgotten."""
    return file_imports.run_due(RegistrationImport, advance, now)


def advance(standing: RegistrationImport, now: datetime) -> int:
    """Take the next batch of an import, forwards or back; return how many rows that were."""
    file_imports.claim(standing)
    if standing.progress is Progress.UNDOING:
        return taking_back.take_back(standing, now)
    if standing.progress is not Progress.RUNNING:
        return 0
    rows = file_imports.table_of(standing).rows[standing.taken : standing.taken + BATCH]
    made, faults = arrivals.take(standing, rows, now)
    taking_back.remember(standing, made)
    standing.added += len(made)
    standing.waiting += sum(person.status is Status.WAITLISTED for person in made)
    standing.known += sum(fault[1] == "known" for fault in faults)
    standing.note(len(rows), faults, now=now)
    db.session.flush()
    return len(rows)
