"""Files of rows taken in batch by batch: stoppable, undone for seven days, then forgotten.

What the rows become is the business of the package whose import it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext as _
from sqlalchemy import JSON, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.core import files, sheets, tables
from eventsapp.core.database import lock
from eventsapp.core.tables import Table
from eventsapp.extensions import db

BATCH = 200
UNDO = timedelta(days=7)
SOME = 500  # values asked for at once

Kept = TypeVar("Kept", bound="FileImport")
Told = TypeVar("Told")  # what a row says, to the package that reads it


class Fault(ValueError):
    """A row that cannot be taken in; `told` begins with the kind of fault."""

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.told = list(told)


class Progress(StrEnum):
    """Where an import stands."""

    MATCHING = "matching"  # its columns wait for a meaning
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class FileImport:
    """What every import keeps of its file, and how far it is; mixed into a table of its own."""

    file_name: Mapped[str] = mapped_column(String(200))
    file_key: Mapped[str] = mapped_column(String(80))  # of the file storage; empty once forgotten
    language: Mapped[str] = mapped_column(String(2))  # of people who name none
    progress: Mapped[Progress] = mapped_column(default=Progress.MATCHING)
    matching: Mapped[list[Any]] = mapped_column(JSON, default=list)  # what each column means
    total: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)  # rows gone through
    added: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)  # were there already
    faults: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [row number, kind of fault]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    def start(self) -> None:
        """Let it run, if its columns have their meaning. Safe to repeat."""
        if self.progress is Progress.MATCHING:
            self.progress = Progress.RUNNING

    def stop(self, *, now: datetime) -> None:
        """Take no more rows; those taken stay until the import is undone."""
        if self.progress is Progress.RUNNING:
            self.progress = Progress.STOPPED
            self.finished_at = now

    def note(self, rows: int, faults: list[Any], *, now: datetime) -> None:
        """So many rows more have been gone through, some of them with faults."""
        self.faults = [*self.faults, *faults]
        self.taken += rows
        if self.taken >= self.total or not rows:
            self.progress = Progress.DONE
            self.finished_at = now

    def can_undo(self, now: datetime) -> bool:
        """Whether it has ended, not longer than a week ago."""
        ended = self.progress in (Progress.DONE, Progress.STOPPED)
        return ended and self.finished_at is not None and now - self.finished_at < UNDO

    def undo(self, *, now: datetime) -> None:
        """Let it be taken back, batch by batch; later than a week afterwards nothing is done."""
        if self.can_undo(now):
            self.progress = Progress.UNDOING

    def forget_file(self) -> None:
        """Keep the numbers alone."""
        if self.file_key:
            files.forget(self.file_key)
            self.file_key = ""


def table_of(standing: FileImport, read: Callable[[bytes], Table] = tables.read) -> Table:
    """The rows of its file; none once the file is forgotten."""
    data = files.open(standing.file_key) if standing.file_key else None
    return read(data) if data else Table([], [])


def claim(standing: FileImport) -> None:
    """Read it as it stands now; whoever claims it next waits until this transaction ends."""
    db.session.flush()
    lock(db.session(), standing)


def naming(
    wanted: Select[Kept], email: str, read: Callable[[bytes], Table] = tables.read
) -> list[Kept]:
    """Those of these imports whose file is still kept and tells of an address."""
    return [
        each for each in db.session.scalars(wanted).all() if _names(table_of(each, read), email)
    ]


def forget_files(wanted: Select[Kept]) -> None:
    """Keep no file of these imports."""
    for standing in db.session.scalars(wanted).all():
        standing.forget_file()


def run_due(kind: type[Any], advance: Callable[[Any, datetime], int], now: datetime) -> int:
    """Take the next batch of every import of a kind that goes on, each in its own transaction.

    Files older than the undo are forgotten.
    """
    going = select(kind).where(kind.progress.in_((Progress.RUNNING, Progress.UNDOING)))
    done = 0
    for standing in db.session.scalars(going).all():
        done += advance(standing, now)
        db.session.commit()
    forget_files(select(kind).where(kind.created_at < now - UNDO, kind.file_key != ""))
    db.session.commit()
    return done


def read(
    one: Callable[[Sequence[str]], Told], rows: Iterable[Sequence[str]], *, after: int = 0
) -> tuple[list[tuple[int, Told]], list[list[Any]]]:
    """What rows say, and which say nothing that can be used; numbers as in a spreadsheet."""
    found, faults = [], []
    for number, cells in enumerate(rows, after + 2):
        try:
            found.append((number, one(cells)))
        except Fault as fault:
            faults.append([number, *fault.told])
    return found, faults


def in_parts(values: Sequence[Told]) -> Iterator[Sequence[Told]]:
    """Many values in turn, so many at once as a query may name."""
    for start in range(0, len(values), SOME):
        yield values[start : start + SOME]


def left_out(
    standing: FileImport, table: Table, words: Callable[[list[Any]], str]
) -> Iterator[str]:
    """The rows that were not taken, each with the reason, as a CSV file to mend and import again."""
    lines = [[_("Row"), _("Why it was left out"), *table.headings]]
    for fault in standing.faults:
        number = fault[0]
        row = table.rows[number - 2] if table.rows else []
        lines.append([str(number), words(fault), *row])
    return sheets.csv_lines(lines)


def _names(table: Table, email: str) -> bool:
    """Whether a row of a file tells of this address."""
    return any(email in cell.casefold() for row in table.rows for cell in row)
