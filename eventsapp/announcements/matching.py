"""What the installation knows already: the venue, the bodies, the event that a text speaks of."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from eventsapp.announcements.reading.findings import Reading
from eventsapp.contacts import queries as address_book
from eventsapp.contacts.keys import Kind, name_key
from eventsapp.contacts.models import Contact
from eventsapp.core.search import fold
from eventsapp.events.models import Event, State
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db
from eventsapp.organisations import queries as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries as venues
from eventsapp.venues.models import City, Venue

ALIKE = 0.7  # share of words that two names of a place must have in common


def city(reading: Reading) -> City | None:
    """The city that was found, in our list of cities."""
    if reading.city_key:
        return venues.find_city(reading.city_key)
    if reading.city is None:
        return None
    wanted = fold(reading.city.value)
    return next((one for one in venues.cities() if wanted in map(fold, one.names.every())), None)


def venue(reading: Reading, organisation: Organisation) -> Venue | None:
    """The venue of the directory that has the name found, or nearly so, in the same city."""
    if reading.venue is None:
        return None
    wanted, town = fold(reading.venue.value).split(), city(reading)
    offered = [
        (max(_alike(wanted, fold(name).split()) for name in one.names.every() or [""]), one)
        for one in venues.choices(organisation.id)
        if one.names and (town is None or one.city_id == town.id)
    ]
    best = max(offered, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def body(name: str, directory: Sequence[Organisation]) -> Organisation | None:
    """The organisation of the directory that has this name or this abbreviation."""
    wanted = fold(name)
    for one in directory:
        if wanted in map(fold, [*one.names.every(), *one.short_names.every()]):
            return one
    return None


def similar_body(name: str, directory: Sequence[Organisation]) -> Organisation | None:
    """The organisation that has this name, else the one whose name is nearly so."""
    wanted = fold(name).split()
    offered = [
        (max((_alike(wanted, fold(own).split()) for own in one.names.every()), default=0.0), one)
        for one in directory
    ]
    best = max(offered, key=lambda pair: pair[0], default=(0.0, None))
    return body(name, directory) or (best[1] if best[0] >= ALIKE else None)


def contacts(reading: Reading, organisation: Organisation) -> Sequence[Contact]:
    """Those of the address book who have a number, an address or the name given for the press."""
    keys = [(Kind.PHONE, found.value.e164) for found in reading.phones]
    keys += [(Kind.EMAIL, found.value.lower()) for found in reading.emails]
    if reading.answerer:
        keys.append((Kind.NAME, name_key(reading.answerer.value)))
    return address_book.with_one_of(organisation.id, keys) if keys else []


def directory(organisation: Organisation) -> Sequence[Organisation]:
    """The bodies among which names are looked up."""
    return organisations.directory(organisation.id)


def same_event(reading: Reading, organisation: Organisation) -> Event | None:
    """The event of that day and hour which has no text in a language of the reading yet."""
    if reading.start_date is None:
        return None
    on: date = reading.start_date.value
    begins = datetime.combine(on, time())
    found = db.session.scalars(
        select(Event)
        .where(Event.organisation_id == organisation.id, Event.state != State.WITHDRAWN)
        .where(is_kept())
        .where(Event.local_starts_at >= begins, Event.local_starts_at < begins + timedelta(days=1))
        .order_by(Event.id)
    )
    for event in found:
        hour = event.local_starts_at.time() if event.has_hours else None
        agrees = reading.start_time is None or hour in (None, reading.start_time.value)
        town = city(reading)
        near = town is None or event.city_id in (None, town.id)
        if agrees and near and lacking(reading, event):
            return event
    return None


def lacking(reading: Reading, event: Event) -> list[str]:
    """The languages of a text in which an event has no title."""
    codes = [reading.language, *(found.value.language for found in reading.versions)]
    return [code for code in codes if not event.titles.get(code)]


def _alike(one: list[str], other: list[str]) -> float:
    common = sum(any(word[:5] == same[:5] for same in other) for word in one)
    return 2 * common / ((len(one) + len(other)) or 1)
