"""Readers that cost little: connections kept open, driven by one loop without threads.

A visit is a generator: it yields requests, is sent the answers, and ends when it is over.
"""

import re
import selectors
import socket
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from urllib.parse import urlencode

READERS = 8
LARGEST_READ = 1 << 20  # bytes


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        """Its code."""
        return int(self.head[9:12])

    def header(self, name: str) -> str:
        """One header's value, empty where it is not given."""
        found = re.search(rf"\r\n{name}: ([^\r]*)", self.head.decode("latin-1"), re.IGNORECASE)
        return found[1] if found else ""


Visit = Generator[bytes, Answer, None]


class Unexpected(Exception):
    """An answer that a visit was not made for."""


def get(path: str, *headers: str) -> bytes:
    """The bytes of a request to read."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")
    return "\r\n".join(lines).encode()


def post(path: str, cookie: str, form: dict[str, str]) -> bytes:
    """The bytes of a form that is sent."""
    body = urlencode(form)
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: {cookie}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "",
        body,
    )
    return "\r\n".join(lines).encode()


def expect(answer: Answer, status: int) -> Answer:
    """The answer, if it is the one a visit counts on. Raises Unexpected."""
    if answer.status != status:
        raise Unexpected(f"{answer.status} instead of {status}: {answer.body[:2000]!r}")
    return answer


def ask(port: int, request: bytes) -> Answer:
    """One request, answered."""

    def visit() -> Visit:
        yield request

    return answers_of(port, visit())[0]


def answers_of(port: int, visit: Visit) -> list[Answer]:
    """Everything that a visitor is shown."""
    seen: list[Answer] = []

    def watched() -> Visit:
        request = next(visit)
        while True:
            seen.append((yield request))
            try:
                request = visit.send(seen[-1])
            except StopIteration:
                return

    keep_visiting(port, iter([watched()]).__next__, readers=1)
    return seen


def rate(port: int, make_visit: Callable[[], Visit], seconds: float) -> float:
    """How many visits a second the server bears when eight readers come again and again."""
    began = time.perf_counter()

    def next_visit() -> Visit:
        if time.perf_counter() - began > seconds:
            raise StopIteration
        return make_visit()

    return keep_visiting(port, next_visit) / (time.perf_counter() - began)


def keep_visiting(port: int, next_visit: Callable[[], Visit], readers: int = READERS) -> int:
    """Let each reader make visit after visit until there are no more; return how many ended."""
    with selectors.DefaultSelector() as selector:
        team = [_Reader(port, selector, next_visit) for _ in range(readers)]
        for reader in team:
            reader.set_out()
        while selector.get_map():
            for key, _events in selector.select():
                key.data.listen()
    return sum(reader.ended for reader in team)


class _Reader:
    """One connection, and the visit it is on."""

    visit: Visit
    connection: socket.socket | None = None

    def __init__(
        self, port: int, selector: selectors.BaseSelector, next_visit: Callable[[], Visit]
    ) -> None:
        self.port, self.selector, self.next_visit = port, selector, next_visit
        self.received = b""
        self.ended = 0

    def set_out(self) -> None:
        """Begin the next visit, if there is one."""
        try:
            self.visit = self.next_visit()
        except StopIteration:
            self._hang_up()
        else:
            self._send(next(self.visit))

    def listen(self) -> None:
        """Take what has come; with a whole answer, go on with the visit."""
        chunk = self.connection.recv(LARGEST_READ) if self.connection else b""
        if not chunk:
            raise Unexpected(f"the server hung up after {self.received[:500]!r}")
        self.received += chunk
        answer = _whole(self.received)
        if answer is None:
            return
        self.received = b""
        if b"connection: close" in answer.head.lower():  # as waitress does after a 304
            self._hang_up()
        try:
            self._send(self.visit.send(answer))
        except StopIteration:
            self.ended += 1
            self.set_out()

    def _send(self, request: bytes) -> None:
        if self.connection is None:
            self.connection = socket.create_connection(("127.0.0.1", self.port))
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.selector.register(self.connection, selectors.EVENT_READ, self)
        self.connection.sendall(request)

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.selector.unregister(self.connection)
            self.connection.close()
            self.connection = None


def _whole(received: bytes) -> Answer | None:
    """The answer, once all of it is there."""
    head, gap, body = received.partition(b"\r\n\r\n")
    if not gap:
        return None
    answer = Answer(head, body)
    length = 0 if answer.status == 304 else int(answer.header("Content-Length") or 0)
    return answer if len(body) >= length else None
