"""The filters of lists and feeds, as their address says them: stable keys, several of each."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from eventsapp.core.texts import LANGUAGES
from eventsapp.events.kinds import Type

YEARS = range(1900, 2200)  # that a list can be asked for
OPEN = {
    "press": _l("Open to the press"),
    "public": _l("Public registration"),
    "stream": _l("Live stream"),
    "interpretation": _l("With interpretation"),
}


@dataclass(frozen=True)
class Filter:
    """What a reader wants to see. Empty means everything; a key given twice means either."""

    types: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()  # City.key
    organisers: tuple[str, ...] = ()  # Organisation.slug
    languages: tuple[str, ...] = ()  # spoken there or interpreted into
    open: tuple[str, ...] = ()  # each of OPEN must be true
    since: date | None = None  # day in the event's own zone
    until: date | None = None
    query: str = ""
    ignored: tuple[str, ...] = field(default=(), compare=False)  # values that were left out

    def to_args(self) -> dict[str, Any]:
        """The query of the address that says the same."""
        args = {
            "type": list(self.types),
            "city": list(self.cities),
            "organiser": list(self.organisers),
            "language": list(self.languages),
            "open": list(self.open),
            "from": self.since and self.since.isoformat(),
            "to": self.until and self.until.isoformat(),
            "q": self.query,
        }
        return {name: value for name, value in args.items() if value}

    def __bool__(self) -> bool:
        return bool(self.to_args())


def read(
    args: MultiDict[str, str], *, cities: Mapping[str, Any], organisers: Mapping[str, Any]
) -> Filter:
    """The filter that an address asks for; unknown values are left out and named in `ignored`.

    `cities` and `organisers` are the known keys.
    """
    ignored: list[str] = []

    def known(name: str, allowed: Any) -> tuple[str, ...]:
        given = dict.fromkeys(value for value in args.getlist(name) if value)
        ignored.extend(value for value in given if value not in allowed)
        return tuple(value for value in given if value in allowed)

    def day(name: str) -> date | None:
        text = args.get(name, "")
        with suppress(ValueError):
            found = date.fromisoformat(text)
            if found.year in YEARS:
                return found
        ignored.extend([text] if text else [])
        return None

    return Filter(
        types=known("type", set(Type)),
        cities=known("city", cities),
        organisers=known("organiser", organisers),
        languages=known("language", LANGUAGES),
        open=known("open", OPEN),
        since=day("from"),
        until=day("to"),
        query=args.get("q", "").strip()[:200],
        ignored=tuple(ignored),
    )
