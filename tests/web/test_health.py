import pytest
from flask_migrate import stamp
from sqlalchemy import text

from eventsapp import create_app
from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db


@pytest.fixture
def current(app):
    """A database that says it has every migration."""
    db.session.rollback()
    stamp()
    yield
    db.session.rollback()
    db.session.execute(text("DROP TABLE alembic_version"))
    db.session.commit()


@pytest.fixture
def beating(app):
    """A worker at work."""
    jobs.beat(utcnow())
    db.session.commit()


def test_healthz_answers_and_sets_no_cookie(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_readyz_is_ready_with_a_worker_at_work(client, current, beating):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_readyz_misses_a_worker(client, current):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "not ready: worker\n")


def test_readyz_misses_migrations(client, beating):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "not ready: migrations\n")


@pytest.mark.parametrize(
    ("path", "word"), [("empty.db", "migrations"), ("no/such/folder.db", "database")]
)
def test_readyz_tells_an_empty_database_from_none(settings, tmp_path, path, word):
    other = create_app(settings | {"DATABASE_URL": f"sqlite:///{tmp_path / path}"})

    answer = other.test_client().get("/readyz")

    assert (answer.status_code, answer.text) == (503, f"not ready: {word}\n")
    with other.app_context():
        db.engine.dispose()
