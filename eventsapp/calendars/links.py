"""The link that copies an event into Google Calendar.

It is undocumented, and what it copied is never updated: the .ics file stands beside it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import quote, urlencode

from eventsapp.calendars import entry as entries
from eventsapp.events.models import Event

GOOGLE = "https://calendar.google.com/calendar/render"
LONGEST = 1900  # characters of an address; a Cyrillic letter takes six


def google(event: Event, language: str) -> str:
    """The address that offers an event to Google Calendar, texts shortened until it fits."""
    entry = entries.read(event, language)
    first, after = entry.days or (entry.starts_at, entry.ends_at)
    texts = {"text": entry.title.text, "details": entry.description, "location": entry.place}
    fixed = {"action": "TEMPLATE", "dates": f"{_compact(first)}/{_compact(after)}"}
    if not entry.days:
        fixed["ctz"] = entry.zone  # of the display; the dates are UTC
    return _fitting(GOOGLE, fixed, texts)


def _compact(moment: date) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _fitting(base: str, fixed: dict[str, str], texts: dict[str, str]) -> str:
    for name in ("details", "location", "text"):  # what is missed least goes first
        while len(_address(base, fixed | texts)) > LONGEST and texts[name]:
            texts[name] = _shorter(texts[name])
    return _address(base, fixed | texts)


def _shorter(text: str) -> str:
    whole = text.rstrip("… ")
    rest = whole[: len(whole) * 9 // 10].rstrip()
    return f"{rest}…" if rest else ""


def _address(base: str, values: Mapping[str, str]) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"{base}?{urlencode(given, quote_via=quote, safe='')}"  # %20, not +
