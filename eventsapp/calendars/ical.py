"""RFC 5545 text: an entry as VEVENT, and the calendar around it.

Bytes depend on the entry alone, never on the time they are written, so that unchanged events
stay unchanged in every feed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from eventsapp.calendars import entry as entries
from eventsapp.calendars import plain, zones
from eventsapp.calendars.entry import Entry, Person, Status
from eventsapp.calendars.lines import folded, line, quoted, text
from eventsapp.events.models import Event

PRODID = "-//Dateline//Dateline 0.1//EN"  # constant per version: RFC 5545 §3.7.3
REFRESH = "PT1H"
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


def write(entry: Entry) -> Written:
    """The VEVENT of an entry."""
    return written(entry, vevent(entry))


def written(entry: Entry, properties: Iterable[str]) -> Written:
    """The VEVENT that these properties of an entry make."""
    return Written(folded(["BEGIN:VEVENT", *properties, "END:VEVENT"]), zone_of(entry))


def vevent(entry: Entry, *, stamp: datetime | None = None) -> Iterator[str]:
    """The properties of an entry, stamped with its last change unless told otherwise."""
    yield line("UID", entry.uid)
    yield line("DTSTAMP", _utc(stamp or entry.updated_at))  # not the present: RFC 5545 §3.8.7.2
    yield line("CREATED", _utc(entry.created_at))
    yield line("LAST-MODIFIED", _utc(entry.updated_at))
    yield line("SEQUENCE", str(entry.sequence))
    yield from _when(entry)
    yield from _what(entry)
    yield from _where(entry)
    yield person("ORGANIZER", entry.organizer)  # required: RFC 5546 §3.2.1
    if entry.contact:
        yield text("CONTACT", entry.contact, LANGUAGE=entry.language)
    if entry.parent_uid:
        yield line("RELATED-TO", entry.parent_uid, RELTYPE="PARENT")
    if entry.first_uid:
        yield line("RELATED-TO", entry.first_uid, RELTYPE="FIRST")  # RFC 9253 §5


def zone_of(entry: Entry) -> str | None:
    """The zone in whose hours the entry is written; None where it is in days or in UTC."""
    instants = (entry.starts_at, entry.ends_at)
    if entry.days or not all(zones.is_local(instant, entry.zone) for instant in instants):
        return None
    return entry.zone


def person(name: str, who: Person, **parameters: str) -> str:
    """A person or body as a property: ORGANIZER or ATTENDEE."""
    if who.name:
        parameters["CN"] = quoted(plain.line(who.name))
    return line(name, plain.mailto(who.address), **parameters)


def wrapped(events: Sequence[Written], properties: Iterable[str]) -> bytes:
    """A whole calendar: its properties, every zone once, the events."""
    used = sorted({each.zone for each in events if each.zone})
    head = folded(["BEGIN:VCALENDAR", *properties])
    parts = [head, *map(zones.text, used), *(each.text for each in events), "END:VCALENDAR\r\n"]
    return "".join(parts).encode()


def head(method: str) -> list[str]:
    """A calendar's first properties, in the order that readers expect."""
    return ["VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]


def feed(events: Iterable[Written], *, name: str, source: str = "") -> bytes:
    """A feed to subscribe to, under a name and, unless that is a secret, from its own address."""
    title = plain.line(name)[:NAME_LENGTH]
    properties = [
        *head("PUBLISH"),
        text("NAME", title),
        text("X-WR-CALNAME", title),
        line("REFRESH-INTERVAL", REFRESH, VALUE="DURATION"),
        line("X-PUBLISHED-TTL", REFRESH),
    ]
    if source:
        properties.append(line("SOURCE", plain.uri(source), VALUE="URI"))
    return wrapped(list(events), properties)


def single(event: Written) -> bytes:
    """One event as a file of its own; it has no name, which would make clients add a calendar."""
    return wrapped([event], head("PUBLISH"))


def _when(entry: Entry) -> Iterator[str]:
    if entry.days:
        first, after = entry.days
        yield line("DTSTART", f"{first:%Y%m%d}", VALUE="DATE")
        yield line("DTEND", f"{after:%Y%m%d}", VALUE="DATE")  # exclusive: RFC 5545 §3.6.1
        return
    zone = zone_of(entry)
    for name, instant in (("DTSTART", entry.starts_at), ("DTEND", entry.ends_at)):
        if zone:
            yield line(name, f"{instant.astimezone(ZoneInfo(zone)):%Y%m%dT%H%M%S}", TZID=zone)
        else:
            yield line(name, _utc(instant))


def _what(entry: Entry) -> Iterator[str]:
    yield text("SUMMARY", entry.title.text, LANGUAGE=entry.title.language)
    yield text("DESCRIPTION", entry.description, LANGUAGE=entry.language)
    yield line("URL", plain.uri(entry.url))
    yield text("CATEGORIES", entry.category, LANGUAGE=entry.language)
    yield "CLASS:PUBLIC"
    yield line("STATUS", entry.status.value)
    yield line("TRANSP", "OPAQUE" if entry.takes_time else "TRANSPARENT")
    yield line("X-MICROSOFT-CDO-BUSYSTATUS", _BUSY[entry.status] if entry.takes_time else "FREE")


def _where(entry: Entry) -> Iterator[str]:
    if entry.place:
        yield text("LOCATION", entry.place, LANGUAGE=entry.language)
    if entry.position:
        yield line("GEO", "{:.6f};{:.6f}".format(*entry.position))
    if entry.online_url:
        yield line("CONFERENCE", entry.online_url, VALUE="URI", FEATURE="AUDIO,VIDEO")


def _utc(instant: datetime) -> str:
    return f"{instant:%Y%m%dT%H%M%SZ}"
