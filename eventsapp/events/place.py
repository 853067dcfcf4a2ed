"""Where an event takes place, as one line of text for lists, calendars and mails."""

from collections.abc import Iterable

from flask_babel import gettext as _

from eventsapp.core.texts import Texts
from eventsapp.events.models import Event


def place_line(event: Event, languages: Iterable[str]) -> str:
    """All of it: `main hall, Press Centre, Central Street 14, Osh`.

    `languages` is the reader's order. An event that is only online says so; one whose place
    is not stated gives an empty line.
    """
    return ", ".join(_read(place_texts(event), event, languages)) or _online(event)


def place_texts(event: Event) -> tuple[Texts | None, ...]:
    """What that line is made of, from the room to the city; None for what is not stated."""
    venue = event.venue
    return (
        event.room.names if event.room else None,
        venue.names if venue else None,
        venue.address if venue else None,
        event.place_notes,
        event.city.names if event.city else None,
    )


def short_place(event: Event, languages: Iterable[str]) -> str:
    """City and place alone: `Osh, Press Centre`; without a venue the note on the place."""
    where = event.venue.names if event.venue else event.place_notes
    parts = (event.city.names if event.city else None, where)
    return ", ".join(_read(parts, event, languages)) or _online(event)


def _read(parts: Iterable[Texts | None], event: Event, languages: Iterable[str]) -> list[str]:
    order = [*languages, event.original_language]
    read = (texts.read(order).text for texts in parts if texts)
    return list(dict.fromkeys(text for text in read if text))


def _online(event: Event) -> str:
    return _("Online") if event.online_url else ""
