import threading
from datetime import timedelta

import pytest
from sqlalchemy import event

from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.mail.services import enqueue
from eventsapp.registration import services as registrations
from eventsapp.registration.details import AttendeeDetails
from eventsapp.schedule import Job
from eventsapp.worker import Worker
from tests.factories import make_category

PATIENCE = 60  # seconds, however busy the machine
HOUR = timedelta(hours=1)


@pytest.fixture
def done():
    """The names of the jobs that ran, in their order."""
    return []


def noting(done, name, every=HOUR):
    def run(_now):
        done.append(name)
        return 1

    return Job(name, run, every)


def failing(name, every=HOUR):
    def run(_now):
        db.session.add(jobs.JobRun(name="half-done", started_at=utcnow()))
        db.session.flush()
        raise RuntimeError("the job broke")

    return Job(name, run, every)


def test_pass_once_runs_each_due_job_once(app, done):
    worker = Worker(app, (noting(done, "a"), noting(done, "b"), noting(done, "always", None)))

    assert worker.pass_once() == 3
    assert worker.pass_once() == 1

    assert done == ["a", "b", "always", "always"]


def test_failure_is_rolled_back_and_stops_no_other_job(app, done):
    worker = Worker(app, (failing("broken"), noting(done, "sound")))

    worker.pass_once()

    assert done == ["sound"]
    assert db.session.get(jobs.JobRun, "half-done") is None


def test_failed_job_runs_again_in_its_next_period(app, done):
    Worker(app, (failing("job", timedelta(0)),)).pass_once()

    Worker(app, (noting(done, "job", timedelta(0)),)).pass_once()

    assert done == ["job"]


def test_two_workers_share_the_timetable(app, done):
    timetable = tuple(noting(done, f"job{number}") for number in range(8))
    workers = [threading.Thread(target=Worker(app, timetable).pass_once) for _ in range(2)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(done) == [f"job{number}" for number in range(8)]


def test_pass_once_beats_before_a_job_looks_for_a_worker(app):
    seen = []
    look = Job("look", lambda now: seen.append(jobs.is_alive(now)), timedelta(0))

    Worker(app, (look,)).pass_once()

    assert seen == [True]
    assert jobs.is_alive(utcnow())


def ask_for_a_link(now):
    enqueue(
        "accounts/reset", to="ada@example.org", language="en", key="k", now=now, link="https://x"
    )


def take_a_place(now):
    category = make_category()
    details = AttendeeDetails("Ada King", "ada@example.org", category.id, "en")
    registrations.register(category.event, details, now=now)


@pytest.mark.parametrize("write", [ask_for_a_link, take_a_place])
def test_worker_sends_at_once_after_a_commit_and_stops_when_told(app, monkeypatch, now, write):
    monkeypatch.setattr("eventsapp.worker.TICK_SECONDS", 3600)  # it has to be woken
    seen = threading.Event()
    first_pass = threading.Event()

    def deliver(moment):
        first_pass.set()
        waiting = db.session.query(Message).filter_by(state=State.QUEUED).count()
        if waiting:
            seen.set()
        return 0

    worker = Worker(app, (Job("deliver", deliver),))
    worker.start()
    assert first_pass.wait(PATIENCE)

    write(now)
    db.session.commit()

    assert seen.wait(PATIENCE)
    worker.stop()
    worker.join(PATIENCE)
    assert "worker" not in [thread.name for thread in threading.enumerate()]


def test_command_once_does_what_is_due_and_ends(app, now, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "MAIL_FOLDER", str(tmp_path))
    enqueue(
        "accounts/reset",
        to="ada@example.org",
        language="en",
        key="k",
        now=utcnow(),
        link="https://x",
    )
    db.session.commit()

    result = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert result.exit_code == 0
    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_worker_outlives_a_database_that_goes_away(app, done):
    def refuse(*_given):
        raise db.engine.dialect.loaded_dbapi.OperationalError("no connection")

    worker = Worker(app, (noting(done, "job", None),))
    worker.pass_once()
    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "do_connect", refuse)
    try:
        assert worker.pass_once() == 0
    finally:
        event.remove(db.engine, "do_connect", refuse)

    assert worker.pass_once() == 1
    assert done == ["job", "job"]
