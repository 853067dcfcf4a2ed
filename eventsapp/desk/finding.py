"""The jump box: everything of an organisation that a few letters, in any script, may mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.contacts import queries as contacts
from eventsapp.core import dates, search
from eventsapp.events.models import Event
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db
from eventsapp.organisations import queries as organisations
from eventsapp.registration import searching as people
from eventsapp.registration.models import Registration
from eventsapp.venues import queries as venues
from eventsapp.web import guard
from eventsapp.web.locale import current_language, read

FEWEST_LETTERS = 2
MOST = 6  # of one kind
PLACES = (
    ("desk.today", _l("Today")),
    ("desk.events", _l("Events")),
    ("desk.new", _l("New event")),
    ("announcements.paste", _l("Paste an announcement")),
    ("manage_press_cards.index", _l("Press")),
    ("manage_contacts.index", _l("Contacts")),
    ("manage_contacts.new", _l("New contact")),
    ("manage_venues.index", _l("Venues")),
    ("manage_organisations.index", _l("Organisations")),
    ("statistics.index", _l("Statistics")),
    ("manage_team.index", _l("Settings")),
    ("manage_templates.index", _l("Document templates")),
)


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what else tells it apart, where it is."""

    title: str
    words: str
    url: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind."""

    label: str
    symbol: str  # an icon
    hits: Sequence[Hit]


def find(organisation_id: int, query: str) -> list[Group]:
    """What is found, by kind; nothing for fewer than two letters. One query for each kind."""
    if len("".join(search.terms(query))) < FEWEST_LETTERS:
        return []
    kinds: Sequence[tuple[str, str, Callable[[int, str], Iterable[Hit]]]] = (
        (_("Events"), "calendar-days", _events),
        (_("Registered"), "ticket", _registered),
        (_("Contacts"), "contact", _contacts),
        (_("Venues"), "building-2", _venues),
        (_("Organisations"), "landmark", _organisations),
        (_("Pages"), "arrow-right", _pages),
    )
    found = (
        Group(label, symbol, list(islice(look(organisation_id, query), MOST)))
        for label, symbol, look in kinds
    )
    return [group for group in found if group.hits]


def _events(organisation_id: int, query: str) -> Iterator[Hit]:
    held = (Event.organisation_id == organisation_id, is_kept())
    words = (search.mentions(Event.search_key, word) for word in search.terms(query))
    found = select(Event).where(*held, *words)
    for event in db.session.scalars(found.order_by(Event.starts_at.desc()).limit(MOST)):
        title = read(event.titles, event.original_language) or _("Untitled event")
        day = dates.without_weekday(event.local_starts_at, current_language())
        yield Hit(title, day, url_for("manage_events.details", event_id=event.id))


def _registered(organisation_id: int, query: str) -> Iterator[Hit]:
    found = (
        select(Registration)
        .join(Registration.event)
        .where(
            Event.organisation_id == organisation_id,
            is_kept(),
            Registration.erased_at.is_(None),
            *people.matches(organisation_id, query),
        )
        .options(joinedload(Registration.event))
        .order_by(Registration.id.desc())
        .limit(MOST)
    )
    for person in db.session.scalars(found):
        title = read(person.event.titles, person.event.original_language)
        page = url_for("manage_registrations.index", event_id=person.event_id, q=person.name)
        yield Hit(person.name, title, page)


def _contacts(organisation_id: int, query: str) -> Iterator[Hit]:
    for contact in contacts.matching(organisation_id, query, limit=MOST):
        yield Hit(
            read(contact.names, contact.original_language) or _("Press contact"),
            contact.outlet,
            url_for("manage_contacts.edit", contact_id=contact.id),
        )


def _venues(organisation_id: int, query: str) -> Iterator[Hit]:
    for venue in venues.listed(organisation_id, query):
        city = read(venue.city.names) if venue.city else ""
        yield Hit(read(venue.names), city, url_for("manage_venues.edit", venue_id=venue.id))


def _organisations(organisation_id: int, query: str) -> Iterator[Hit]:
    for each in organisations.directory(organisation_id, query):
        page = url_for("manage_organisations.edit", organisation_id=each.id)
        yield Hit(read(each.names, each.original_language), "", page)


def _pages(_organisation_id: int, query: str) -> Iterator[Hit]:
    for endpoint, label in PLACES:
        name = search.fold(str(label))
        if guard.may_open(endpoint) and all(word in name for word in search.terms(query)):
            yield Hit(str(label), "", url_for(endpoint))
