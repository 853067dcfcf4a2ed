"""RFC 5545 text: an entry as VEVENT, and the calendar around it.

Bytes depend on the entry alone, never on the time they are written, so that unchanged events
stay unchanged in every feed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from cachetools import LRUCache, cached
from icalendar import Calendar, Parameters, vCalAddress, vText
from icalendar import Event as VEvent

from eventsapp.calendars import entry as entries
from eventsapp.calendars import plain, zones
from eventsapp.calendars.entry import Entry, Person, Status
from eventsapp.events.models import Event

PRODID = "-//Dateline//Dateline 0.1//EN"  # constant per version: RFC 5545 §3.7.3
REFRESH = timedelta(hours=1)
NAME_LENGTH = 255  # what Outlook takes as the name of a folder
_BUSY = {Status.TENTATIVE: "TENTATIVE", Status.CONFIRMED: "BUSY", Status.CANCELLED: "FREE"}


@dataclass(frozen=True)
class Written:
    """The text of one event, and the zone whose VTIMEZONE must stand in the same file."""

    text: str
    zone: str | None


def event_text(event: Event, language: str) -> Written:
    """The VEVENT of an event as everybody's calendar shows it."""
    return write(entries.read(event, language))


@cached(LRUCache(maxsize=10_000), lock=Lock())
def write(entry: Entry) -> Written:
    """The VEVENT of an entry. Written once as long as nothing in it changes."""
    item = vevent(entry)
    return Written(item.to_ical(sorted=False).decode(), zone_of(entry))


def vevent(entry: Entry, *, stamp: datetime | None = None) -> VEvent:
    """The entry as a component, stamped with its last change unless told otherwise."""
    item = VEvent()
    item.add("uid", entry.uid)
    item.add("dtstamp", stamp or entry.updated_at)  # not the present: RFC 5545 §3.8.7.2
    item.add("created", entry.created_at)
    item.add("last-modified", entry.updated_at)
    item.add("sequence", entry.sequence)
    _add_when(item, entry)
    _add_what(item, entry)
    _add_where(item, entry)
    item.add("organizer", person(entry.organizer))  # required: RFC 5546 §3.2.1
    if entry.contact:
        _add_text(item, "contact", entry.contact, entry.language)
    if entry.parent_uid:
        item.add("related-to", entry.parent_uid, parameters={"RELTYPE": "PARENT"})
    return item


def zone_of(entry: Entry) -> str | None:
    """The zone in whose hours the entry is written; None where it is in days or in UTC."""
    instants = (entry.starts_at, entry.ends_at)
    if entry.days or not all(zones.is_local(instant, entry.zone) for instant in instants):
        return None
    return entry.zone


def person(person: Person, **parameters: str) -> vCalAddress:
    """A person or body as the value of ORGANIZER or ATTENDEE."""
    value = vCalAddress(plain.mailto(person.address))
    for name, parameter in parameters.items():
        value.params[name.upper()] = parameter
    if person.name:
        value.params["CN"] = plain.line(person.name)
    return value


def wrapped(written: Sequence[Written], head: Calendar) -> bytes:
    """A whole calendar: the head's properties, every zone once, the events."""
    frame = head.to_ical(sorted=False).decode()
    start, end = frame[: -len("END:VCALENDAR\r\n")], "END:VCALENDAR\r\n"
    used = sorted({each.zone for each in written if each.zone})
    parts = [start, *map(zones.text, used), *(each.text for each in written), end]
    return "".join(parts).encode()


def head(method: str) -> Calendar:
    """A calendar's first properties, in the order that readers expect."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def feed(written: Iterable[Written], *, name: str, source: str) -> bytes:
    """A feed to subscribe to, under a name and from its own address."""
    calendar = head("PUBLISH")
    title = vText(plain.line(name)[:NAME_LENGTH])  # a plain str would go out unescaped
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT1H"))
    calendar.add("source", plain.uri(source), parameters={"VALUE": "URI"})
    return wrapped(list(written), calendar)


def single(written: Written) -> bytes:
    """One event as a file of its own; it has no name, which would make clients add a calendar."""
    return wrapped([written], head("PUBLISH"))


def _add_when(item: VEvent, entry: Entry) -> None:
    if entry.days:
        first, after = entry.days
        item.add("dtstart", first)
        item.add("dtend", after)  # exclusive: RFC 5545 §3.6.1
        return
    zone = ZoneInfo(zone_of(entry) or "UTC")
    item.add("dtstart", entry.starts_at.astimezone(zone))
    item.add("dtend", entry.ends_at.astimezone(zone))


def _add_what(item: VEvent, entry: Entry) -> None:
    _add_text(item, "summary", entry.title.text, entry.title.language)
    _add_text(item, "description", entry.description, entry.language)
    item.add("url", plain.uri(entry.url))
    item.add("categories", [entry.category], parameters={"LANGUAGE": entry.language})
    item.add("class", "PUBLIC")
    item.add("status", entry.status.value)
    item.add("transp", "OPAQUE" if entry.takes_time else "TRANSPARENT")
    item.add("x-microsoft-cdo-busystatus", _BUSY[entry.status] if entry.takes_time else "FREE")


def _add_where(item: VEvent, entry: Entry) -> None:
    if entry.place:
        _add_text(item, "location", entry.place, entry.language)
    if entry.position:
        item.add("geo", tuple(round(degrees, 6) for degrees in entry.position))
    if entry.online_url:
        features = Parameters({"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]})  # RFC 7986 §5.11
        item.add("conference", entry.online_url, parameters=features)


def _add_text(item: VEvent, name: str, text: str, language: str) -> None:
    item.add(name, vText(text), parameters={"LANGUAGE": language})
