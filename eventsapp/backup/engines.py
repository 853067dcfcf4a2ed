"""The whole database as one file, and back: SQLite by itself, PostgreSQL by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect, text

from eventsapp.extensions import db

LOCK_SECONDS = 30  # that a restore waits for what else is using the tables
_FUNCTIONS = text(
    "SELECT CAST(CAST(oid AS regprocedure) AS text) FROM pg_proc"
    " WHERE pronamespace = CAST(current_schema() AS regnamespace)"
    " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
)  # but for those that belong to an extension


class Unable(Exception):
    """The database cannot be dumped or loaded; the text says why."""


def dump(target: Path) -> None:
    """Write the database, as it is at one moment, to a new file; others go on writing."""
    if is_sqlite():
        with closing(sqlite3.connect(_path())) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    else:
        _run("pg_dump", "--no-owner", "--no-privileges", f"--file={target}")


def load(source: Path) -> None:
    """Put such a file in place of everything in the database, or change nothing."""
    if is_sqlite():
        with closing(sqlite3.connect(source)) as dumped, closing(sqlite3.connect(_path())) as ours:
            dumped.backup(ours)
    else:
        clearing = source.with_name("clearing.sql")
        clearing.write_text(_clearing())
        files = (f"--file={clearing}", f"--file={source}")
        options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
        _run("psql", *options, *files)


def is_sqlite() -> bool:
    """Whether the installation keeps its records in SQLite."""
    return db.engine.dialect.name == "sqlite"


def _path() -> str:
    return str(db.engine.url.database)


def _clearing() -> str:
    """SQL that removes every table and what they call, also those of a later release."""
    tables = inspect(db.engine).get_table_names()
    with db.engine.connect() as connection:
        functions = connection.scalars(_FUNCTIONS).all()
    drops = [f'DROP TABLE IF EXISTS "{name}" CASCADE;' for name in tables]
    drops += [f"DROP FUNCTION IF EXISTS {name};" for name in functions]
    return "\n".join([f"SET lock_timeout = '{LOCK_SECONDS}s';", *drops, ""])


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; the password stays off the command line."""
    path = shutil.which(program)
    if path is None:
        raise Unable(f"{program} is missing. On Debian: apt-get install postgresql-client")
    url = db.engine.url.set(drivername="postgresql", password=None)
    environment = os.environ | {"PGPASSWORD": db.engine.url.password or ""}
    done = subprocess.run(  # noqa: S603 -- a program found on PATH, arguments of our own
        [path, f"--dbname={url.render_as_string()}", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unable(f"{program}: {done.stderr.strip()}")
