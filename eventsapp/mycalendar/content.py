"""What an own calendar shows: registrations, applications, and what its filters let through."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from eventsapp.accreditation.models import Applicant
from eventsapp.calendars import entry as entries
from eventsapp.calendars import feeds, ical, texts
from eventsapp.calendars.entry import Entry, Status
from eventsapp.calendars.feeds import Feed
from eventsapp.calendars.ical import Written
from eventsapp.core import publication
from eventsapp.events.models import PUBLIC_STATES, Event
from eventsapp.mail import urls
from eventsapp.mycalendar import queries
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.registration import queries as registrations
from eventsapp.registration.models import Registration


def written(calendar: OwnCalendar, now: datetime) -> list[Written]:
    """Every event once: as the person's own, else as everybody sees it."""
    found: dict[int, Written] = {}
    for feed in saved(calendar, calendar.language, now):
        found |= {} if feed.filter.is_lost else texts.by_event(feed)
    return list((found | dict(_own(calendar, now))).values())


def saved(calendar: OwnCalendar, language: str, now: datetime) -> list[Feed]:
    """The saved filters, each with what it says in a language."""
    return [
        feeds.of_list("calendars.feed", language, MultiDict(args), today=now.date())
        for args in calendar.filters
    ]


def freshness(calendar: OwnCalendar, now: datetime) -> tuple[str, datetime]:
    """A tag that is another one whenever the calendar may read differently, and since when it does.

    Asks for no event.
    """
    rows = [tuple(row) for row in queries.state(calendar.email, now)]
    shape = (calendar.id, calendar.language, calendar.filters, now.date(), texts.maker())
    text = repr((shape, publication.number(), rows))
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)  # the window moves on
    moments = [calendar.created_at, calendar.changed_at, publication.changed_at(), midnight]
    moments += [value for row in rows for value in row if isinstance(value, datetime)]
    changed_at = max(moment for moment in moments if moment and moment <= now)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest(), changed_at


def _own(calendar: OwnCalendar, now: datetime) -> Iterator[tuple[int, Written]]:
    language, untold = calendar.language, queries.untold(calendar.email, now)
    for applicant in queries.applications(calendar.email, now):
        if applicant.event.state in PUBLIC_STATES:
            yield applicant.event_id, ical.write(_hoped_for(applicant, language))
    for registration in registrations.all_of(calendar.email):
        is_shown = registration.is_live and registration.id not in untold
        if is_shown and registration.event.state in PUBLIC_STATES:
            yield registration.event_id, ical.write(_held(registration, language))


def _held(registration: Registration, language: str) -> Entry:
    """A registration; what is not settled yet is tentative."""
    own_url = urls.absolute("registration.show", token=registration.token)
    if registration.is_confirmed:
        joins = registration.category.joins_online
        return entries.read_privately(registration.event, language, own_url=own_url, joins=joins)
    return _unsure(registration.event, language, own_url)


def _hoped_for(applicant: Applicant, language: str) -> Entry:
    """An application that is not answered."""
    own_url = urls.absolute("accreditation.show", token=applicant.token)
    return _unsure(applicant.event, language, own_url)


def _unsure(event: Event, language: str, own_url: str) -> Entry:
    """Without what is for accepted people alone: the link to join by."""
    entry = replace(entries.read(event, language), url=own_url)
    return entry if entry.status is Status.CANCELLED else replace(entry, status=Status.TENTATIVE)
