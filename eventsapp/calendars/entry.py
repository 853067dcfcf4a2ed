"""What calendars show of an event in one language: the same facts for .ics, JSON, Atom and links."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from eventsapp.calendars import describing, plain
from eventsapp.core import dates
from eventsapp.core.texts import Text
from eventsapp.events.models import Event, Precision, State
from eventsapp.events.place import place_line
from eventsapp.mail import urls
from eventsapp.mail.addresses import own_address
from eventsapp.venues.models import Venue
from eventsapp.web import locale, memory

OWN_URL = "https://own-url.invalid"  # stands for a person's own in what is kept for everybody


class Status(StrEnum):
    """How far an entry may be relied on: RFC 5545 §3.8.1.11."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A body or person with the address at which calendars reach them."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event as a calendar shows it. Two equal entries are written alike, byte by byte."""

    uid: str
    sequence: int
    created_at: datetime
    updated_at: datetime
    language: str
    title: Text
    summary: str
    description: str
    category: str
    place: str
    position: tuple[float, float] | None  # degrees: latitude, longitude
    url: str
    online_url: str  # only what this reader may have
    organizer: Person
    contact: str
    parent_uid: str
    first_uid: str  # of the series it belongs to; the first itself has none
    status: Status
    takes_time: bool  # whether it makes people busy
    starts_at: datetime
    ends_at: datetime
    zone: str
    days: tuple[date, date] | None  # the first, and the one after the last; without hours

    @property
    def ends_on(self) -> date | None:
        """The last day of an entry without hours."""
        return self.days and self.days[1] - timedelta(days=1)


def read(event: Event, language: str) -> Entry:
    """What everybody's calendar shows of an event, in a reader's language."""
    with locale.speaking(language):
        return _entry(event, language)


def read_all(events: Iterable[Event], language: str) -> list[Entry]:
    """The same for many events."""
    with locale.speaking(language):
        return [_entry(event, language) for event in events]


def read_privately(event: Event, language: str, *, own_url: str = "", joins: bool = True) -> Entry:
    """What the calendar of a registered person shows; with the link to join by if they `joins`.

    `own_url` is where the person changes or cancels the registration.
    """
    key = ("private entry", event.id, event.version, language, bool(own_url), joins)
    kept = partial(_private, event, language, own_url=own_url and OWN_URL, joins=joins)
    entry = memory.until_published(key, kept)
    return replace(entry, description=entry.description.replace(OWN_URL, own_url))


def _private(event: Event, language: str, *, own_url: str, joins: bool) -> Entry:
    with locale.speaking(language):
        return _entry(event, language, is_private=True, own_url=own_url, joins=joins)


def when(entry: Entry) -> str:
    """Day and hours in words, with the offset: `Friday 4 December 2026, 12:00 to 13:30 (UTC+6)`."""
    language = entry.language
    if entry.days:
        first, after = entry.days
        last = after - timedelta(days=1)
        one_day = first == last
        return dates.full(first, language) if one_day else dates.day_range(first, last, language)
    zone = ZoneInfo(entry.zone)
    starts, ends = entry.starts_at.astimezone(zone), entry.ends_at.astimezone(zone)
    offset = dates.offset(entry.starts_at, entry.zone)
    return f"{dates.day_and_hours(starts, ends, language)} ({offset})"


def organizer(event: Event, language: str, *, besides: str = "") -> Person:
    """Whom calendars name as the organizer: the institution, at its role mailbox.

    Where that is the address `besides`, it is our own: nobody can invite themselves.
    """
    body, address = event.organisation, event.organisation.email
    if address.lower() in ("", besides.lower()):
        address = own_address()
    name = body.names.read([language, event.original_language]).text
    return Person(name=plain.line(name), address=address)


def _entry(
    event: Event,
    language: str,
    *,
    is_private: bool = False,
    own_url: str = "",
    joins: bool = False,
) -> Entry:
    order = [language, event.original_language]
    parent, press = event.parent, describing.press(event, order)
    page = urls.absolute("site.show", lang=language, slug=event.slug)
    return Entry(
        uid=event.uid,
        sequence=event.sequence,
        created_at=event.first_published_at or event.created_at,
        updated_at=event.updated_at,
        language=language,
        title=_title(event, order),
        summary=plain.block(event.summaries.read(order).text),
        description=plain.block(
            describing.description(
                event, order, page, press, is_private=is_private, own_url=own_url, joins=joins
            )
        ),
        category=str(event.kind.name),
        place=plain.line(place_line(event, order)),
        position=_position(event.venue),
        url=page,
        online_url=plain.uri(event.online_url) if event.online_is_public or joins else "",
        organizer=organizer(event, language),
        contact=plain.line("; ".join(press)),
        parent_uid=parent.uid if parent and parent.is_listed else "",
        first_uid=_first_uid(event),
        status=_status(event),
        takes_time=event.has_hours and event.state is State.PUBLISHED,
        starts_at=event.starts_at,
        ends_at=event.effective_end,
        zone=event.timezone,
        days=_days(event),
    )


def _first_uid(event: Event) -> str:
    first = event.series.first_uid if event.series else ""
    return "" if first == event.uid else first


def _title(event: Event, order: list[str]) -> Text:
    read = event.titles.read(order)
    title = plain.line(read.text) or str(event.kind.name)
    if event.state is State.CANCELLED:
        title = _("Cancelled: %(title)s", title=title)
    elif event.state is State.POSTPONED:
        title = _("Postponed: %(title)s", title=title)
    return Text(title, read.language)


def _position(venue: Venue | None) -> tuple[float, float] | None:
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude


def _status(event: Event) -> Status:
    if event.state is State.CANCELLED:
        return Status.CANCELLED
    is_sure = event.state is State.PUBLISHED and event.precision is not Precision.UNCERTAIN
    return Status.CONFIRMED if is_sure else Status.TENTATIVE


def _days(event: Event) -> tuple[date, date] | None:
    if event.has_hours:
        return None
    last = event.local_ends_at or event.local_starts_at
    return event.local_starts_at.date(), last.date() + timedelta(days=1)
