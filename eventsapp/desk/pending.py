"""What the working copy of an event would change on its page, in words."""

from dataclasses import dataclass

from eventsapp.core.texts import Texts, reworded
from eventsapp.events import details, merging, wording
from eventsapp.events.details import Details
from eventsapp.events.models import Event, State


@dataclass(frozen=True)
class Pending:
    """One field that differs from the public page."""

    label: str
    before: str
    after: str


def changed(event: Event) -> list[Pending]:
    """Every field of the working copy that differs from what is public."""
    shown, typed = details.of(event), details.current(event)
    return [
        Pending(wording.label(name), wording.value(shown, name), wording.value(typed, name))
        for name in merging.differing(shown, typed)
    ]


def moves(event: Event) -> bool:
    """Whether publishing would change start or end, of which everybody has to hear."""
    shown, typed = details.of(event), details.current(event)
    first = (shown.starts, shown.ends, shown.precision, shown.zone)
    return first != (typed.starts, typed.ends, typed.precision, typed.zone)


def tells(event: Event) -> bool:
    """Whether publishing would change what people hear of: start, end, place or online link."""
    if event.state is State.CANCELLED:
        return False
    shown, typed = details.of(event), details.current(event)
    notes = reworded(shown.place_notes, typed.place_notes)
    return moves(event) or bool(notes) or _where(shown) != _where(typed)


def _where(what: Details) -> tuple:
    note = Texts(what.place_notes).read([what.original_language]).text
    city_id = None if what.venue_id else what.city_id  # that of the venue
    return what.venue_id, what.room_id, city_id, note, what.online_url
