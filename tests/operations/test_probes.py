from datetime import timedelta

import pytest

from eventsapp import create_app
from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.services import enqueue


@pytest.fixture
def beating(app):
    """A worker at work."""
    jobs.beat(utcnow())
    db.session.commit()


def test_healthz_answers_and_sets_no_cookie(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_readyz_is_ready_with_a_worker_at_work(client, migrated, beating):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_readyz_counts_mails_that_are_late_and_stays_ready(client, migrated, beating):
    for number in range(2):
        enqueue(
            "mail/trial",
            to="ada@example.org",
            language="en",
            key=str(number),
            now=utcnow() - timedelta(hours=1),
        )
    db.session.commit()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\ndegraded: 2 mails late\n")


def test_readyz_misses_a_worker(client, migrated):
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
