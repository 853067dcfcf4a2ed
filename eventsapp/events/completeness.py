"""How much of an event's texts exists in each language, for the rings of the desk."""

from typing import NamedTuple

from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.models import Event


class Written(NamedTuple):
    """How many texts exist in a language, of how many that exist in any."""

    language: str
    filled: int
    total: int


def completeness(event: Event) -> list[Written]:
    """Every language, the original first. Venue notes count where the venue has any."""
    written = [texts for texts in _counted(event) if texts]
    order = sorted(LANGUAGES, key=lambda code: code != event.original_language)
    return [
        Written(code, sum(bool(texts.get(code)) for texts in written), len(written))
        for code in order
    ]


def _counted(event: Event) -> list[Texts]:
    texts = [event.titles, event.summaries, event.descriptions, event.funding_lines]
    texts += [event.place_notes, event.type_names]
    return [*texts, event.venue.access] if event.venue else texts
