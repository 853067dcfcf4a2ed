"""The values of Details in words, for the page that asks which of two edits is to stay."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsapp.contacts.models import Contact
from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.details import Answerer, Body, Details, Seats
from eventsapp.events.form_parts import VISIBILITIES, ReadersPart, TextsPart
from eventsapp.events.form_rows import ROLES
from eventsapp.events.kinds import KINDS
from eventsapp.events.models import Event, Precision
from eventsapp.events.ways import MODES
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City, Room, Venue
from eventsapp.web import locale

LABELS = {
    "times": _l("Date and hours"),
    "place": _l("City, venue and room"),
    "place_notes": _l("Note on the place"),
    "online_url": _l("Online link"),
    "online_is_public": _l("Public stream"),
    "bodies": _l("Organisations"),
    "contacts": _l("Press contacts"),
    "categories": _l("Registration"),
    "parent_id": _l("Part of"),
}


def label(name: str) -> str:
    """What a field is called; a text says its language too."""
    name, _dot, language = name.partition(".")
    known = LABELS.get(name) or _label_of_part(name)
    return f"{known}, {ENDONYMS[language]}" if language else str(known)


def value(what: Details | None, name: str) -> str:
    """The value of a field in words; empty for one that is not set."""
    if what is None:
        return ""
    name, _dot, language = name.partition(".")
    if language:
        return str(getattr(what, name).get(language, ""))
    if name in _WORDS:
        return _WORDS[name](what)
    return _plain(getattr(what, name))


def _label_of_part(name: str) -> Any:
    for part in (TextsPart, ReadersPart):
        if hasattr(part, name):
            return getattr(part, name).args[0]
    return name


def _plain(given: Any) -> str:
    if isinstance(given, bool):
        return _("Yes") if given else _("No")
    if isinstance(given, tuple):
        return ", ".join(ENDONYMS[code] for code in given if code in ENDONYMS)
    return "" if given is None else str(given)


def _times(what: Details) -> str:
    language = locale.current_language()
    if what.precision is Precision.TIME:
        parts = [dates.day_and_hours(what.starts, what.ends, language)]
    else:
        parts = [dates.full(day.date(), language) for day in (what.starts, what.ends) if day]
    if what.precision is Precision.UNCERTAIN:
        parts.append(_("not certain"))
    if what.doors:
        parts.append(_("doors open at %(hour)s", hour=dates.clock(what.doors)))
    return ", ".join([*parts, what.zone] if what.zone else parts)


def _place(what: Details) -> str:
    records = ((Room, what.room_id), (Venue, what.venue_id), (City, what.city_id))
    return ", ".join(filter(None, (_name(model, number) for model, number in records)))


def _body(body: Body) -> str:
    name = body.name or _name(Organisation, body.organisation_id)
    return f"{ROLES[body.role]}: {name}"


def _answerer(contact: Answerer) -> str:
    if contact.contact_id:
        return _name(Contact, contact.contact_id) or _("Press contact")
    return ", ".join(filter(None, (contact.name, *contact.phones, *contact.emails)))


def _seats(seats: Seats) -> str:
    parts = [str(MODES[seats.mode]), *seats.names.values()]
    if seats.capacity is not None:
        parts.append(str(seats.capacity))
    if seats.opens:
        parts.append(_("opens %(moment)s", moment=_moment(seats.opens)))
    if seats.closes:
        parts.append(_("closes %(moment)s", moment=_moment(seats.closes)))
    if seats.code:
        parts.append(_("with the code %(code)s", code=seats.code))
    if seats.by_invitation:
        parts.append(_("by invitation"))
    if seats.allowed:
        parts.append(_("for %(addresses)s", addresses=", ".join(seats.allowed)))
    if seats.organisation_limit:
        parts.append(_("at most %(number)s of one organisation", number=seats.organisation_limit))
    return ", ".join(parts if seats.is_open else [*parts, _("closed")])


def _moment(local: datetime) -> str:
    return f"{dates.short(local, locale.current_language())} {dates.clock(local)}"


def _name(model: type[Any], number: int | None) -> str:
    record = db.session.get(model, number) if number else None
    return locale.read(record.names) if record else ""


def _parent(what: Details) -> str:
    parent = db.session.get(Event, what.parent_id) if what.parent_id else None
    return locale.read(parent.titles, parent.original_language) if parent else ""


def _rows(name: str, words: Callable[[Any], str]) -> Callable[[Details], str]:
    return lambda what: "\n".join(words(row) for row in getattr(what, name))


_WORDS: dict[str, Callable[[Details], str]] = {
    "times": _times,
    "place": _place,
    "type": lambda what: str(KINDS[what.type].name),
    "original_language": lambda what: ENDONYMS[what.original_language],
    "visibility": lambda what: str(VISIBILITIES[what.visibility]),
    "bodies": _rows("bodies", _body),
    "contacts": _rows("contacts", _answerer),
    "categories": _rows("categories", _seats),
    "parent_id": _parent,
}
