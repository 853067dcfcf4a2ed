"""What the page of one event shows beside the event itself: clocks, agenda, people, bodies, maps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import quote

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from markupsafe import Markup

from eventsapp.accreditation import queries as accreditation
from eventsapp.accreditation.queries import Window
from eventsapp.core import dates
from eventsapp.core.texts import Text
from eventsapp.events.form_rows import called
from eventsapp.events.models import Event, OrganisationRole
from eventsapp.events.ornament import band
from eventsapp.events.queries import HOLDS
from eventsapp.events.times import to_local
from eventsapp.materials import queries as materials
from eventsapp.materials.models import Material
from eventsapp.organisations.models import Organisation
from eventsapp.outcome import queries as outcome
from eventsapp.outcome.queries import Facts
from eventsapp.programme.models import Item, Participation, PersonRole
from eventsapp.programme.queries import people, programme, side_events
from eventsapp.registration.seats import (
    Entry,
    EntryState,
    Places,
    entry_state,
    places,
    taken_by_category,
)
from eventsapp.site import listing
from eventsapp.site.people import ON_STAGE
from eventsapp.venues.models import Venue
from eventsapp.web.locale import current_language, read

ROLES = {
    OrganisationRole.ORGANISER: _l("Organised by"),
    OrganisationRole.HOST: _l("Hosted by"),
    OrganisationRole.IMPLEMENTER: _l("Implemented by"),
    OrganisationRole.PARTNER: _l("In partnership with"),
    OrganisationRole.SUPPORTER: _l("Supported by"),
    OrganisationRole.FUNDER: _l("Funded by"),
    OrganisationRole.PATRON: _l("Under the patronage of"),
}
SEVERAL = {
    OrganisationRole.ORGANISER: lazy_pgettext("several", "Organised by"),
    OrganisationRole.HOST: lazy_pgettext("several", "Hosted by"),
    OrganisationRole.IMPLEMENTER: lazy_pgettext("several", "Implemented by"),
    OrganisationRole.PARTNER: lazy_pgettext("several", "In partnership with"),
}  # of more than one, where languages say it otherwise
PEOPLE = {
    PersonRole.CHAIR: _l("Chairperson"),
    PersonRole.MODERATOR: _l("Moderator"),
    PersonRole.SPEAKER: _l("Speaker"),
    PersonRole.PARTICIPANT: _l("Participant"),
    PersonRole.INTERPRETER: _l("Interpreter"),
}
CAPITALS = {
    "Asia/Almaty": _l("%(hour)s in Astana"),
    "Asia/Bishkek": _l("%(hour)s in Bishkek"),
    "Europe/Istanbul": _l("%(hour)s in Ankara"),
}
SPOKEN_IN = {"KZ": "kk", "KG": "ky", "TR": "tr"}  # country: language of its signs


@dataclass(frozen=True)
class SideEvent:
    """An event beside this one, with places of its own."""

    event: Event
    entry: EntryState
    places: Places


@dataclass(frozen=True)
class EventPage:
    """Everything the page reads, already counted and in order."""

    event: Event
    now: datetime
    entry: EntryState
    places: Places
    agenda: Sequence[tuple[date | None, Sequence[Item]]]
    on_stage: Sequence[Participation]
    others: Sequence[Participation]
    bodies: Sequence[tuple[str, Sequence[Organisation]]]
    side_events: Sequence[SideEvent]
    press: Window  # whether journalists can apply
    press_moments: Sequence[datetime]  # at which that changes by itself
    facts: Facts
    kit: Sequence[Material]  # what readers learn of, open or held

    @property
    def band(self) -> Markup:
        """The woven picture across the top."""
        family = self.event.kind.family
        return band(self.event.uid, family, width=1280, height=132, cell=19, period=9)

    @property
    def status(self) -> str:
        """The one word that matters most now, as in the list."""
        return listing.status(self.event, self.entry, self.now)

    @property
    def title(self) -> Text:
        """The title for this page's reader, in the language it is in."""
        return self.event.titles.read([current_language(), self.event.original_language])

    @property
    def is_foreign(self) -> bool:
        """Whether the reader's language has no title, so that the page shows another."""
        return self.title.language != current_language()

    @property
    def languages(self) -> Sequence[str]:
        """The languages in which it can be read, the original first."""
        original = self.event.original_language
        return sorted(self.event.titles.languages(), key=lambda code: code != original)

    @property
    def was_moved(self) -> bool:
        """Whether it stood at another hour before."""
        before = self.event.previous_local_starts_at
        return before is not None and before != self.event.local_starts_at

    @property
    def closes(self) -> datetime | None:
        """When registering closes, if that is before the start."""
        return listing.closes_before_start(self.event, self.now)

    @property
    def shows_places(self) -> bool:
        """Whether the number of free places is worth a line."""
        counted = self.places.capacity is not None and self.places.left is not None
        return counted and (self.entry.is_open or self.entry.kind is Entry.FULL)

    @property
    def shows_doors(self) -> bool:
        """Whether the programme begins with the doors, which no item of it says already."""
        doors = self.event.local_doors_at
        starts = (item.local_starts_at for _day, items in self.agenda for item in items)
        return doors is not None and doors not in starts and self.event.has_hours

    @property
    def performers(self) -> Sequence[str]:
        """The names of those on stage."""
        original = self.event.original_language
        return [read(each.contact.names, original) for each in self.on_stage]

    @property
    def host(self) -> Organisation:
        """The first of those who hold it."""
        return self.bodies[0][1][0]

    @property
    def count_partners(self) -> int:
        """How many bodies stand beside the first."""
        everyone = {body.id for _title, bodies in self.bodies for body in bodies}
        return len(everyone) - 1

    @property
    def boilerplates(self) -> Sequence[Organisation]:
        """The bodies that say something about themselves which the description does not."""
        everyone = {body.id: body for _title, bodies in self.bodies for body in bodies}
        return [body for body in everyone.values() if self.event.leaves_out(body.boilerplate)]

    @property
    def all_events(self) -> Sequence[Event]:
        """Those whose moments and places the page depends on."""
        parent = [self.event.parent] if self.event.parent else []
        return [self.event, *(each.event for each in self.side_events), *parent]


def make(event: Event, *, now: datetime) -> EventPage:
    """The page of an event: the number of queries does not grow with what it holds."""
    beside = side_events(event)
    taken = taken_by_category([event.id, *(each.id for each in beside)], now=now)
    own = places(event, taken)
    everyone = people(event)
    intake = accreditation.find_intake(event)
    kit = materials.kit(event)
    return EventPage(
        event=event,
        now=now,
        entry=entry_state(event, own, now),
        places=own,
        agenda=_agenda(event),
        on_stage=[each for each in everyone if each.role in ON_STAGE],
        others=[each for each in everyone if each.role not in ON_STAGE],
        bodies=_bodies(event),
        side_events=[_beside(each, places(each, taken), now) for each in beside],
        press=accreditation.window(intake, event, now),
        press_moments=[*accreditation.moments(intake), *materials.moments(kit)],
        facts=outcome.facts(event),
        kit=kit,
    )


def clocks(event: Event) -> str:
    """In whose time the hours are, and the same hour in a capital that has another."""
    offset = dates.offset(event.starts_at, event.timezone)
    city = event.city and read(event.city.names)
    own = _("%(city)s time, %(offset)s", city=city, offset=offset) if city else offset
    elsewhere = [
        str(words) % {"hour": dates.clock(to_local(event.starts_at, zone))}
        for zone, words in CAPITALS.items()
        if dates.offset(event.starts_at, zone) != offset
    ]
    return ". ".join([own, *elsewhere[:1]])


def local_address(venue: Venue) -> Text | None:
    """The address as the signs in the street have it, if the reader gets another language."""
    language = SPOKEN_IN.get(venue.city.country, "")
    shown = venue.address.read([current_language(), venue.original_language])
    text = venue.address.get(language)
    return Text(text, language) if text and shown.language != language else None


def map_links(venue: Venue) -> list[tuple[str, str]]:
    """Name and address of services that show the place."""
    words = [
        venue.address.read([SPOKEN_IN.get(venue.city.country, "")]).text,
        read(venue.city.names),
    ]
    wanted = quote(", ".join(word for word in words if word))
    point = None
    if venue.latitude is not None and venue.longitude is not None:
        point = f"{venue.latitude:.6f}", f"{venue.longitude:.6f}"
        wanted = quote(",".join(point))
    links = [("OpenStreetMap", _open_street_map(point, wanted))]
    if venue.city.country in ("KZ", "KG"):
        links.append(("2GIS", f"https://2gis.{venue.city.country.lower()}/search/{wanted}"))
    links.append(("Google Maps", f"https://www.google.com/maps/search/?api=1&query={wanted}"))
    return links


def _open_street_map(point: tuple[str, str] | None, wanted: str) -> str:
    if point is None:
        return f"https://www.openstreetmap.org/search?query={wanted}"
    latitude, longitude = point
    mark = f"mlat={latitude}&mlon={longitude}"
    return f"https://www.openstreetmap.org/?{mark}#map=17/{latitude}/{longitude}"


def _agenda(event: Event) -> list[tuple[date | None, Sequence[Item]]]:
    """The programme by day; the day is None where one heading says nothing."""
    items = programme(event)
    if len({item.local_starts_at.date() for item in items if item.local_starts_at}) < 2:
        return [(None, items)] if items else []
    by_day = groupby(items, key=lambda item: item.local_starts_at and item.local_starts_at.date())
    return [(day, list(each)) for day, each in by_day]


def _bodies(event: Event) -> list[tuple[str, Sequence[Organisation]]]:
    """The bodies by role, holders first; who keeps the event holds it unless another does."""
    by_role: dict[OrganisationRole, list[Organisation]] = {}
    for body in event.bodies:
        by_role.setdefault(body.role, []).append(body.organisation)
    if not by_role.keys() & set(HOLDS):
        by_role[OrganisationRole.ORGANISER] = [event.organisation]
    named = {role: by_role[role] for role in ROLES if role in by_role}
    return [(called(role, len(bodies), ROLES, SEVERAL), bodies) for role, bodies in named.items()]


def _beside(event: Event, own: Places, now: datetime) -> SideEvent:
    return SideEvent(event, entry_state(event, own, now), own)
