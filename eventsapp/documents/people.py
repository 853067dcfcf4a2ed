"""Who stands on lists, plates and badges: those with a part in the event, then those with a place."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsapp.core import qr
from eventsapp.core.alphabets import sort_key
from eventsapp.core.tokens import spell_code
from eventsapp.documents.content import masthead, posts, read
from eventsapp.documents.kinds import Kind
from eventsapp.documents.words import clean
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.programme import queries as programme
from eventsapp.programme.forms import ROLES
from eventsapp.programme.models import Participation, PersonRole
from eventsapp.registration.models import Registration, Status
from eventsapp.web.locale import current_language, speaking

SEATED_AT_TABLE = (
    PersonRole.CHAIR,
    PersonRole.MODERATOR,
    PersonRole.SPEAKER,
    PersonRole.PARTICIPANT,
)
SIZES = {Kind.BADGES: (86, 54), Kind.BADGES_SMALL: (86, 54), Kind.BADGES_LARGE: (96, 134)}


def silence(_done: int) -> None:
    """Tell nobody how far it is."""


def count(event: Event) -> int:
    """How many people a list or the badges hold."""
    coming = select(func.count(Registration.id)).where(*_comes(event))
    return len(programme.people(event)) + (db.session.scalar(coming) or 0)


def table(event: Event, kind: Kind, language: str) -> dict[str, Any]:
    """The list of participants or the attendance sheet."""
    signed = kind is Kind.ATTENDANCE
    with speaking(language):
        headings = ["№", _("Full name"), _("Post or organisation")]
        return masthead(event, kind) | {
            "signed": signed,
            "headings": [*headings, _("Signature")] if signed else headings,
            "people": [
                *(
                    {"name": _name(each), "about": posts(event, each)}
                    for each in programme.people(event)
                ),
                *(
                    {"name": clean(each.name), "about": clean(each.organisation_name)}
                    for each in _registered(event)
                ),
            ],
        }


def plates(event: Event, languages: Sequence[str]) -> dict[str, Any]:
    """Name plates; the two halves show the first and the last of the languages."""
    with speaking(languages[0]):
        head = masthead(event, Kind.PLATES)
    seated = [each for each in programme.people(event) if each.role in SEATED_AT_TABLE]
    return head | {
        "people": [[_half(event, each, language) for language in languages] for each in seated]
    }


def badges(event: Event, kind: Kind, language: str, tell: Callable[[int], None]) -> dict[str, Any]:
    """The badges with their codes as SVG; `tell` hears how many are drawn."""
    width, height = SIZES[kind]
    with speaking(language):
        content = masthead(event, kind) | {
            "event": read(event, event.titles),
            "width": width,
            "height": height,
            "on-sheets": kind is Kind.BADGES,
            "people": [
                *(_part_badge(event, each) for each in programme.people(event)),
                *map(_guest_badge, _registered(event)),
            ],
        }
    draw(content["people"], tell)
    return content


def badge(person: Registration) -> dict[str, Any]:
    """The badge of one person, in their language."""
    width, height = SIZES[Kind.BADGES_SMALL]
    with speaking(person.language):
        content = masthead(person.event, Kind.BADGES_SMALL) | {
            "event": read(person.event, person.event.titles),
            "width": width,
            "height": height,
            "on-sheets": False,
            "people": [_guest_badge(person)],
        }
    draw(content["people"])
    return content


def draw(people: Iterable[dict[str, str]], tell: Callable[[int], None] = silence) -> None:
    """Draw the code of each, which was its text; `tell` hears how many are drawn.

    All was read before, so that the transaction can end whenever somebody is told.
    """
    for number, each in enumerate(people):
        tell(number)
        each["qr"] = qr.svg(each["qr"], border=qr.BORDER) if each["qr"] else ""


def _comes(event: Event) -> tuple[Any, ...]:
    return (
        Registration.event_id == event.id,
        Registration.status == Status.CONFIRMED,
        Registration.erased_at.is_(None),
    )


def _registered(event: Event) -> Sequence[Registration]:
    wanted = select(Registration).where(*_comes(event)).options(joinedload(Registration.category))
    return by_name(db.session.scalars(wanted))


def by_name(people: Iterable[Registration]) -> list[Registration]:
    """In the order of the alphabet of the language that is spoken."""
    language = current_language()
    return sorted(people, key=lambda each: sort_key(each.name, language))


def _name(person: Participation) -> str:
    return read(person.event, person.contact.names)


def _half(event: Event, person: Participation, language: str) -> dict[str, str]:
    with speaking(language):
        return {"language": language, "name": _name(person), "about": posts(event, person)}


def _part_badge(event: Event, person: Participation) -> dict[str, str]:
    return {
        "name": _name(person),
        "about": posts(event, person),
        "label": str(ROLES[person.role]),
        "band": "speaker",
        "qr": "",
        "alt": "",
    }


def _guest_badge(person: Registration) -> dict[str, str]:
    return {
        "name": clean(person.name),
        "about": clean(person.organisation_name),
        "label": clean(way(person.category, current_language())),
        "band": "press" if person.category.for_press else "guest",
        "qr": person.qr_text,
        "alt": _("Entry code %(code)s", code=spell_code(person.code)),
    }
