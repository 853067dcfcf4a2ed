"""One call: signed (Standard Webhooks 1.0), over before ten seconds are, followed nowhere."""

import base64
import hashlib
import hmac
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from urllib.parse import SplitResult

from eventsapp.webhooks import destinations

LONGEST_SECONDS = 10  # of the whole call
SECRET_PREFIX = "whsec_"  # noqa: S105 -- what secrets of webhooks begin with
GONE = 410


@dataclass(frozen=True)
class Call:
    """What is sent where."""

    url: str
    key: str
    body: str
    secrets: Sequence[str]


@dataclass(frozen=True)
class Answer:
    """What came back: a status of HTTP, or why there was none."""

    status: int | None = None
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it was taken."""
        return self.status is not None and 200 <= self.status < 300


def make_secret(raw: bytes) -> str:
    """A secret as it is shown."""
    return SECRET_PREFIX + base64.b64encode(raw).decode()


def sign(call: Call, moment: datetime) -> dict[str, str]:
    """The three headers by which the receiver knows that it was us, and when."""
    stamp = str(int(moment.timestamp()))
    said = f"{call.key}.{stamp}.{call.body}".encode()
    keys = [base64.b64decode(each.removeprefix(SECRET_PREFIX)) for each in call.secrets]
    signed = [base64.b64encode(hmac.digest(key, said, hashlib.sha256)).decode() for key in keys]
    return {
        "webhook-id": call.key,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{each}" for each in signed),
    }


def make(call: Call, *, now: datetime) -> Answer:
    """Send it, and say what came back. The body of the answer is not read."""
    headers = sign(call, now) | {"Content-Type": "application/json", "User-Agent": "Dateline"}
    try:
        parts = destinations.split(call.url)
        with _connected(parts) as connection:
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            headers["Host"] = parts.netloc
            connection.request("POST", path, call.body.encode(), headers)
            with connection.getresponse() as answer:
                return Answer(answer.status)
    except destinations.BadDestination as refusal:
        return Answer(problem=str(refusal.message))
    except (OSError, HTTPException) as error:
        return Answer(problem=f"{type(error).__name__}: {error}"[:300])


@contextmanager
def _connected(parts: SplitResult) -> Iterator[HTTPConnection]:
    """A line to an address that was looked at, cut when the time is over however slowly it drips."""
    connection = HTTPConnection(str(parts.hostname), timeout=LONGEST_SECONDS)
    connection.auto_open = 0
    connection.sock = _reach(parts)
    end = threading.Timer(LONGEST_SECONDS, _cut, [connection])
    end.daemon = True
    end.start()
    try:
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        yield connection
    finally:
        end.cancel()
        connection.close()


def _reach(parts: SplitResult) -> socket.socket:
    """A socket to the first address of the server that answers."""
    failure: OSError = OSError("no address")
    for family, address in destinations.look_up(parts):
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(LONGEST_SECONDS)
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            failure = error
            continue
        if parts.scheme == "http":
            return line
        context = ssl.create_default_context()
        name = str(parts.hostname)
        return context.wrap_socket(line, server_hostname=name, do_handshake_on_connect=False)
    raise failure


def _cut(connection: HTTPConnection) -> None:
    line = connection.sock
    if line is not None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was over already
