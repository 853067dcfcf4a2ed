"""Requests of one process take turns, where the interpreter lets only one of them go on anyhow.

Left to themselves, threads hand the interpreter to each other at each of some forty questions to
the database: who has claimed an event then waits for those who wait for it. Whoever has waited
for longer than a page takes goes on beside the others: something slow keeps nobody waiting.
"""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE_SECONDS = 0.05


class Turns:
    """Around the application: one request after the other, within patience."""

    def __init__(self, inner: "WSGIApplication") -> None:
        self.inner, self.turn = inner, threading.Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as WSGI asks (PEP 3333); what is streamed leaves outside of any turn."""
        has_turn = self.turn.acquire(timeout=PATIENCE_SECONDS)
        try:
            return self.inner(environ, start_response)
        finally:
            if has_turn:
                self.turn.release()


def init_app(app: Flask) -> None:
    """Let requests take turns. Call before what answers without the application."""
    app.wsgi_app = Turns(app.wsgi_app)  # type: ignore[method-assign]
