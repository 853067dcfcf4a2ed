"""A whole installation for one journey: web server, mail server and a clock that can be turned.

There is no worker: a journey runs the timetable at the moments it chooses.
"""

import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import waitress
from flask import Flask
from waitress import wasyncore

from eventsapp import create_app, serving
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db, limiter
from eventsapp.schedule import TIMETABLE
from eventsapp.venues.services import seed_cities
from tests.conftest import NOW
from tests.postbox import AnyPort, Postbox
from tests.turning import turn_clock


class Site:
    """The installation as its surroundings meet it."""

    def __init__(self, app: Flask, postbox: Postbox) -> None:
        self.app, self.postbox = app, postbox
        self.url: str = app.config["BASE_URL"]

    @property
    def now(self) -> datetime:
        with self.app.app_context():
            return utcnow()

    def turn_clock(self, moment: datetime) -> None:
        """Let it be this moment; time goes on from there."""
        turn_clock(self.app, moment)

    def run_jobs(self) -> None:
        """Everything that happens by itself, once; what fails there fails the test."""
        for job in TIMETABLE:
            with self.app.app_context():
                job.run(utcnow())
                db.session.commit()

    def console(self) -> str:
        """What stands on the console where the server was started."""
        with self.app.app_context():
            return serving.welcome()

    def read(self, path: str) -> bytes:
        """An address as a program reads it, without a browser."""
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return bytes(answer.read())


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A site on an empty database in this folder, until the end of the block."""
    postbox = Postbox()
    post = AnyPort(postbox, hostname="127.0.0.1", port=0)
    post.start()
    door = socket.create_server(("127.0.0.1", 0))
    app = create_app(_settings(folder, port=door.getsockname()[1], mail_port=post.port))
    turn_clock(app, NOW)
    with app.app_context():
        db.create_all()
        seed_cities()
        db.session.commit()
    web = WebServer(app, door)
    try:
        yield Site(app, postbox)
    finally:
        web.stop()
        post.stop()
        with app.app_context():
            db.engine.dispose()


@contextmanager
def limited() -> Iterator[None]:
    """Rate limits as in production; every app of this process shares the switch."""
    former, limiter.enabled = limiter.enabled, True
    try:
        yield
    finally:
        limiter.enabled = former


class WebServer:
    """Waitress in a thread; its sockets stay open until that thread has ended."""

    def __init__(self, app: Flask, door: socket.socket) -> None:
        self.sockets: dict[int, Any] = {}
        self.server = waitress.create_server(
            app, map=self.sockets, sockets=[door], threads=4, ident=None
        )
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._serve, name="web", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self.server.pull_trigger()
        self.thread.join(20)
        assert not self.thread.is_alive(), "the web server does not end"
        self.server.task_dispatcher.shutdown()
        wasyncore.close_all(self.sockets)

    def _serve(self) -> None:
        while not self.stopping.is_set():
            wasyncore.loop(timeout=1, map=self.sockets, count=1)


def _settings(folder: Path, *, port: int, mail_port: int) -> dict[str, Any]:
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'dateline.db'}",
        "SECRET_KEY": "only for tests",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": mail_port,
        "MAIL_DEFAULT_SENDER": "dateline@example.org",
        "STORAGE_URL": f"file:{folder / 'files'}",
        "THREADS": 4,
    }
