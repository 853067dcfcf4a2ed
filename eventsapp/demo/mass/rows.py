"""Rows put into tables by the thousand, past the services that people use."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select

from eventsapp.extensions import Model, db

BATCH = 5_000  # rows of one statement
Row = dict[str, Any]


def first_free(model: type[Model]) -> int:
    """The number that the next row of a table may have."""
    return (db.session.scalar(select(func.max(model.__table__.c.id))) or 0) + 1


def put(rows: Iterable[tuple[type[Model], Row]]) -> None:
    """Insert rows of several tables batch by batch, those that are referred to first."""
    for batch in _batches(iter(rows)):
        by_table: dict[Any, list[Row]] = {}
        for model, row in batch:
            by_table.setdefault(model.__table__, []).append(row)
        for table in db.metadata.sorted_tables:
            if table in by_table:
                db.session.execute(insert(table), by_table[table])


def go_on_after(*models: type[Model]) -> None:
    """Let PostgreSQL number on behind rows that came with numbers of their own."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for model in models:
        sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
        db.session.execute(select(func.setval(sequence, first_free(model), False)))


def _batches(rows: Iterator[tuple[type[Model], Row]]) -> Iterator[list[tuple[type[Model], Row]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
