"""One call: signed (Standard Webhooks 1.0), over before ten seconds are, followed nowhere."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException

from eventsapp.web import destinations, lines

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
        with lines.connected(parts, seconds=LONGEST_SECONDS) as connection:
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            headers["Host"] = parts.netloc
            connection.request("POST", path, call.body.encode(), headers)
            with connection.getresponse() as answer:
                return Answer(answer.status)
    except destinations.BadDestination as refusal:
        return Answer(problem=str(refusal.message))
    except (OSError, HTTPException) as error:
        return Answer(problem=f"{type(error).__name__}: {error}"[:300])
