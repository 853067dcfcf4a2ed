"""What goes wrong with machines: killed processes, a full disk, a database that goes, slow readers."""

import http.client
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message, State
from eventsapp.registration.models import Registration
from tests.factories import make_category, make_event

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds for a process to start, however busy the machine
HIDDEN = re.compile(r'<input (?=[^>]*type="hidden")[^>]*?name="(\w+)"[^>]*?value="([^"]*)"')
PEOPLE = itertools.count(1)


class Server:
    """Web processes on this test's database, and readers of them."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def ask(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def register(self, path: str) -> tuple[int, str]:
        """The form, opened and sent by somebody new: the status, and the own page if there is one."""
        number = next(PEOPLE)
        _status, headers, page = self.ask("GET", path)
        answers = {name: unescape(value) for name, value in HIDDEN.findall(page)}
        answers |= {"name": "Ada Bekova", "email": f"person{number}@example.org"}
        status, headers, _page = self.ask(
            "POST",
            path,
            urlencode(answers),
            **{
                "Cookie": headers["Set-Cookie"].partition(";")[0],
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Forwarded-For": f"198.51.{number // 250}.{number % 250}",
            },
        )
        return status, headers.get("Location", "")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def start(app, settings, tmp_path) -> Iterator[Callable[..., Server]]:
    """Starts gunicorn as deploy/ does; `limit` is the size in bytes that no file may pass."""
    started = []
    given = {name: str(settings[name]) for name in ("DATABASE_URL", "SECRET_KEY", "STORAGE_URL")}
    offset = {"CLOCK_OFFSET_SECONDS": str(int(app.config["CLOCK_OFFSET_SECONDS"]))}

    def begin(limit: int | None = None) -> Server:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        named = {"BASE_URL": f"http://127.0.0.1:{port}", "PORT": str(port), "TRUSTED_PROXIES": "1"}
        size = () if limit is None else (f"--fsize={limit}",)
        process = subprocess.Popen(
            [*(("prlimit", *size) if size else ()), sys.executable, "-m", "gunicorn.app.wsgiapp",
             "-c", "deploy/gunicorn.conf.py", "app:app"],
            cwd=ROOT,
            env=os.environ | given | named | offset | {"TMPDIR": str(tmp_path)},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        started.append(Server(process, port))
        _wait_for(started[-1])
        return started[-1]

    yield begin
    for server in started:
        if server.process.poll() is None:
            server.kill()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            server.ask("GET", "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not start")


@pytest.fixture
def form(app) -> str:
    """The address of a form with room for everybody."""
    event = make_event()
    make_category(event, capacity=100_000)
    path = f"/en/e/{event.slug}/register"
    db.session.rollback()
    return path


def kept(own_page: str) -> Registration | None:
    """The registration behind an own page."""
    token = own_page.rpartition("/r/")[2].partition("?")[0].partition("/")[0]
    sealed = tokens.read("manage", token)
    return db.session.get(Registration, sealed[0]) if sealed else None


def test_every_success_page_has_its_registration_and_letter_when_web_is_killed(start, form):
    server, shown, enough = start(), [], threading.Event()

    def reader() -> None:
        while True:
            try:
                status, own_page = server.register(form)
            except (OSError, http.client.HTTPException, TypeError, AttributeError):
                return  # the server is gone
            if status == 302:
                shown.append(own_page)
            if len(shown) >= 12:
                enough.set()

    readers = [threading.Thread(target=reader) for _ in range(4)]
    for each in readers:
        each.start()
    assert enough.wait(PATIENCE)
    server.kill()
    for each in readers:
        each.join()

    assert len(shown) == len(set(shown)) >= 12
    letters = {message.recipient for message in db.session.query(Message)}
    registered = [kept(own_page) for own_page in shown]
    assert None not in registered
    assert {person.email for person in registered} <= letters
    assert letters == {person.email for person in db.session.query(Registration)}
    db.session.rollback()
    assert start().register(form)[0] == 302


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_full_disk_loses_nothing_that_was_promised_and_ends(start, form):
    """On SQLite, whose file lies on that disk: no file may grow beyond what it has now."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the database's disk is its server's")
    db.session.remove()
    db.engine.dispose()  # the last connection to leave puts everything into one file
    path = Path(str(db.engine.url.database))
    server = start(limit=path.stat().st_size + 128 * 1024)
    answers = [server.register(form)]
    until = time.monotonic() + PATIENCE
    while answers[-1][0] == 302 and time.monotonic() < until:
        answers.append(server.register(form))

    assert answers[-1][0] == 503
    assert server.ask("GET", "/healthz")[0] == 200
    server.kill()
    db.session.remove()
    assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
    promised = [kept(own_page) for status, own_page in answers if status == 302]
    assert promised
    assert None not in promised
    db.session.rollback()
    assert start().register(form)[0] == 302


def test_the_database_may_restart(app, start, form):
    """Every connection ends and new ones are refused for a while, as in a restart of PostgreSQL."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server that could restart")
    server, name = start(), db.engine.url.database
    assert server.ask("GET", "/en/")[0] == 200  # kept from now on
    assert server.register(form)[0] == 302
    db.session.remove()
    db.engine.dispose()
    elsewhere = create_engine(db.engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with elsewhere.connect() as keeper:
        keeper.execute(text(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false'))
        keeper.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = :name AND pid <> pg_backend_pid()"
            ),
            {"name": name},
        )
        away = server.ask("GET", "/readyz")[2]
        met = [server.ask("GET", path)[0] for path in (form, "/en/", "/healthz")]
        keeper.execute(text(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true'))
    elsewhere.dispose()

    assert away == "not ready: database\n"
    assert met == [503, 503, 200]
    assert "database" not in server.ask("GET", "/readyz")[2]
    assert server.register(form)[0] == 302


@pytest.mark.parametrize(
    "number",
    [500, pytest.param(10_000, marks=(pytest.mark.slow, pytest.mark.timeout(600)))],
)
def test_slow_readers_and_very_many_connections_keep_nobody_out(tmp_path, number):
    """The default server: connections that say nothing or half a line, and one that asks."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'dateline.db'}",
            "SECRET_KEY": "only for tests",
            "STORAGE_URL": f"file:{tmp_path / 'files'}",
            "PORT": str(port),
            "BASE_URL": f"http://127.0.0.1:{port}",
            "DEMO": "0",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server, idle = Server(process, port), []
    try:
        _wait_for(server)
        for each in range(number):
            idle.append(socket.create_connection(("127.0.0.1", port), timeout=20))
            if each % 2:
                idle[-1].sendall(b"POST /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le")

        assert server.ask("GET", "/healthz")[0] == 200
    finally:
        for each in idle:
            each.close()
        process.kill()
        process.wait()


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1)], ids=["back", "ahead"])
def test_a_clock_that_jumps_sends_nothing_twice_and_nothing_never(app, tmp_path, now, jump):
    app.config["MAIL_FOLDER"], former = str(tmp_path), app.config["MAIL_FOLDER"]
    db.session.add_all(_letter(number, now) for number in range(2))
    db.session.commit()
    first = deliver_pending(now)
    db.session.add(_letter(2, now + jump))
    db.session.commit()

    later = deliver_pending(now + jump), deliver_pending(now)
    app.config["MAIL_FOLDER"] = former

    assert (first, sum(later)) == (2, 1)
    assert {message.state for message in db.session.query(Message)} == {State.SENT}
    assert len(list(tmp_path.glob("*.eml"))) == 3


def _letter(number: int, due_at) -> Message:
    return Message(
        key=f"letter:{number}", template="messages/hour", topic="", subject="Soon", text="Soon",
        recipient=f"person{number}@example.org", language="en", html="<p>Soon", due_at=due_at,
        created_at=due_at,
    )  # fmt: skip
