"""The links that copy an event into calendars on the web.

They are undocumented, and what they copied is never updated: the .ics file stands beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode

from eventsapp.calendars import entry as entries
from eventsapp.calendars.entry import Entry
from eventsapp.events.models import Event

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/deeplink/compose"
OFFICE = "https://outlook.office.com/calendar/deeplink/compose"
YAHOO = "https://calendar.yahoo.com/"
LONGEST = 1900  # characters of an address; a Cyrillic letter takes six


@dataclass(frozen=True)
class AddLink:
    """One service, and the address that offers it an event."""

    name: str
    url: str


def add_links(event: Event, language: str) -> list[AddLink]:
    """An event for every service, texts shortened until they fit."""
    entry = entries.read(event, language)
    return [
        AddLink("Google Calendar", _google(entry)),
        AddLink("Outlook.com", _outlook(OUTLOOK, entry)),
        AddLink("Microsoft 365", _outlook(OFFICE, entry)),
        AddLink("Yahoo", _yahoo(entry)),
    ]


def _google(entry: Entry) -> str:
    first, after = entry.days or (entry.starts_at, entry.ends_at)
    texts = {"text": entry.title.text, "details": entry.description, "location": entry.place}
    fixed = {"action": "TEMPLATE", "dates": f"{_compact(first)}/{_compact(after)}"}
    if not entry.days:
        fixed["ctz"] = entry.zone  # of the display; the dates are UTC
    return _fitting(GOOGLE, fixed, texts, ("details", "location", "text"))


def _outlook(base: str, entry: Entry) -> str:
    first, after = entry.days or (entry.starts_at, entry.ends_at)
    texts = {"subject": entry.title.text, "body": entry.description, "location": entry.place}
    fixed = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": _extended(first),
        "enddt": _extended(after),
        "allday": "true" if entry.days else "false",
    }
    return _fitting(base, fixed, texts, ("body", "location", "subject"))


def _yahoo(entry: Entry) -> str:
    texts = {"title": entry.title.text, "desc": entry.description, "in_loc": entry.place}
    first, after = entry.days or (entry.starts_at, entry.ends_at)
    fixed = {"v": "60", "st": _compact(first)}
    if entry.ends_on:
        fixed |= {"et": _compact(entry.ends_on), "dur": "allday"}
    else:
        fixed["et"] = _compact(after)
    return _fitting(YAHOO, fixed, texts, ("desc", "in_loc", "title"))


def _compact(moment: date) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _extended(moment: date) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"


def _fitting(
    base: str, fixed: dict[str, str], texts: dict[str, str], order: tuple[str, ...]
) -> str:
    """The address with as much text as it takes; what is missed least goes first."""
    for name in order:
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
