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
    is_lost: bool = field(default=False, compare=False)  # one of its questions has no known answer

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

    Where nothing is left of what was asked for under one name, the filter lets more through than
    was meant and `is_lost`: a page may say so, a feed must not go on. `cities` and `organisers`
    are the known keys.
    """
    ignored: list[str] = []
    lost: list[str] = []

    def known(name: str, allowed: Any) -> tuple[str, ...]:
        given = dict.fromkeys(value for value in args.getlist(name) if value)
        found = tuple(value for value in given if value in allowed)
        ignored.extend(value for value in given if value not in allowed)
        lost.extend([name] if given and not found else [])
        return found

    def day(name: str) -> date | None:
        text = args.get(name, "")
        with suppress(ValueError):
            found = date.fromisoformat(text)
            if found.year in YEARS:
                return found
        ignored.extend([text] if text else [])
        lost.extend([name] if text else [])
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
        is_lost=bool(lost),
    )
