"""schema.org Event, for search engines: a data block on the event's page."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from eventsapp.calendars import entry as entries
from eventsapp.calendars import plain
from eventsapp.calendars.entry import Entry
from eventsapp.events.models import Event, State
from eventsapp.events.queries import HOLDS
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City, Venue

SCHEMA = "https://schema.org"
CURRENCIES = {"KZ": "KZT", "KG": "KGS", "TR": "TRY"}
_HARMLESS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def event_data(
    event: Event,
    language: str,
    *,
    performers: Iterable[str] = (),
    takes_registrations: bool = False,
    is_full: bool = False,
) -> dict[str, Any]:
    """An event as search engines read it, in the language of the page.

    `performers` are the names of those who speak.
    """
    entry = entries.read(event, language)
    order = [language, event.original_language]
    title = event.titles.read(order)
    data = {
        "@context": SCHEMA,
        "@type": "Event",
        "identifier": entry.uid,
        "url": entry.url,
        "name": plain.line(title.text),
        "description": entry.summary,
        "inLanguage": list(event.working_languages) or title.language,
        "startDate": _start(entry),
        "endDate": _end(entry),
        "doorTime": _iso(event.doors_at, entry.zone),
        "eventStatus": f"{SCHEMA}/{_status(event)}",
        "previousStartDate": _previous(event),
        "eventAttendanceMode": f"{SCHEMA}/{_mode(event)}EventAttendanceMode",
        "location": _locations(event, entry, order),
        "organizer": _organizers(event, language),
        "performer": [{"@type": "Person", "name": plain.line(name)} for name in performers],
        "superEvent": _parent(event, language),
        "isAccessibleForFree": True,
        "offers": _offer(event, language, is_full=is_full) if takes_registrations else None,
    }
    return {name: value for name, value in data.items() if value}


def script(data: dict[str, Any]) -> Markup:
    """The data block for a page's head. No text in it can end the block."""
    text = json.dumps(data, ensure_ascii=False).translate(_HARMLESS)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 -- escaped above


def _start(entry: Entry) -> str | None:
    return entry.days[0].isoformat() if entry.days else _iso(entry.starts_at, entry.zone)


def _end(entry: Entry) -> str | None:
    return entry.ends_on.isoformat() if entry.ends_on else _iso(entry.ends_at, entry.zone)


def _iso(instant: datetime | None, zone: str) -> str | None:
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds") if instant else None


def _status(event: Event) -> str:
    if event.state is State.CANCELLED:
        return "EventCancelled"
    if event.state is State.POSTPONED:
        return "EventPostponed"
    return "EventRescheduled" if event.previous_starts_at else "EventScheduled"


def _previous(event: Event) -> str | None:
    local = event.previous_local_starts_at
    if event.state is not State.PUBLISHED or local is None:
        return None
    if not event.has_hours:
        return local.date().isoformat()
    return _iso(event.previous_starts_at, event.timezone)


def _mode(event: Event) -> str:
    if not event.online_url:
        return "Offline"
    return "Mixed" if event.venue or event.city else "Online"


def _locations(event: Event, entry: Entry, order: list[str]) -> list[dict[str, Any]]:
    found = []
    city = event.city or (event.venue and event.venue.city)
    if city:
        found.append(_place(event.venue, city, entry, order))
    if event.online_url:  # one that only registered people get is not told
        found.append({"@type": "VirtualLocation", "url": entry.online_url or entry.url})
    return found


def _place(venue: Venue | None, city: City, entry: Entry, order: list[str]) -> dict[str, Any]:
    names = venue.names if venue else city.names
    address = {
        "@type": "PostalAddress",
        "addressLocality": plain.line(city.names.read(order).text),
        "addressCountry": city.country,
    }
    if venue and venue.address:
        address["streetAddress"] = plain.line(venue.address.read(order).text)
    place: dict[str, Any] = {
        "@type": "Place",
        "name": plain.line(names.read(order).text),
        "address": address,
    }
    if entry.position:
        latitude, longitude = entry.position
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place


def _organizers(event: Event, language: str) -> list[dict[str, Any]]:
    """Those who hold it, as on its page; who keeps it, unless another body does."""
    holders = [body.organisation for body in event.bodies if body.role in HOLDS]
    return [_organization(holder, language) for holder in holders or [event.organisation]]


def _organization(body: Organisation, language: str) -> dict[str, Any]:
    page = urls.absolute("site.organisation", lang=language, slug=body.slug)
    return {
        "@type": "Organization",
        "name": plain.line(body.names.read([language, body.original_language]).text),
        "url": plain.uri(body.website) or page,
    }


def _parent(event: Event, language: str) -> dict[str, Any] | None:
    parent = event.parent
    if parent is None or not parent.is_listed:
        return None
    title = parent.titles.read([language, parent.original_language]).text
    page = urls.absolute("site.show", lang=language, slug=parent.slug)
    return {
        "@type": "Event",
        "name": plain.line(title),
        "url": page,
        "startDate": _start(entries.read(parent, language)),
    }


def _offer(event: Event, language: str, *, is_full: bool) -> dict[str, Any]:
    opens = [category.opens_at for category in event.categories if category.opens_at]
    city = event.city or (event.venue and event.venue.city)
    currency = CURRENCIES.get(city.country) if city else None
    valid_from = min(opens, default=event.first_published_at)
    return {
        "@type": "Offer",
        "price": "0",
        "priceCurrency": currency or "USD",
        "availability": f"{SCHEMA}/{'SoldOut' if is_full else 'InStock'}",
        "url": urls.absolute("registration.new", lang=language, slug=event.slug),
        "validFrom": _iso(valid_from, event.timezone),
    }
