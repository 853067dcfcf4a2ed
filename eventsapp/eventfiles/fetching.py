"""The calendar behind a web address: of another Dateline, or of any site that offers one."""

import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPException
from urllib.parse import SplitResult, urljoin

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.eventfiles.findings import LARGEST
from eventsapp.web import destinations, lines

LONGEST_SECONDS = 10  # of all steps together
MOST_STEPS = 4  # redirects, and from a page to its calendar
_MOVED = (301, 302, 303, 307, 308)
_ASKED = {
    "Accept": "text/calendar, application/jscalendar+json;q=0.9, text/html;q=0.5",
    "Accept-Encoding": "identity",
    "User-Agent": "Dateline",
}


class NotFetched(Refusal):
    """Nothing that can be read came from the address."""

    message = _l(
        "No calendar came from this address. Open it in a browser and copy the address anew."
    )
    status = 422


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str
    kind: str  # as in "text/calendar"
    data: bytes


def fetch(address: str) -> tuple[str, bytes]:
    """The name of the server and what it holds at an address; of a page, the calendar it names.

    One byte more than `LARGEST` at most. Asks the network, so no transaction may be open. Raises
    destinations.BadDestination and NotFetched.
    """
    ends, url = time.monotonic() + LONGEST_SECONDS, _whole(address)
    for _step in range(MOST_STEPS):
        parts = destinations.split(url)
        answer = _ask(parts, seconds=max(0.1, ends - time.monotonic()))
        if answer.status in _MOVED and answer.location:
            url = _joined(url, answer.location)
        elif answer.status == 200 and answer.kind == "text/html":
            url = _joined(url, _calendar_of(answer.data))
        elif answer.status == 200:
            return parts.netloc, answer.data
        else:
            break
    raise NotFetched


def _whole(address: str) -> str:
    """The address with its scheme; calendars are offered by webcal as well."""
    if address.lower().startswith("webcal://"):
        return f"https{address[len('webcal') :]}"
    return address if "://" in address else f"https://{address}"


def _joined(url: str, link: str) -> str:
    """Where a link of that address leads. Raises NotFetched."""
    try:
        return urljoin(url, link)
    except ValueError:
        raise NotFetched from None


def _ask(parts: SplitResult, *, seconds: float) -> _Answer:
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        with lines.connected(parts, seconds=seconds) as connection:
            connection.request("GET", path, headers=_ASKED | {"Host": parts.netloc})
            with connection.getresponse() as answer:
                data = answer.read(LARGEST + 1)
                if answer.length and len(data) <= LARGEST:
                    raise NotFetched  # it was cut off
                kind = answer.headers.get_content_type()
                return _Answer(answer.status, answer.headers.get("Location", ""), kind, data)
    except (OSError, HTTPException):
        raise NotFetched from None


def _calendar_of(page: bytes) -> str:
    """Where a page says that its calendar is. Raises NotFetched."""
    links = _Links()
    links.feed(page.decode("utf-8", "replace"))
    if not links.calendar:
        raise NotFetched
    return links.calendar


class _Links(HTMLParser):
    """Finds the first `<link rel="alternate" type="text/calendar">`."""

    calendar = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        is_calendar = held.get("type", "").startswith("text/calendar")
        if tag == "link" and is_calendar and "alternate" in held.get("rel", "").split():
            self.calendar = self.calendar or held.get("href", "")
