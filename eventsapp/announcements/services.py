"""What is done with an announcement: a draft made of it, or a language added to an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from eventsapp.announcements import matching
from eventsapp.core.texts import Texts
from eventsapp.events import details as event_details
from eventsapp.events import services as events
from eventsapp.events.details import Details
from eventsapp.events.models import Event
from eventsapp.messages import reminders
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.outcome import services as outcome
from eventsapp.outcome.models import Entry, Quote
from eventsapp.programme import people
from eventsapp.programme import queries as programme_queries
from eventsapp.programme import services as programme
from eventsapp.programme.models import PersonRole
from eventsapp.programme.pasting import Line
from eventsapp.programme.services import ItemDetails, SideVisit
from eventsapp.venues import services as venues
from eventsapp.venues.models import City
from eventsapp.venues.services import VenueDetails

PAUSE = timedelta(minutes=15)  # between the event and the visit after it


@dataclass(frozen=True, kw_only=True)
class NewVenue:
    """A place that the directory does not have yet."""

    city: City
    names: Texts
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class About:
    """What a body says of itself."""

    name: str
    text: str
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class Announced:
    """Everything that an announcement says of an event, as corrected."""

    details: Details
    venue: NewVenue | None = None
    people: Sequence[Line] = ()
    items: Sequence[str] = ()
    visit: str = ""
    entries: Sequence[Entry] = ()  # quotes, figures, decisions
    about: Sequence[About] = ()


def create(organisation: Organisation, what: Announced, *, by: int | None, now: datetime) -> Event:
    """Make a draft with its people, programme, visit and usual reminders."""
    details = what.details
    if what.venue:
        details = replace(details, venue_id=_add_venue(organisation, what, now))
    event = events.create(organisation, details, by=by, now=now)
    language = details.original_language
    if what.people:
        people.add_lines(event, what.people, role=PersonRole.SPEAKER, language=language, now=now)
    for title in what.items:
        programme.add_item(event, ItemDetails(titles=Texts({language: title})), now=now)
    if what.visit:
        visit = SideVisit(titles=Texts({language: what.visit}), starts=_after(event))
        programme.add_side_visit(event, visit, by=by, now=now)
    _keep(event, what.entries, now)
    for about in what.about:
        _describe(organisation, about, language, now)
    reminders.add_usual_rules(event, now)
    return event


def add_languages(
    event: Event,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    *,
    by: int | None,
    now: datetime,
) -> None:
    """Fill languages of an event with an announcement in them; what is public stays as it is."""
    standing = event_details.current(event)
    what = replace(
        standing,
        titles=dict(standing.titles) | dict(titles),
        descriptions=dict(standing.descriptions) | dict(texts),
    )
    events.save_draft(event, what, version=event.version, by=by, now=now)


def publish(event: Event, *, by: int | None, now: datetime) -> None:
    """Make it public, of an event that is over with what was decided. Raises NotReady."""
    events.publish(event, by=by, now=now)
    if event.is_over(now):
        outcome.publish(event, now=now)
    reminders.follow_events(now)


def _keep(event: Event, entries: Sequence[Entry], now: datetime) -> None:
    """Add quotes, figures and decisions; a quote of somebody on stage is tied to their part."""
    on_stage = programme_queries.people(event)
    for entry in entries:
        if isinstance(entry, Quote):
            named = entry.names.read([event.original_language]).text
            speaker = next((each for each in on_stage if each.contact.is_called(named)), None)
            if speaker:
                entry.attribute(speaker)
        outcome.add(event, entry, now=now)


def _describe(keeper: Organisation, about: About, language: str, now: datetime) -> None:
    """Let a body of the directory say of itself what the text says; one that is new joins it."""
    body = matching.similar_body(about.name, matching.directory(keeper))
    if body is None:
        details = OrganisationDetails(
            names=Texts({language: about.name}),
            original_language=language,
            timezone=keeper.timezone,
        )
        body = organisations.create(details, keeper=keeper, now=now)
    organisations.describe(body, language, about.text, website=about.website, now=now)


def _add_venue(organisation: Organisation, what: Announced, now: datetime) -> int | None:
    if what.venue is None:
        return None
    language = what.details.original_language
    venue = venues.create(
        organisation,
        VenueDetails(
            city=what.venue.city,
            names=what.venue.names,
            original_language=language,
            address=Texts({language: what.venue.address}),
        ),
        now=now,
    )
    return venue.id


def _after(event: Event) -> datetime:
    """When a visit may begin: a pause after the event, or at its day's start."""
    if not event.has_hours:
        return event.local_starts_at
    usual = event.local_starts_at + timedelta(minutes=event.kind.minutes)
    return (event.local_ends_at or usual) + PAUSE
