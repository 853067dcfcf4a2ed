"""Servers as production has them, each in processes of its own, ended when the bench ends."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import disk
from bench.client import ask, get
from eventsapp.config import DEFAULTS

ROOT = Path(__file__).resolve().parents[1]
THREADS = str(DEFAULTS["THREADS"])
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Setting:
    """One way of running the product: its name, its database, its folder, how it is served."""

    name: str
    database: str
    folder: Path
    is_scaled: bool

    @property
    def overrides(self) -> dict[str, str]:
        """The product's settings, in every process alike."""
        return {
            "DATABASE_URL": self.database,
            "SECRET_KEY": "only for the bench",
            "BASE_URL": "http://127.0.0.1:8000",
            "STORAGE_URL": f"file:{self.folder / 'files'}",
            "MAIL_FOLDER": str(self.folder / "mail"),
        }

    @property
    def pages(self) -> Path:
        """Where the bytes lie that the limit delivers."""
        return self.folder / "pages"

    def environment(self, port: int) -> dict[str, str]:
        """The environment of a server's process."""
        own = {"WEB_CONCURRENCY": "2", "BENCH_PAGES": str(self.pages)}
        own |= {"PORT": str(port)} if port else {}  # a worker has none
        own["THREADS"] = "" if self.is_scaled else THREADS  # gunicorn's settings name their own
        absent = dict.fromkeys(("MAIL_SERVER", "REDIS_URL", "DEMO"), "")
        return os.environ | self.overrides | own | absent


@contextmanager
def product(setting: Setting, *, delivers: bool = True, commit_ms: float = 0) -> Iterator[int]:
    """The product, with a worker that delivers its mails or without one; gives its port.

    `commit_ms`: milliseconds that each COMMIT takes besides what the disk does.
    """
    with ExitStack() as stack:
        if setting.is_scaled and delivers:
            worker = [sys.executable, "-m", "flask", "--app", "bench.product", "worker"]
            stack.enter_context(_running(setting, worker))
        own = {"BENCH_DELIVERS": str(int(delivers)), disk.ENV: str(commit_ms)}
        yield stack.enter_context(_serving(setting, "bench.product", "/healthz", **own))


@contextmanager
def limit(setting: Setting, *, commit_ms: float = 0) -> Iterator[int]:
    """The bare application on the same server; gives its port."""
    own = {disk.ENV: str(commit_ms)}
    with _serving(setting, "bench.limit", "/unchanged", **own) as port:
        yield port


@contextmanager
def _serving(setting: Setting, module: str, path: str, **more: str) -> Iterator[int]:
    port = free_port()
    scaled = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", f"{module}:app"]
    command = scaled if setting.is_scaled else ["-m", module]
    with _running(setting, [sys.executable, *command], port, **more):
        _wait(port, path)
        yield port


@contextmanager
def _running(setting: Setting, command: list[str], port: int = 0, **more: str) -> Iterator[None]:
    with (setting.folder / "log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=setting.environment(port) | more, stdout=log, stderr=log
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _wait(port: int, path: str) -> None:
    """Wait until the server answers."""
    latest = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            ask(port, get(path))
        except OSError:
            if time.monotonic() > latest:
                raise
            time.sleep(0.1)
        else:
            return


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
