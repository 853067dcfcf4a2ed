"""What the engine's hook promises on SQLite: writers take turns and nothing is lost."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import (
    IntegrityError,
    InternalError,
    InvalidRequestError,
    OperationalError,
    StatementError,
)

from eventsapp.core import database
from eventsapp.core.database import begin_reading, spare_disk
from eventsapp.core.jobs import JobRun
from eventsapp.extensions import db
from tests.conftest import NOW

THREADS, ROUNDS = 8, 50
AT_ONCE = "PRAGMA busy_timeout=0"  # refused rather than waiting for another process


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A SQLite database of its own, with one counter."""
    engine = create_engine(f"sqlite:///{tmp_path / 'counter.db'}", pool_size=THREADS)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counter (number INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    yield engine
    engine.dispose()


def count_up(engine: Engine) -> tuple[int, int]:
    """Eight threads that read, add one and write: the number reached, and how many rounds failed."""
    failed = []
    start = threading.Barrier(THREADS)

    def work() -> None:
        start.wait()
        for _ in range(ROUNDS):
            try:
                with engine.begin() as connection:
                    number = connection.execute(text("SELECT number FROM counter")).scalar_one()
                    connection.execute(text("UPDATE counter SET number = :n"), {"n": number + 1})
            except OperationalError as error:
                failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.begin() as connection:
        return connection.execute(text("SELECT number FROM counter")).scalar_one(), len(failed)


def test_eight_writers_lose_nothing(engine):
    assert count_up(engine) == (THREADS * ROUNDS, 0)


def test_control_plain_begin_loses_updates(engine):
    reached, failed = count_up(engine.execution_options(readonly=True))

    assert reached < THREADS * ROUNDS
    assert reached + failed == THREADS * ROUNDS


def test_writer_refused_by_another_process_gives_its_turn_up(engine, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 1_000)  # a turn kept would stop the test
    event.listen(engine, "connect", lambda connection, _: connection.execute(AT_ONCE))
    engine.dispose()
    other = sqlite3.connect(engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), engine.begin():
        pass
    other.close()

    assert count_up(engine) == (THREADS * ROUNDS, 0)


def test_reader_keeps_no_writer_waiting(engine):
    with engine.execution_options(readonly=True).begin() as reader:
        assert reader.execute(text("SELECT number FROM counter")).scalar_one() == 0
        with engine.begin() as writer:
            writer.execute(text("UPDATE counter SET number = 1"))

        assert reader.execute(text("SELECT number FROM counter")).scalar_one() == 0


def test_begin_reading_marks_the_transaction(app):
    begin_reading(db.session())

    assert db.session.connection().get_execution_options()["readonly"] is True
    db.session.rollback()
    assert "readonly" not in db.session.connection().get_execution_options()


def test_foreign_keys_are_checked(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))"))

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO child VALUES (7)"))


def test_database_keeps_a_write_ahead_log(engine):
    with engine.begin() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"


def test_instant_comes_back_aware_and_in_utc(app):
    almaty = timezone(timedelta(hours=5))
    db.session.add(JobRun(name="x", started_at=datetime(2026, 12, 4, 11, 0, tzinfo=almaty)))
    db.session.commit()

    assert db.session.get(JobRun, "x").started_at == datetime(2026, 12, 4, 6, 0, tzinfo=UTC)


def test_naive_instant_is_refused(app):
    db.session.add(JobRun(name="x", started_at=datetime(2026, 12, 4, 11, 0)))

    with pytest.raises(StatementError, match="naive datetime"):
        db.session.flush()
    db.session.rollback()


def test_sqlite_is_new_enough():
    assert sqlite3.sqlite_version_info >= (3, 35)  # UPDATE … RETURNING


def test_sparing_the_disk_keeps_what_was_written_and_ends_with_the_connection(app):
    is_postgresql = db.engine.dialect.name == "postgresql"
    shown = text("SHOW synchronous_commit" if is_postgresql else "PRAGMA synchronous")
    with db.engine.connect() as connection:
        before = connection.scalar(shown)
        connection.rollback()
        spare_disk(connection)
        within = connection.scalar(shown)
        connection.execute(JobRun.__table__.insert().values(name="quick", started_at=NOW))
        connection.commit()
    with db.engine.connect() as connection:
        after = connection.scalar(shown)
    assert (within != before) is is_postgresql
    assert after == before
    assert db.session.get(JobRun, "quick") is not None


@pytest.fixture
def postgresql(app):
    """A test of what PostgreSQL alone does."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no such thing")


@pytest.mark.parametrize("by_statement", [False, True])
def test_what_only_reads_cannot_write(app, by_statement):
    begin_reading(db.session(), by_statement=by_statement)
    db.session.add(JobRun(name="written", started_at=NOW))

    with pytest.raises(InvalidRequestError, match="read-only"):
        db.session.flush()
    db.session.rollback()

    db.session.add(JobRun(name="written", started_at=NOW))
    db.session.commit()
    assert db.session.get(JobRun, "written") is not None


@pytest.mark.usefixtures("postgresql")
def test_database_itself_refuses_to_write_where_no_program_looks(app):
    begin_reading(db.session())

    with pytest.raises(InternalError, match="read-only"):
        db.session.execute(text("DELETE FROM job_run"))
    db.session.rollback()


@pytest.mark.usefixtures("postgresql")
def test_connection_whose_server_process_has_gone_is_replaced(app):
    db.session.remove()
    db.engine.dispose()
    own = text("SELECT pg_backend_pid()")
    with db.engine.connect() as staying:
        with db.engine.connect() as lent:
            gone = lent.scalar(own)
        staying.execute(text("SELECT pg_terminate_backend(:gone, 5000)"), {"gone": gone})

        with db.engine.connect() as lent_again:
            assert lent_again.scalar(own) != gone


@pytest.mark.usefixtures("postgresql")
def test_statements_stay_prepared_from_one_reading_to_the_next(app):
    db.session.remove()
    db.engine.dispose()  # so that there is one connection
    for _reading in range(10):
        begin_reading(db.session())
        db.session.get(JobRun, "unknown")
        prepared = db.session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
        db.session.rollback()

    assert any("FROM job_run" in statement for statement in prepared)
