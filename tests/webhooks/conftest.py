"""A system that is called: a real HTTP server on this machine."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask import Flask

from tests.neighbours import answering
from tests.turning import keep_machine_time


class Receiver(ThreadingHTTPServer):
    """Keeps each call, and answers with `statuses` in turn, the last one for ever."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls: list[tuple[dict[str, str], str]] = []
        self.statuses = [204]
        self.location = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hooks?from=dateline"

    def answer(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size).decode()
        self.server.calls.append((dict(self.headers) | {"path": self.path}, body))
        self.send_response(self.server.answer())
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def _machine_time(app: Flask) -> None:
    """Who is called compares the hour of a call with its own."""
    keep_machine_time(app)


@pytest.fixture
def receiver(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A system in the installation's own network."""
    server = Receiver()
    with answering(server, app, monkeypatch):
        yield server
