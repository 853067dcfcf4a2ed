"""Taking in a file of journalists: begun, looked at, entered batch by batch, undone for a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventsapp.accreditation import letters, queries, services
from eventsapp.accreditation.details import Answers
from eventsapp.accreditation.imports import matching
from eventsapp.accreditation.imports.models import PressImport
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.core import files, tables
from eventsapp.core import imports as file_imports
from eventsapp.core.imports import BATCH, Progress
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db


@dataclass(frozen=True)
class Check:
    """What a file would bring, before anything is written."""

    people: list[Answers]  # the first of them
    found: int
    known: int
    faults: list[list[Any]]  # [row number, kind of fault]


def begin(
    event: Event, file_name: str, data: bytes, *, language: str, now: datetime
) -> PressImport:
    """Keep a file whose columns then wait for a meaning.

    Raises what `tables.read` raises, and ApplicationsClosed.
    """
    services.require_intake(event)
    table = tables.read(data)
    made = PressImport(
        event=event,
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


def find(event: Event, import_id: int) -> PressImport | None:
    """An import by its number, if it is of this event."""
    mine = (PressImport.id == import_id, PressImport.event_id == event.id)
    return db.session.scalar(select(PressImport).where(*mine))


def of_event(event: Event) -> Sequence[PressImport]:
    """The imports of an event that have begun to run, the last first."""
    begun = PressImport.progress != Progress.MATCHING
    wanted = select(PressImport).where(PressImport.event_id == event.id, begun)
    return db.session.scalars(wanted.order_by(PressImport.id.desc())).all()


def naming(organisation_id: int, email: str) -> list[PressImport]:
    """The imports of an organisation whose file is still kept and tells of this address."""
    kept = (Event.organisation_id == organisation_id, PressImport.file_key != "")
    return file_imports.naming(select(PressImport).join(Event).where(*kept), email)


def forget_files(event: Event) -> None:
    """Keep no file of an event."""
    kept = (PressImport.event_id == event.id, PressImport.file_key != "")
    file_imports.forget_files(select(PressImport).where(*kept))


def check(standing: PressImport, most: int) -> Check:
    """Read every row and write nothing; of the people found the first `most` are given."""
    reader = matching.Reader(standing)
    found, faults = file_imports.read(reader.row, file_imports.table_of(standing).rows)
    by_address = {answers.address: answers for _number, answers in reversed(found)}
    known = queries.applied(standing.event, list(by_address))
    new = [answers for address, answers in reversed(by_address.items()) if address not in known]
    return Check(new[:most], len(new), len(found) - len(new), faults)


def start(standing: PressImport, *, sends_letters: bool) -> None:
    """Let it run, with or without word to each person that the application came. Safe to repeat."""
    if standing.progress is Progress.MATCHING:
        standing.sends_letters = sends_letters
    standing.start()


def run_due(now: datetime) -> int:
    """Job: the next batch of every import that goes on; old files are forgotten."""
    return file_imports.run_due(PressImport, advance, now)


def advance(standing: PressImport, now: datetime) -> int:
    """Take the next batch of an import, forwards or back; return how many rows that were."""
    file_imports.claim(standing)
    if standing.progress is Progress.UNDOING:
        return _take_back(standing)
    if standing.progress is not Progress.RUNNING:
        return 0
    rows = file_imports.table_of(standing).rows[standing.taken : standing.taken + BATCH]
    faults = _take(standing, rows, now)
    standing.known += sum(fault[1] == "known" for fault in faults)
    standing.note(len(rows), faults, now=now)
    db.session.flush()
    return len(rows)


def _take(standing: PressImport, rows: Sequence[list[str]], now: datetime) -> list[list[Any]]:
    """Enter the people of these rows; the faults of those who could not be."""
    event = events.claim(standing.event)
    intake = services.require_intake(event)
    found, faults = file_imports.read(matching.Reader(standing).row, rows, after=standing.taken)
    known = queries.applied(event, [answers.address for _number, answers in found])
    for number, answers in found:
        if answers.address in known:
            faults.append([number, "known"])
            continue
        known.add(answers.address)
        application = services.enter(event, answers, now=now)
        application.import_id = standing.id
        standing.added += 1
        if standing.sends_letters:
            letters.send_received(application, intake, now)
    return sorted(faults)


def _take_back(standing: PressImport) -> int:
    """Take back the next of those it brought; return how many were looked at.

    Who has been decided about, has changed the application or has heard of it stays.
    """
    mine = select(Application).where(Application.import_id == standing.id).limit(BATCH)
    looked = db.session.scalars(mine.options(selectinload(Application.applicants))).all()
    untouched = _untouched([each.id for each in looked])
    for application in looked:
        application.import_id = None
        is_unknown = not standing.sends_letters or letters.take_back_received(application)
        if application.id in untouched and is_unknown:
            db.session.delete(application)
            standing.gone += 1
    if len(looked) < BATCH:
        standing.progress = Progress.UNDONE
    db.session.flush()
    return len(looked)


def _untouched(ids: Sequence[int]) -> set[int]:
    """Those of these applications about whose sender nobody has decided anything."""
    stands = Applicant.status == Status.SUBMITTED, ~Applicant.decisions.any()
    return set(
        db.session.scalars(
            select(Applicant.application_id).where(Applicant.application_id.in_(ids), *stands)
        )
    )
