"""A diary as plain data: day by day, city by city, hour by hour, in the manner of one language.

Central Asian agencies put the hour before the words; Turkish ones number the lines and put city
and hour behind them: "1- … (ANKARA/11.00)".
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.core.alphabets import capitals, sort_key
from eventsapp.diary import queries
from eventsapp.documents.content import named
from eventsapp.documents.kinds import Kind
from eventsapp.documents.words import clean, joined
from eventsapp.events.models import Event
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.web.locale import read, speaking

DASH = "–"


def diary(organisation: Organisation, first: date, last: date, language: str) -> dict[str, Any]:
    """The diary of these days in one language."""
    with speaking(language):
        found = queries.events(organisation.id, first, last)
        by_day = groupby(found, key=lambda event: event.local_starts_at.date())
        name = read(organisation.names, organisation.original_language)
        return {
            "language": language,
            "author": name,
            "organisation": name,
            **named(Kind.DIARY),
            "facts": [],
            "title": _("Diary of events, %(days)s", days=_days(first, last, language)),
            "days": [
                {"day": dates.heading(day, language), "cities": _cities(list(group), language)}
                for day, group in by_day
            ],
            "nothing": _("No events on these days."),
        }


def text(made: dict[str, Any]) -> str:
    """The same as plain text, to be copied into a letter or a wire."""
    lines = [made["organisation"], capitals(made["title"], made["language"]), ""]
    for day in made["days"]:
        lines += [day["day"], ""]
        for city in day["cities"]:
            lines += [city["name"], *city["lines"], ""]
    return "\n".join(lines if made["days"] else [*lines, made["nothing"], ""])


def _cities(found: Sequence[Event], language: str) -> list[dict[str, Any]]:
    """The cities of a day by alphabet, those without one last; their events by the hour."""
    by_city: dict[str, list[Event]] = {}
    for event in found:
        by_city.setdefault(read(event.city.names) if event.city else "", []).append(event)
    ordered = sorted(by_city, key=lambda name: (not name, sort_key(name, language)))
    return [
        {
            "name": capitals(clean(name), language) or _("City not stated"),
            "lines": [
                _line(event, name, language, number)
                for number, event in enumerate(by_city[name], start=1)
            ],
            "urls": [
                urls.absolute("site.show", lang=language, slug=event.slug)
                for event in by_city[name]
            ],
        }
        for name in ordered
    ]


def _line(event: Event, city: str, language: str, number: int) -> str:
    order = [language, event.original_language]
    words = clean(event.titles.read(order).text)
    place = joined(_venue(event, order), _holder(event, order))
    hour = dates.clock(event.local_starts_at) if event.has_hours else ""
    if language == "tr":
        where = "/".join(filter(None, (capitals(clean(city), language), hour.replace(":", "."))))
        return f"{number}- {words}. {place}. ({where})" if where else f"{number}- {words}. {place}."
    return f"{hour or _('Hour to be announced')} {DASH} {words}. {place}."


def _venue(event: Event, order: list[str]) -> str:
    if event.venue is None:
        return ""
    return joined(event.venue.names.read(order).text, event.venue.address.read(order).text)


def _holder(event: Event, order: list[str]) -> str:
    return event.organisation.names.read(order).text


def _days(first: date, last: date, language: str) -> str:
    if first == last:
        return dates.full(first, language)
    return dates.day_range(first, last, language)
