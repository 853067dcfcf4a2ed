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
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from cachetools import LRUCache
from flask import Blueprint, Flask, Response, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_date
from werkzeug.wsgi import ClosingIterator

from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.web.memory import Memory

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CAPACITY_BYTES = 64 * 1024 * 1024
USUAL_FORM, OTHER_FORM = "text/calendar", "application/calendar+json"  # RFC 5545, RFC 7265
SPELLINGS = 5000  # other addresses remembered of what is kept
LONGEST_SPELLING = 500  # letters
PROBE_SECONDS = 10  # between two looks at what an answer counts
USUAL = "public, max-age=60, stale-while-revalidate=600"
REFUSES_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")
_KEPT = "dateline.kept"  # in the environment of a request: the answer that was just kept


class Lasting(Response):
    """An answer that is the same for everyone until something says otherwise."""

    until: datetime
    probe: Callable[[], Hashable] | None
    is_exact: bool


def lasting(
    body: str | bytes,
    *,
    until: datetime,
    probe: Callable[[], Hashable] | None = None,
    mimetype: str = "text/html",
    cache_control: str = USUAL,
    headers: Mapping[str, str] | None = None,
    changed_at: datetime | None = None,
    is_exact: bool = False,
) -> Lasting:
    """An answer to be kept until this instant, or until `probe` gives another value.

    Only in blueprints under `cover`. An exact one promises the same bytes under the same ETag,
    so that each coding has its own (RFC 9110 §8.8.3.3); `changed_at` is its Last-Modified.
    """
    answer = Lasting(body, mimetype=mimetype, headers=headers)
    answer.headers["Cache-Control"] = cache_control
    answer.last_modified = changed_at
    answer.until, answer.probe, answer.is_exact = until, probe, is_exact
    return answer


def cover(blueprint: Blueprint) -> None:
    """Let the lasting answers of a blueprint be kept; its views only read."""

    @blueprint.before_request
    def note_publication() -> None:
        begin_reading(db.session())
        g.publication = publication.number()  # before anything the answer shows is read


def kept_as(arguments: Mapping[str, Any]) -> Response | None:
    """What is kept of the address with these arguments alone, None where nothing is or holds.

    For views that read no others: what else an address says makes no second answer to be kept.
    """
    environ = request.environ
    g.usual_address = usual = _address(environ, urlencode(arguments, doseq=True))
    address = _address(environ)
    if address == usual:
        return None
    shortcut: Shortcut = current_app.extensions["dateline_shortcut"]
    environ[_KEPT] = shortcut.find(usual)
    if environ[_KEPT] is None:
        return None
    shortcut.spell(address, usual, environ[_KEPT].term.number)
    return Response()  # the kept one is sent instead


def takes_other_form(environ: "WSGIEnvironment") -> bool:
    """Whether a reader names jCal and likes it better than text; what is kept is kept apart.

    The one place that decides it, or one reader would be answered what another one asked for.
    A wildcard names nothing: it takes the usual form.
    """
    accepted = environ.get("HTTP_ACCEPT", "")
    if OTHER_FORM not in accepted.lower():
        return False
    liked = parse_accept_header(accepted, MIMEAccept)
    return liked.best_match((USUAL_FORM, OTHER_FORM)) == OTHER_FORM


class Term:
    """How long something stays true: its publication, its moment, and what it counts."""

    def __init__(self, number: int, until: datetime, probe: Callable[[], Hashable] | None) -> None:
        self.number, self.until, self.probe = number, until, probe
        self.seen = probe() if probe else None
        self.probed_at = monotonic()

    def holds(self, number: int, now: datetime) -> bool:
        """Whether it would be the same if it were made anew. Needs an app context."""
        if number != self.number or now >= self.until:
            return False
        if self.probe is None or monotonic() - self.probed_at < PROBE_SECONDS:
            return True
        self.probed_at = monotonic()  # before the look, so that others do not look too
        return self.probe() == self.seen


class Kept:
    """One answer, ready to be sent: plain, compressed, or as "you have it already"."""

    def __init__(self, answer: Lasting, number: int) -> None:
        self.term = Term(number, answer.until, answer.probe)
        self.changed_at = answer.last_modified
        body = answer.get_data()
        packed = gzip.compress(body, 6, mtime=0)
        mark = hashlib.blake2b(body, digest_size=12).hexdigest()
        self.plain = _Coded(body, mark, answer)
        self.zipped = _Coded(packed, mark, answer, coding="gzip")

    @property
    def size_bytes(self) -> int:
        """What it takes of the memory."""
        return len(self.plain.body) + len(self.zipped.body) + 2000

    def send(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request, conditional ones by 304 (RFC 9110 §13.1.2, weak comparison)."""
        zipped = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        coded = self.zipped if zipped else self.plain
        if self.is_known(environ, coded.mark):
            start_response("304 NOT MODIFIED", coded.unchanged)
            return []
        start_response("200 OK", coded.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [coded.body]

    def is_known(self, environ: "WSGIEnvironment", mark: str) -> bool:
        """Whether the reader has it already; marks go before dates (RFC 9110 §13.2.2)."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None:
            return mark in known or known == "*"
        if self.changed_at is None or "HTTP_IF_MODIFIED_SINCE" not in environ:
            return False
        since = parse_date(environ["HTTP_IF_MODIFIED_SINCE"])
        return since is not None and self.changed_at <= since


class _Coded:
    """A kept answer in one coding: its bytes, its mark, and the headers that go with them."""

    def __init__(self, body: bytes, mark: str, answer: Lasting, coding: str = "") -> None:
        self.body = body
        self.mark = f'"{mark}-{coding}"' if answer.is_exact and coding else f'"{mark}"'
        self.unchanged = [
            *((name, value) for name, value in answer.headers if name not in _OWN),
            ("ETag", self.mark if answer.is_exact else f"W/{self.mark}"),
            ("Vary", "Accept, Accept-Encoding" if "accept" in answer.vary else "Accept-Encoding"),
        ]
        self.headers = [
            ("Content-Type", str(answer.content_type)),
            ("Content-Length", str(len(body))),
            *self.unchanged,
            *([("Content-Encoding", coding)] if coding else []),
        ]


_OWN = ("Content-Type", "Content-Length", "ETag", "Vary", "Set-Cookie")


class Shortcut:
    """Before the application: answers at once what is kept and holds, after reading one number."""

    def __init__(self, app: Flask) -> None:
        self.app, self.inner = app, app.wsgi_app
        self.kept: LRUCache[str, Kept] = LRUCache(CAPACITY_BYTES, lambda kept: kept.size_bytes)
        self.spellings: LRUCache[str, tuple[str, int]] = LRUCache(SPELLINGS)
        self.memory = Memory()
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
            found = self.kept.get(address) or self._spelled(address)
        if found is None:
            return None
        try:
            with self.app.app_context():
                return found if found.term.holds(publication.read(db.engine), utcnow()) else None
        except SQLAlchemyError:
            return None  # the application meets the same fault, and has a page for it

    def keep(self, address: str, answer: Lasting, number: int) -> Kept:
        """Keep an answer; the ones not asked for longest make room."""
        kept = Kept(answer, number)
        if kept.size_bytes <= CAPACITY_BYTES // 4:
            with self.lock:
                self.kept[address] = kept
        return kept

    def spell(self, address: str, usual: str, number: int) -> None:
        """Remember that until the next publication an address says the same as another one."""
        if len(address) <= LONGEST_SPELLING:
            with self.lock:
                self.spellings[address] = usual, number

    def _spelled(self, address: str) -> Kept | None:
        usual, number = self.spellings.get(address, ("", 0))
        found = self.kept.get(usual)
        return found if found and found.term.number == number else None

    def forget(self) -> None:
        """Keep nothing, as after a restored backup."""
        with self.lock:
            self.kept.clear()
            self.spellings.clear()
        self.memory.forget()


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
        address = g.get("usual_address") or _address(request.environ)
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


def _address(environ: "WSGIEnvironment", query: str | None = None) -> str:
    """What an answer is kept under: the address, with its own query or another, and the form."""
    script, path = environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")
    form = OTHER_FORM if takes_other_form(environ) else ""
    asked = environ.get("QUERY_STRING", "") if query is None else query
    return f"{script}{path}?{asked} {form}"


def _takes_gzip(accepted: str) -> bool:
    return "gzip" in accepted and not REFUSES_GZIP.search(accepted)
