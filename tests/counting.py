"""Counting what is asked of the database: a list asks as often for many rows as for one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from eventsapp.extensions import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that runs inside, in a list that fills."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@contextmanager
def connections() -> Iterator[list[object]]:
    """The connections that are taken from the pool inside, each as often as it is."""
    taken: list[object] = []

    def note(connection: Any, *_more: Any) -> None:
        taken.append(connection)

    event.listen(db.engine, "checkout", note)
    try:
        yield taken
    finally:
        event.remove(db.engine, "checkout", note)
