"""`python app.py` as a newcomer starts it: an empty folder, one command, a working product."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "app.py"]
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


@pytest.fixture
def port():
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def environment(tmp_path, port):
    """Settings of an installation in a folder of its own."""
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'dateline.db'}",
        "SECRET_KEY": "only for tests",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "MAIL_FOLDER": str(tmp_path / "mail"),
        "STORAGE_URL": f"file:{tmp_path / 'files'}",
        "DEMO": "0",
    }


@pytest.fixture
def server(environment):
    """The product, started on an empty database."""
    process = subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def status_and_text(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_serve_makes_the_database_and_says_how_to_get_in(server, port):
    greeting = server.stdout.readline(), server.stdout.readline()

    assert greeting[0] == f"Dateline is at http://127.0.0.1:{port}/en/\n"
    setup = greeting[1].removeprefix("Set it up: ").strip()
    status, page = status_and_text(setup)
    assert status == 200
    assert "password" in page


def test_serve_becomes_ready_and_ends_cleanly_when_told(server, port):
    server.stdout.readline()
    latest = time.monotonic() + 60

    while (answer := status_and_text(f"http://127.0.0.1:{port}/readyz"))[0] != 200:
        assert time.monotonic() < latest, answer

    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0


def test_serve_names_the_port_that_is_taken(server, environment, port):
    server.stdout.readline()

    second = subprocess.run(
        COMMAND, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert second.returncode == 1
    assert f"Port {port} cannot be used" in second.stderr
    assert second.stdout == ""


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("THREADS", "four", "THREADS='four': write a whole number."),
        ("DATABASE_URL", "sqlite:////no/such/folder/x.db", "Check DATABASE_URL."),
    ],
)
def test_what_hinders_the_start_is_said_in_one_line(environment, name, value, told):
    ended = subprocess.run(
        COMMAND,
        cwd=ROOT,
        env=environment | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_serve_answers_a_file_that_is_far_too_large_with_a_page(server, port):
    server.stdout.readline()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    with contextlib.closing(connection):
        connection.request("POST", "/account/sign-in", body=bytes(30 * 1024 * 1024), headers=FORM)
        answer = connection.getresponse()
        page = answer.read().decode()

    assert answer.status == 413
    assert "The file is too large" in page


def test_program_is_spared_by_the_collector_of_garbage(environment):
    shown = "import gc, app; print(gc.get_freeze_count())"
    ran = subprocess.run(
        [sys.executable, "-c", shown], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    assert int(ran.stdout) > 100_000
