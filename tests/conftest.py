"""What every test stands on: an app on an empty database, SQLite or a real PostgreSQL.

TEST_DATABASE=postgresql runs the same tests on PostgreSQL.
"""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Table, text

from eventsapp import create_app
from eventsapp.extensions import db, limiter
from tests.factories import make_user
from tests.signing_in import DeskClient, sign_in
from tests.turning import turn_clock

hypothesis_settings.register_profile("dateline", deadline=None, derandomize=True)
hypothesis_settings.load_profile("dateline")

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)  # a Thursday; 12:00 in Bishkek, 11:00 in Astana


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of this test process alone."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        return
    from tests.postgres import make_database

    with make_database(f"dateline_{uuid.uuid4().hex[:12]}") as url:
        yield url


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings of the tests' app."""
    folder: Path = tmp_path_factory.mktemp("instance")
    return {
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only for tests",
        "BASE_URL": "https://agenda.example.org",
        "STORAGE_URL": f"file:{folder / 'files'}",
        "MAIL_FOLDER": str(folder / "mail"),
        "TESTING": True,
    }


@pytest.fixture(scope="session")
def application(settings: dict[str, Any]) -> Iterator[Flask]:
    """The app, made once a process; tests ask for `app`."""
    app = create_app(settings)
    app.config.update(WTF_CSRF_ENABLED=False, SERVER_NAME=None)
    limiter.enabled = False  # tests about rate limits ask for `limits`
    with app.app_context():
        db.create_all()

    @app.teardown_request
    def forget_uncommitted_work(_error: BaseException | None) -> None:
        """As in production: what a request did not commit is gone when it ends."""
        db.session.rollback()
        for name in list(g):
            g.pop(name)

    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """The app with its context, on an empty database, at the present of the tests."""
    turn_clock(application, NOW)
    with application.app_context():
        _empty_database()
        application.extensions["dateline_shortcut"].forget()
        yield application
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def desk(app: Flask) -> DeskClient:
    """An editor's browser: `desk.user` is signed in, at work in `desk.organisation`."""
    browser = DeskClient(app, app.response_class)
    browser.user = make_user()
    browser.organisation = browser.user.memberships[0].organisation
    sign_in(browser, browser.user)
    return browser


@pytest.fixture
def limits(app: Flask) -> Iterator[None]:
    """The rate limits of production, counted from zero."""
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.enabled = False


@pytest.fixture
def now() -> datetime:
    """The present of the tests."""
    return NOW


_MEASURED = text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")


def _empty_database() -> None:
    """Delete what the test before has left: of the many tables, only from those that hold rows."""
    tables = list(reversed(db.metadata.sorted_tables))
    looks = ", ".join(f'EXISTS (SELECT 1 FROM "{table.name}")' for table in tables)
    holds_rows = db.session.execute(text(f"SELECT {looks}")).one()
    filled = [table for table, holds in zip(tables, holds_rows, strict=True) if holds]
    for table in filled:
        db.session.execute(table.delete())
    is_sqlite = db.engine.dialect.name == "sqlite"
    is_measured = is_sqlite and db.session.scalar(_MEASURED)
    if is_sqlite:
        db.session.execute(text("DELETE FROM sqlite_sequence"))  # the first numbers again
    db.session.commit()
    if is_measured:
        _forget_statistics()
    if not is_sqlite:
        _begin_anew(filled)


def _forget_statistics() -> None:
    """Drop what ANALYZE counted of another test's rows; connections keep it until they end."""
    db.session.execute(text("DROP TABLE sqlite_stat1"))
    db.session.commit()
    db.session.remove()
    db.engine.dispose()


def _begin_anew(filled: list[Table]) -> None:
    """Give PostgreSQL's tables empty files and their first numbers, as SQLite's have by themselves.

    Rows then come in the order in which they were written. TRUNCATE takes twenty times as long.
    """
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if filled:
            connection.execute(text("VACUUM " + ", ".join(table.name for table in filled)))
        connection.execute(
            text(
                "SELECT setval(format('%I', sequencename)::regclass, 1, false)"
                " FROM pg_sequences WHERE last_value IS NOT NULL"
            )
        )
