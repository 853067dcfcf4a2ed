"""Reminders through the outbox against smtplib sending the same bytes over one connection."""

import multiprocessing
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event as Signal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from flask import Flask
from sqlalchemy import func, select

from bench import content
from bench.measure import Result
from bench.servers import free_port
from eventsapp.calendars import services as calendars
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail import wire
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message, State
from eventsapp.messages.models import Anchor, Rule
from eventsapp.messages.reminders import queue_due

PEOPLE = 400
TEMPLATE = "messages/day"
TARGET = 0.4  # of what the library sends a second over one connection


def measure(app: Flask, name: str) -> list[Result]:
    """What a worker delivers a second, and what it writes into the outbox a second."""
    with _sink() as port, app.app_context():
        app.extensions["mail"].server, app.extensions["mail"].port = "127.0.0.1", port
        app.config["MAIL_SERVER"] = "127.0.0.1"
        _make_reminder()
        queued = _speed(lambda: _commit(queue_due(utcnow())))
        letters = _letters()
        sent = _speed(_deliver)
        limit = _speed(lambda: _send(letters, port))
        _require_all_sent()
    return [
        Result(f"{name:<11}reminders queued", limit, queued, queued / limit, None),
        Result(f"{name:<11}reminders delivered", limit, sent, sent / limit, TARGET),
    ]


def _make_reminder() -> None:
    now = utcnow()
    event = content.make_event("bench-reminder", 10 * PEOPLE, now)
    db.session.flush()
    content.register(event, PEOPLE, now)
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


def _speed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return PEOPLE / (time.perf_counter() - began)


def _require_all_sent() -> None:
    counted = select(func.count(Message.id)).where(
        Message.template == TEMPLATE, Message.state == State.SENT
    )
    sent = db.session.scalar(counted)
    if sent != PEOPLE:
        raise SystemExit(f"{sent} of {PEOPLE} reminders were sent.")


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
