"""The worker: runs the timetable, as a thread of the web process or on its own.

Any number of workers may run side by side. Each job has its own app context and transaction;
its failure never stops the others.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import click
import structlog
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, SessionTransaction

from eventsapp.core import jobs, maintenance
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.mail.circulars import QUEUED
from eventsapp.mail.models import Message
from eventsapp.schedule import ERRANDS, TIMETABLE, Job
from eventsapp.web import health

log = structlog.get_logger()

TICK_SECONDS = 5
STOP_SECONDS = 20  # a letter or a call in flight may take this long
GATHER_SECONDS = 0.3  # between two passes, so that letters of the same moment share one


class Worker:
    """Runs what is due every five seconds, and at once after a commit that queued a message."""

    def __init__(
        self, app: Flask, timetable: tuple[Job, ...] = TIMETABLE, *, name: str = "worker"
    ) -> None:
        self.app = app
        self.timetable = timetable
        self._is_main = timetable is not ERRANDS  # whose heartbeat tells that mails go out
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._beats_at = 0.0  # by the monotonic clock
        self._thread = threading.Thread(target=self.run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, in a thread of this process."""
        self._thread.start()

    def stop(self) -> None:
        """End after the job at hand; safe to call from a signal handler."""
        self._stopping.set()
        self._wake.set()

    def join(self, timeout_seconds: float) -> None:
        """Wait for the thread to end."""
        self._thread.join(timeout_seconds)

    def run(self) -> None:
        """Pass through the timetable again and again, until stopped."""
        with _ringing(self._wake):
            while not self._stopping.is_set():
                if not self.pass_once():
                    self._wake.wait(TICK_SECONDS)
                self._stopping.wait(GATHER_SECONDS)
                self._wake.clear()

    def pass_once(self) -> int:
        """Run every job that is due, none during maintenance; return how many things were done."""
        if self._is_main and time.monotonic() >= self._beats_at:
            self._guard("heartbeat", jobs.beat)  # first: jobs that look for a worker find this one
            self._beats_at = time.monotonic() + jobs.BEAT_SECONDS
        return sum(self._run(job) for job in self._due() if not self._stopping.is_set())

    def _due(self) -> list[Job]:
        """The jobs whose time may have come, by a look that keeps no writer waiting."""
        found: list[Job] = []
        self._guard("timetable", lambda now: found.extend(self._awake(now)))
        return found

    def _awake(self, now: datetime) -> list[Job]:
        if maintenance.is_on(db.engine):
            return []
        begin_reading(db.session())
        periods = {job.name: job.every for job in self.timetable if job.every is not None}
        resting = jobs.resting(periods, now)
        return [job for job in self.timetable if job.name not in resting]

    def _run(self, job: Job) -> int:
        if job.every is None:
            return self._do(job)
        if not self._guard(job.name, partial(jobs.claim, job.name, job.every)):
            return 0
        done = self._do(job)
        self._guard(job.name, partial(jobs.finish, job.name))
        return done

    def _do(self, job: Job) -> int:
        done = self._guard(job.name, job.run)
        if done:
            log.info("job_done", job=job.name, done=done)
        return done

    def _guard(self, name: str, step: Callable[[datetime], int | bool | None]) -> int:
        """Take one step in its own context and transaction; 0 when it fails."""
        with self.app.app_context():
            try:
                done = step(utcnow())
                db.session.commit()
            except Exception:
                db.session.rollback()
                log.exception("job_failed", job=name)
                _note_failure(name)
                return 0
            return int(done or 0)


def crew(app: Flask) -> tuple[Worker, Worker]:
    """The worker of the timetable, and the one that waits for the servers of others."""
    return Worker(app), Worker(app, ERRANDS, name="errands")


def _note_failure(name: str) -> None:
    """Let the administrator's page show it, where the database can be written to."""
    try:
        jobs.fail(name, utcnow())
        db.session.commit()
    except SQLAlchemyError:
        db.session.rollback()


@contextmanager
def _ringing(bell: threading.Event) -> Iterator[None]:
    """Ring at every commit of this process that has put a message into the outbox."""

    def mark(session: Session, _context: object) -> None:
        if any(isinstance(record, Message) for record in session.new):
            session.info[QUEUED] = True

    def ring(session: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None and session.info.pop(QUEUED, False):
            bell.set()

    listeners = (("after_flush", mark), ("after_transaction_end", ring))
    for name, listener in listeners:
        event.listen(db.session, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(db.session, name, listener)


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@with_appcontext
def command(*, once: bool) -> None:
    """Run the timetable of schedule.py, beside any number of other workers."""
    health.demand_tables()
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    main, errands = crew(app)
    if once:
        while main.pass_once() + errands.pass_once():
            pass
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: main.stop())
    errands.start()
    main.run()
    errands.stop()
    errands.join(STOP_SECONDS)
