"""Reminders through the outbox against smtplib sending the same bytes over one connection."""

import gc
import multiprocessing
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from multiprocessing.synchronize import Event as Signal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from flask import Flask
from sqlalchemy import func, select

from bench import content
from bench.measure import Result
from bench.servers import Setting, free_port
from eventsapp import create_app
from eventsapp.calendars import services as calendars
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail import wire
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message, State
from eventsapp.messages.models import Anchor, Rule
from eventsapp.messages.reminders import queue_due

PEOPLE = 2_000
FIRST_LETTERS = 50  # from which workers learn their statements and words before they are measured
TEMPLATE = "messages/day"
TARGET = 0.4  # of what the library sends a second over one connection
WORKERS = 2  # beside each other, on a database that takes several writers
PATIENCE_SECONDS = 120  # until they are ready


def measure(app: Flask, setting: Setting) -> Iterator[Result]:
    """What is written into the outbox a second, and what workers deliver of it a second."""
    name = f"{setting.name:<11}"
    with _sink() as port, app.app_context():
        _send_to(app, port)
        gc.freeze()  # as app.py does
        _make_reminder("bench-reminder", PEOPLE)
        queued = _speed(lambda: _commit(queue_due(utcnow())))
        letters = _letters()
        sent = _speed(_deliver)
        limit = _speed(lambda: _send(letters, port))
        _require_all_sent(PEOPLE)
        yield Result(f"{name}reminders queued", limit, queued, queued / limit, None)
        yield Result(f"{name}reminders delivered", limit, sent, sent / limit, TARGET)
        if setting.is_scaled:
            sent = _deliver_together(setting, port)
            _require_all_sent(2 * PEOPLE + FIRST_LETTERS)
            yield Result(f"{name}the same, {WORKERS} workers", limit, sent, sent / limit, None)


def _send_to(app: Flask, port: int) -> None:
    app.extensions["mail"].server, app.extensions["mail"].port = "127.0.0.1", port
    app.config["MAIL_SERVER"] = "127.0.0.1"


def _deliver_together(setting: Setting, port: int) -> float:
    """Letters a second of several workers, each in a process of its own, once all are ready."""
    _queue("bench-first-letters", FIRST_LETTERS)
    processes = multiprocessing.get_context("spawn")
    ready = processes.Barrier(WORKERS + 1)
    workers = [
        processes.Process(target=_work, args=(setting.overrides, port, ready))
        for _ in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    ready.wait(PATIENCE_SECONDS)  # all have delivered the first letters
    _queue("bench-reminder-too", PEOPLE)
    ready.wait(PATIENCE_SECONDS)
    return _speed(lambda: [worker.join() for worker in workers])


def _work(overrides: dict[str, str], port: int, ready: Barrier) -> None:
    app = create_app(overrides)
    _send_to(app, port)
    gc.freeze()
    with app.app_context():
        _deliver()
        ready.wait(PATIENCE_SECONDS)
        ready.wait(PATIENCE_SECONDS)
        _deliver()


def _queue(slug: str, people: int) -> None:
    _make_reminder(slug, people)
    _commit(queue_due(utcnow()))


def _make_reminder(slug: str, people: int) -> None:
    now = utcnow()
    event = content.make_event(slug, 10 * people, now)
    db.session.flush()
    content.register(event, people, now)
    local_now = now.replace(tzinfo=None)
    event.timezone = "UTC"
    rule = Rule(event=event, template=TEMPLATE, anchor=Anchor.ABSOLUTE, local_due_at=local_now)
    db.session.add(rule)
    db.session.commit()


def _letters() -> list[wire.Letter]:
    wanted = select(Message).where(Message.template == TEMPLATE).order_by(Message.id)
    letters = [wire.compose(message, now=utcnow()) for message in db.session.scalars(wanted)]
    db.session.rollback()
    return letters


def _deliver() -> None:
    while deliver_pending(utcnow(), build_calendar=calendars.build):
        pass


def _send(letters: list[wire.Letter], port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port) as host:
        for letter in letters:
            host.sendmail(letter.sender, [letter.recipient], letter.content)


def _commit(_done: int) -> None:
    db.session.commit()


def _speed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return PEOPLE / (time.perf_counter() - began)


def _require_all_sent(expected: int) -> None:
    counted = select(func.count(Message.id)).where(
        Message.template == TEMPLATE, Message.state == State.SENT
    )
    sent = db.session.scalar(counted)
    if sent != expected:
        raise SystemExit(f"{sent} of {expected} reminders were sent.")


class _Sink:
    """Takes every letter and forgets it."""

    async def handle_DATA(self, *_given: object) -> str:  # noqa: N802 -- the library's name
        return "250 OK"


class _Controller(Controller):
    """A server without a greeting by name, which would ask for this machine's."""

    def factory(self) -> SMTP:
        """The protocol of one connection."""
        return SMTP(self.handler, hostname="localhost")


def _serve(port: int, ready: Signal, ended: Signal) -> None:
    controller = _Controller(_Sink(), hostname="127.0.0.1", port=port)
    controller.start()
    ready.set()
    ended.wait()
    controller.stop()


@contextmanager
def _sink() -> Iterator[int]:
    """A mail server in a process of its own; gives its port."""
    processes = multiprocessing.get_context("spawn")
    port, ready, ended = free_port(), processes.Event(), processes.Event()
    process = processes.Process(target=_serve, args=(port, ready, ended))
    process.start()
    ready.wait()
    try:
        yield port
    finally:
        ended.set()
        process.join()
