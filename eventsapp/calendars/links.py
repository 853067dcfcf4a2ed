"""Links that bring an event, or a whole feed, into people's calendars.

None of the three firms documents theirs. An add-link copies once and never updates; the .ics file
stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode

from eventsapp.calendars import entry as entries
from eventsapp.events.models import Event
from eventsapp.mail import urls

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
LONGEST = 1900  # characters of an address; a Cyrillic letter takes six


@dataclass(frozen=True)
class Subscription:
    """The ways to subscribe to one feed."""

    https: str  # to copy
    webcal: str  # Apple, Thunderbird, Outlook on the desktop
    google: str
    outlook: str


def google(event: Event, language: str) -> str:
    """The address that offers an event to Google Calendar, texts shortened until it fits."""
    entry = entries.read(event, language)
    first, after = entry.days or (entry.starts_at, entry.ends_at)
    texts = {"text": entry.title.text, "details": entry.description, "location": entry.place}
    fixed = {"action": "TEMPLATE", "dates": f"{_compact(first)}/{_compact(after)}"}
    if not entry.days:
        fixed["ctz"] = entry.zone  # of the display; the dates are UTC
    return _fitting(GOOGLE, fixed, texts)


def ics(event: Event, language: str) -> str:
    """The address of an event's own calendar file."""
    return urls.absolute("calendars.event_file", lang=language, slug=event.slug)


def subscription(feed_url: str, name: str) -> Subscription:
    """The ways to subscribe to the feed of this absolute address."""
    webcal = f"webcal://{feed_url.partition('://')[2]}"
    return Subscription(
        https=feed_url,
        webcal=webcal,
        google=_address(GOOGLE, {"cid": webcal}),
        outlook=_address(OUTLOOK, {"url": feed_url, "name": name}),
    )


def _compact(moment: date) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _fitting(base: str, fixed: dict[str, str], texts: dict[str, str]) -> str:
    for name in ("details", "location", "text"):  # what is missed least goes first
        while len(_address(base, fixed | texts)) > LONGEST and texts[name]:
            texts[name] = texts[name][: len(texts[name]) * 9 // 10].rstrip("… ")
            texts[name] += "…" if texts[name] else ""
    return _address(base, fixed | texts)


def _address(base: str, values: Mapping[str, str]) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"{base}?{urlencode(given, quote_via=quote, safe='')}"  # %20, not +
