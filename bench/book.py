"""People at size: 10,000 contacts taken in from a file and given out again, on SQLite.

The limit is the same rows put into the same tables by bare statements, and read by one.
"""

import csv
import io
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from sqlite3 import connect

from flask import Flask
from sqlalchemy import func, select

from bench.measure import Result
from eventsapp import create_app
from eventsapp.contacts import exporting, imports, queries
from eventsapp.contacts.models import Contact, Email, Key, Phone, Post
from eventsapp.core.clock import utcnow
from eventsapp.core.imports import Progress
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from tests.factories import make_organisation

PEOPLE = 10_000
COLUMNS = ["name", "email", "phone", "outlet", "post"]
TABLES = tuple(model.__tablename__ for model in (Contact, Post, Phone, Email, Key))
FORMS = {"csv": "CSV", "xlsx": "XLSX", "vcf": "vCard"}


def measure(folder: Path, people: int = PEOPLE) -> Iterator[Result]:
    """An import that goes on batch by batch, as the worker runs it, then each kind of file."""
    folder.mkdir(exist_ok=True)
    app = _app(folder)
    with app.test_request_context():
        db.create_all()
        house, now = make_organisation(), utcnow()
        took = _timed(lambda: _take_in(house, people, now))
        read, written = _bare(folder)
        yield _result(f"import of {people:,} contacts", people / written, people / took)
        for form, name in FORMS.items():
            took = _timed(partial(_give_out, house, form, now))
            yield _result(f"{people:,} contacts as {name}", people / read, people / took)


def _take_in(house: Organisation, people: int, now: datetime) -> None:
    made = imports.begin(house, "people.csv", _file(people), language="ky", now=now)
    imports.start(made, COLUMNS)
    db.session.commit()
    while made.progress is Progress.RUNNING:
        imports.run_due(now)
    if db.session.scalar(select(func.count(Contact.id))) != people:
        raise SystemExit("The import left people out.")


def _give_out(house: Organisation, form: str, now: datetime) -> None:
    for _piece in exporting.export(queries.listed(house.id), form, now.date()):
        pass


def _file(people: int) -> bytes:
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow(["Name", "E-mail", "Phone", "Outlet", "Post"])
    for number in range(people):
        phone = f"+996 500 {number:06}"
        house = f"Гезит {number % 500}"
        table.writerow([f"Айгүл {number}", f"p{number}@example.org", phone, house, "Кабарчы"])
    return lines.getvalue().encode()


def _bare(folder: Path) -> tuple[float, float]:
    """Seconds in which the rows of a finished book are read, and put into an empty one."""
    with closing(connect(folder / "book.db")) as book, closing(connect(":memory:")) as other:
        for (statement,) in book.execute(
            f"SELECT sql FROM sqlite_master WHERE tbl_name IN {TABLES} AND sql IS NOT NULL"
        ):
            other.execute(statement)
        rows: dict[str, list[tuple[object, ...]]] = {}

        def read() -> None:
            rows.update({each: book.execute(f"SELECT * FROM {each}").fetchall() for each in TABLES})

        def write() -> None:
            for table, found in rows.items():
                places = ",".join("?" * len(found[0]))
                other.executemany(f"INSERT INTO {table} VALUES ({places})", found)
            other.commit()

        return _timed(read), _timed(write)


def _result(what: str, limit: float, product: float) -> Result:
    return Result(f"SQLite     {what}", limit, product, product / limit, target=None)


def _timed(step: Callable[[], object]) -> float:
    """Seconds of the processor, so that others at work on the machine do not count."""
    began = time.process_time()
    step()
    return time.process_time() - began


def _app(folder: Path) -> Flask:
    return create_app(
        {
            "DATABASE_URL": f"sqlite:///{folder / 'book.db'}",
            "SECRET_KEY": "only for the bench",
            "STORAGE_URL": f"file:{folder / 'files'}",
        }
    )
