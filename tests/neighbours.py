"""Servers in the installation's own network, which the product calls in a test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer

import pytest
from flask import Flask


@contextmanager
def answering(server: HTTPServer, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a server of this machine answer, and be called, until the end of the block."""
    monkeypatch.setitem(app.config, "WEBHOOK_PRIVATE_HOSTS", "127.0.0.1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
