"""`DEMO=1 python app.py` in an empty folder: what `make run` ends in."""

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def started(tmp_path):
    """The product as a newcomer starts it, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'dateline.db'}",
        "SECRET_KEY": "only for tests",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "MAIL_FOLDER": str(tmp_path / "mail"),
        "STORAGE_URL": f"file:{tmp_path / 'files'}",
        "DEMO": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process, settings["BASE_URL"]
    process.kill()
    process.communicate()


def test_a_first_start_shows_the_demonstration_and_how_to_sign_in(started):
    process, address = started

    greeting = [process.stdout.readline().strip() for _ in range(3)]

    assert greeting == [
        f"Dateline is at {address}/en/",
        f"Sign in at {address}/account/sign-in",
        "with demo@example.org and the password demo-dateline",
    ]
    with urllib.request.urlopen(f"{address}/en/", timeout=30) as answer:
        assert "Open Lessons Forum" in answer.read().decode()
