"""The venue of the directory that the place line of an imported event names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventsapp.core.search import fold
from eventsapp.core.texts import Texts
from eventsapp.venues.models import Room, Venue


@dataclass(frozen=True)
class Place:
    """Where an event goes; `rest` is its place line where that says more than the directory."""

    venue: Venue | None = None
    room: Room | None = None
    rest: str = ""


def find(line: str, directory: Sequence[Venue]) -> Place:
    """The venue whose name stands in the line in any language and script, the longest of them.

    Of venues with one name it is that of whose address and city the line has more.
    """
    words = fold(line)
    named = [venue for venue in directory if _standing(words, venue.names.every())]
    if not named:
        return Place(rest=line)
    venue = max(named, key=lambda one: (_longest(words, one), _shared(words, one), -one.id))
    room = next((room for room in venue.rooms if _standing(words, room.names.every())), None)
    known = _words(venue.names, venue.address, venue.city.names, *([room.names] if room else []))
    return Place(venue, room, "" if set(words.split()) <= known else line)


def _standing(words: str, names: Iterable[str]) -> list[str]:
    """The names, folded, that stand in the line as whole words."""
    return [name for name in map(fold, names) if name and f" {name} " in f" {words} "]


def _longest(words: str, venue: Venue) -> int:
    return max(map(len, _standing(words, venue.names.every())))


def _shared(words: str, venue: Venue) -> int:
    return len(_words(venue.address, venue.city.names) & set(words.split()))


def _words(*texts: Texts) -> set[str]:
    return {word for text in texts for one in text.every() for word in fold(one).split()}
