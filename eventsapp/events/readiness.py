"""What an event still lacks before it can be published, each with the field that mends it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.events.details import Details


@dataclass(frozen=True)
class Missing:
    """One thing that is missing; `field` is its id on the Details tab."""

    field: str
    words: Any


def missing(details: Details) -> list[Missing]:
    """What is missing. A title is needed; hour, place and texts may be unknown."""
    lacks = []
    if not details.titles.get(details.original_language):
        lacks.append(Missing("titles", _l("A title in the original language.")))
    return lacks


class NotReady(Refusal):
    """The event lacks something without which nobody could use its page."""

    message = _l("The event cannot be published yet: it needs a title in its original language.")
    status = 422

    def __init__(self, lacks: list[Missing]) -> None:
        super().__init__()
        self.missing = lacks


def require(details: Details) -> None:
    """Raise NotReady where something is missing."""
    lacks = missing(details)
    if lacks:
        raise NotReady(lacks)
