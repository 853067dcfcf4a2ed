"""Words in braces that a message fills in: `{name}` for each person, `{place}` for the event."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.events.dateline import dateline
from eventsapp.events.models import Event
from eventsapp.web import locale

_BRACES = re.compile(r"\{([^{}\n]*)\}")
OF_PERSON: Mapping[str, Any] = {
    "name": _l("Full name"),
    "code": _l("Entry code"),
    "link": _l("Link to their own page"),
}
OF_EVENT: Mapping[str, Any] = {
    "title": _l("Title"),
    "date": _l("Day"),
    "time": _l("Hour"),
    "place": _l("Place"),
}
LABELS: Mapping[str, Any] = {**OF_PERSON, **OF_EVENT}


def used(text: str) -> set[str]:
    """The names in braces, known and unknown."""
    return set(_BRACES.findall(text))


def unknown(text: str) -> list[str]:
    """Those that mean nothing here, in alphabetical order."""
    return sorted(used(text) - LABELS.keys())


def empty(text: str, event: Event, language: str) -> list[str]:
    """Those that this event has nothing for, such as the hour of a day event."""
    values = of_event(event, language)
    return sorted(name for name in used(text) & values.keys() if not values[name])


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; what has none stays as it is."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def of_event(event: Event, language: str) -> dict[str, str]:
    """What the event's words stand for, in a language."""
    with locale.speaking(language):
        line = dateline(event, language)
        return {
            "title": event.titles.read([language, event.original_language]).text,
            "date": line.full_day,
            "time": line.hours,
            "place": line.place,
        }


def in_general(text: str, event: Event, language: str) -> str:
    """The text for somebody who is none of its readers: of what is each person's own, the name."""
    if not used(text):
        return text
    with locale.speaking(language):
        own = {name: f"[{label}]" for name, label in OF_PERSON.items()}
    return fill(text, of_event(event, language) | own)


def spell(names: Iterable[str]) -> str:
    """Names as they are typed: `{name}, {code}`."""
    return ", ".join(f"{{{name}}}" for name in names)
