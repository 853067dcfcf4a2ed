"""Public answers kept per process: made once per change, not once per visit.

What is kept is the same for everyone: no session, no person. A kept answer holds while the
publication counter stands, its next moment (a start, a midnight) has not come, and what it
counts (free places, looked at no more than every ten seconds) is still the same.
"""

import gzip
import hashlib
import re
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from cachetools import LRUCache
from flask import Blueprint, Flask, Response, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wsgi import ClosingIterator

from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CAPACITY_BYTES = 64 * 1024 * 1024
PROBE_SECONDS = 10  # between two looks at what an answer counts
USUAL = "public, max-age=60, stale-while-revalidate=600"
REFUSES_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")
_KEPT = "dateline.kept"  # in the environment of a request: the answer that was just kept


class Lasting(Response):
    """An answer that is the same for everyone until something says otherwise."""

    until: datetime
    probe: Callable[[], Hashable] | None


def lasting(
    body: str | bytes,
    *,
    until: datetime,
    probe: Callable[[], Hashable] | None = None,
    mimetype: str = "text/html",
    cache_control: str = USUAL,
    headers: Mapping[str, str] | None = None,
) -> Lasting:
    """An answer to be kept until this instant, or until `probe` gives another value.

    Only in blueprints under `cover`.
    """
    answer = Lasting(body, mimetype=mimetype, headers=headers)
    answer.headers["Cache-Control"] = cache_control
    answer.until, answer.probe = until, probe
    return answer


def cover(blueprint: Blueprint) -> None:
    """Let the lasting answers of a blueprint be kept; its views only read."""

    @blueprint.before_request
    def note_publication() -> None:
        begin_reading(db.session())
        g.publication = publication.number()  # before anything the answer shows is read


class Kept:
    """One answer, ready to be sent: plain, compressed, or as "you have it already"."""

    def __init__(self, answer: Lasting, number: int) -> None:
        self.number, self.until, self.probe = number, answer.until, answer.probe
        self.seen = answer.probe() if answer.probe else None
        self.probed_at = monotonic()
        self.body = answer.get_data()
        self.packed = gzip.compress(self.body, 6, mtime=0)
        self.etag = f'"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"'
        common = [
            *((name, value) for name, value in answer.headers if name not in _OWN),
            ("ETag", f"W/{self.etag}"),
            ("Vary", "Accept-Encoding"),
        ]
        self.unchanged = [pair for pair in common if pair[0] != "Content-Type"]
        self.plain = [*common, ("Content-Length", str(len(self.body)))]
        self.zipped = [
            *common,
            ("Content-Length", str(len(self.packed))),
            ("Content-Encoding", "gzip"),
        ]

    @property
    def size_bytes(self) -> int:
        """What it takes of the memory."""
        return len(self.body) + len(self.packed) + 2000

    def holds(self, number: int, now: datetime) -> bool:
        """Whether it still says what it would say if it were made anew. Needs an app context."""
        if number != self.number or now >= self.until:
            return False
        if self.probe is None or monotonic() - self.probed_at < PROBE_SECONDS:
            return True
        self.probed_at = monotonic()  # before the look, so that others do not look too
        return self.probe() == self.seen

    def send(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request, conditional ones by 304 (RFC 9110 §13.1.2, weak comparison)."""
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        if self.etag in known or known == "*":
            start_response("304 NOT MODIFIED", self.unchanged)
            return []
        packed = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response("200 OK", self.zipped if packed else self.plain)
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        return [self.packed if packed else self.body]


_OWN = ("Content-Length", "ETag", "Vary", "Set-Cookie")


class Shortcut:
    """Before the application: answers at once what is kept and holds, after reading one number."""

    def __init__(self, app: Flask) -> None:
        self.app, self.inner = app, app.wsgi_app
        self.kept: LRUCache[str, Kept] = LRUCache(CAPACITY_BYTES, lambda kept: kept.size_bytes)
        self.lock = threading.Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as WSGI asks (PEP 3333)."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.inner(environ, start_response)
        found = self.find(_address(environ))
        if found is not None:
            return found.send(environ, start_response)
        return _sent_as_kept(self.inner, environ, start_response)

    def find(self, address: str) -> Kept | None:
        """What is kept for an address, if it still holds."""
        with self.lock:
            found = self.kept.get(address)
        if found is None:
            return None
        try:
            with self.app.app_context():
                return found if found.holds(publication.read(db.engine), utcnow()) else None
        except SQLAlchemyError:
            return None  # the application meets the same fault, and has a page for it

    def keep(self, address: str, answer: Lasting, number: int) -> Kept:
        """Keep an answer; the ones not asked for longest make room."""
        kept = Kept(answer, number)
        if kept.size_bytes <= CAPACITY_BYTES // 4:
            with self.lock:
                self.kept[address] = kept
        return kept

    def forget(self) -> None:
        """Keep nothing, as after a restored backup."""
        with self.lock:
            self.kept.clear()


def init_app(app: Flask) -> None:
    """Put the shortcut before the application. Call before others add headers to answers."""
    shortcut = Shortcut(app)
    app.extensions["dateline_shortcut"] = shortcut
    app.wsgi_app = shortcut  # type: ignore[method-assign]
    app.after_request(_keep)


def _keep(answer: Response) -> Response:
    """Runs last of all: the headers of the others are kept with the answer."""
    if isinstance(answer, Lasting) and answer.status_code == 200 and not current_app.debug:
        shortcut: Shortcut = current_app.extensions["dateline_shortcut"]
        address = _address(request.environ)
        request.environ[_KEPT] = shortcut.keep(address, answer, g.publication)
    return answer


def _sent_as_kept(
    inner: "WSGIApplication", environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """Ask the application; if its answer was kept, send that: the first time is like every other."""
    began: list[tuple] = []

    def note(*arguments: object) -> Callable[[bytes], object]:
        began[:] = [arguments]
        return lambda _data: None

    chunks = inner(environ, note)
    kept: Kept | None = environ.get(_KEPT)
    if kept is None:
        start_response(*began[0])
        return chunks
    return ClosingIterator(kept.send(environ, start_response), getattr(chunks, "close", None))


def _address(environ: "WSGIEnvironment") -> str:
    script, path = environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")
    return f"{script}{path}?{environ.get('QUERY_STRING', '')}"


def _takes_gzip(accepted: str) -> bool:
    return "gzip" in accepted and not REFUSES_GZIP.search(accepted)
