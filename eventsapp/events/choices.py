"""What the selects of the Details form offer: only what the organisation may choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from wtforms import SelectChoice as Choice

from eventsapp.contacts.models import Contact
from eventsapp.events.models import Event, PressContact, State
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db
from eventsapp.organisations import queries as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries as venues
from eventsapp.venues.forms import city_choices
from eventsapp.venues.models import Room, Venue
from eventsapp.web import locale

MOST = 300  # contacts and events in one select; others are found by typing name and address


@dataclass(frozen=True)
class Choices:
    """The options of every select, and the zone that goes with each place and city."""

    cities: list[Choice]
    places: list[Choice]
    organisations: list[Choice]
    contacts: list[Choice]
    parents: list[Choice]
    zones: Mapping[str, str]  # of "city:3" and "place:7"
    home_zone: str

    def zone(self, place: str | None, city: str | None) -> str:
        """The zone that follows from the place, else the city, else the organisation."""
        venue = (place or "").partition(":")[0]
        found = self.zones.get(f"place:{venue}") or self.zones.get(f"city:{city}")
        return found or self.home_zone


def gather(organisation: Organisation, event: Event | None) -> Choices:
    """The choices for an event of an organisation (None: one that is to be made)."""
    offered = _venues(organisation, event)
    zones = {f"place:{venue.id}": venue.zone for venue in offered}
    zones |= {f"city:{city.id}": city.timezone for city in venues.cities()}
    return Choices(
        cities=[Choice("", _("Not stated")), *city_choices()[1:]],
        places=_places(offered),
        organisations=_organisations(organisation),
        contacts=_contacts(organisation, event),
        parents=parents(organisation, event),
        zones=zones,
        home_zone=organisation.timezone,
    )


def place_value(venue_id: int | None, room_id: int | None) -> str:
    """A venue and its room as one value: `7` or `7:12`."""
    if venue_id is None:
        return ""
    return f"{venue_id}:{room_id}" if room_id else str(venue_id)


def parents(organisation: Organisation, event: Event | None = None) -> list[Choice]:
    """The events that one may belong to, the latest first."""
    wanted = (
        select(Event)
        .where(Event.organisation_id == organisation.id, Event.state != State.WITHDRAWN)
        .where(is_kept())
        .where(Event.id != (event.id if event else 0))
        .order_by(Event.starts_at.desc())
    )
    found = db.session.scalars(wanted.limit(MOST)).all()
    if event and event.parent and event.parent not in found:
        found = [event.parent, *found]
    named = [Choice(str(one.id), _title(one)) for one in found]
    return [Choice("", _("An event of its own")), *named]


def _venues(organisation: Organisation, event: Event | None) -> list[Venue]:
    offered = list(venues.choices(organisation.id))
    if event and event.venue and event.venue not in offered:
        offered.append(event.venue)
    return offered


def _places(offered: list[Venue]) -> list[Choice]:
    options = [Choice("", _("Not stated"))]
    for venue in sorted(offered, key=lambda venue: locale.read(venue.city.names)):
        name = locale.read(venue.names, venue.original_language)
        city = locale.read(venue.city.names)
        options.append(Choice(str(venue.id), name, optgroup=city))
        options += [
            Choice(place_value(venue.id, room.id), _room(name, room), optgroup=city)
            for room in venue.rooms
        ]
    return options


def _room(venue: str, room: Room) -> str:
    name = f"{venue}, {locale.read(room.names, room.venue.original_language)}"
    if not room.capacity:
        return name
    seats = ngettext("%(num)d seat", "%(num)d seats", room.capacity)
    return f"{name} · {seats}"


def _organisations(organisation: Organisation) -> list[Choice]:
    directory = organisations.directory(organisation.id)
    named = [
        Choice(str(body.id), locale.read(body.names, body.original_language)) for body in directory
    ]
    return [Choice("", _("A new one, named beside")), *named]


def _contacts(organisation: Organisation, event: Event | None) -> list[Choice]:
    used = [link.contact_id for link in event.contacts] if event else []
    wanted = (
        select(Contact)
        .outerjoin(PressContact, PressContact.contact_id == Contact.id)
        .where(Contact.organisation_id == organisation.id)
        .options(selectinload(Contact.emails), selectinload(Contact.phones))
        .group_by(Contact.id)
        .order_by(Contact.id.in_(used).desc(), db.func.count(PressContact.id).desc(), Contact.id)
    )
    found = db.session.scalars(wanted.limit(MOST))
    named = [Choice(str(one.id), _contact(one)) for one in found]
    return [Choice("", _("A new one, named below")), *named]


def _contact(contact: Contact) -> str:
    reach = [email.address for email in contact.emails] + [each.written for each in contact.phones]
    name = locale.read(contact.names, contact.original_language)
    return " · ".join(part for part in (name, *reach[:1]) if part) or _("Press contact")


def _title(event: Event) -> str:
    title: Any = locale.read(event.titles, event.original_language) or event.kind.name
    return f"{event.local_starts_at:%Y-%m-%d} · {title}"
