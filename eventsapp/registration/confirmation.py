"""The words of a confirmation: written once for all who come to an event in one way."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from eventsapp.core.tokens import spell_code
from eventsapp.events.category_models import Category, Mode
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.mail.circulars import Circular, mark
from eventsapp.registration.letterhead import letterhead
from eventsapp.registration.models import Registration
from eventsapp.web import memory

TEMPLATE = "registration/confirmed"
_OWN = ("ticket_url", "manage_url", "answer_url", "code")


def words(registration: Registration, companions: int) -> Circular:
    """What everybody reads who comes in this way with so many companions."""
    event, category, language = registration.event, registration.category, registration.language
    key = ("confirmation", event.id, event.version, category.id, language, companions)
    make = partial(_circular, event, category, language, companions)
    return memory.until_published(key, make)


def own(
    registration: Registration, companions: Sequence[Registration], links: Mapping[str, str]
) -> dict[str, str]:
    """What only this person reads: links, the entry code, the names and codes of companions."""
    said = {**links, "code": spell_code(registration.code)}
    for number, companion in enumerate(companions):
        said |= {f"name_{number}": companion.name, f"code_{number}": spell_code(companion.code)}
    return said


def _circular(event: Event, category: Category, language: str, companions: int) -> Circular:
    """No person is at hand here, so that nobody's data can get into what others read."""
    context: dict[str, Any] = {
        "way": way(category, language),
        "in_room": category.mode is Mode.ROOM,
        "asks_answer": True,
        "companions": [(mark(f"name_{each}"), mark(f"code_{each}")) for each in range(companions)],
        **letterhead(event, language),
    }
    return Circular(TEMPLATE, language, context, own=_OWN)
