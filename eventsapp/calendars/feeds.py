"""Feeds: what they hold and how they are called; the forms of it are ical, atom and jscalendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app
from werkzeug.datastructures import MultiDict

from eventsapp.calendars import entry as entries
from eventsapp.calendars import queries
from eventsapp.calendars.entry import Entry
from eventsapp.core.texts import ENDONYMS
from eventsapp.events import filters
from eventsapp.events.filters import Filter
from eventsapp.events.kinds import KINDS, Type
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City
from eventsapp.web import locale

NEWEST = 100  # entries of a feed of changes


@dataclass(frozen=True)
class Feed:
    """One feed in one language: its name, its own address, that of the page beside it."""

    language: str
    today: date  # UTC; decides how far back it reaches
    filter: Filter
    name: str
    url: str
    page: str
    about: str = ""  # the filters in words


def of_list(endpoint: str, language: str, args: MultiDict[str, str], *, today: date) -> Feed:
    """The feed that an address asks for, with the filters of the list."""
    cities = queries.cities(args.getlist("city"))
    bodies = queries.organisations(args.getlist("organiser"))
    filter_ = filters.read(args, cities=cities, organisers=bodies)
    words = filter_.to_args()
    about = _words(language, filter_, [*cities.values(), *bodies.values()])
    site = str(current_app.config["SITE_NAME"])
    return Feed(
        language=language,
        today=today,
        filter=filter_,
        name=f"{site}: {about}" if about else site,
        url=urls.absolute(endpoint, lang=language, **words),
        page=urls.absolute("site.events", lang=language, **words),
        about=about,
    )


def of_organisation(
    endpoint: str, language: str, organisation: Organisation, *, today: date
) -> Feed:
    """The feed of what one organisation holds."""
    return Feed(
        language=language,
        today=today,
        filter=Filter(organisers=(organisation.slug,)),
        name=_read(organisation, language),
        url=urls.absolute(endpoint, lang=language, slug=organisation.slug),
        page=urls.absolute("site.organisation", lang=language, slug=organisation.slug),
    )


def entries_of(feed: Feed) -> list[Entry]:
    """What the feed shows, by start."""
    return entries.read_all(queries.in_feed(feed.filter, today=feed.today), feed.language)


def changes_of(feed: Feed) -> list[Entry]:
    """What the feed shows, the last changed first, no more than NEWEST."""
    found = queries.latest_changes(feed.filter, today=feed.today, limit=NEWEST)
    return entries.read_all(found, feed.language)


def _words(language: str, filter_: Filter, named: Sequence[City | Organisation]) -> str:
    """The filters in words: `Press conference, Osh`."""
    with locale.speaking(language):
        types = [str(KINDS[Type(type_)].name) for type_ in filter_.types]
        doors = [str(filters.OPEN[key]) for key in filter_.open]
    spoken = [ENDONYMS[code] for code in filter_.languages]
    words = [*types, *(_read(each, language) for each in named), *spoken, *doors]
    return ", ".join(word for word in [*words, filter_.query] if word)


def _read(named: City | Organisation, language: str) -> str:
    original = getattr(named, "original_language", language)
    return named.names.read([language, original]).text
