"""Regions, many of which are called by a city: they are no towns to choose and no houses to enter."""

import re
from dataclasses import replace

from eventsapp.announcements.reading.findings import Mark, Reading
from eventsapp.announcements.reading.text import Text

WORD = re.compile(r"\s+(облусу|облысы|област[ьи]|обл\.|region|oblast|province|ili)")  # after a name
_REGION = re.compile(r"(?:[\w-]+ ){1,2}(?:облусу|облысы|область|region|oblast|province|ili)")


def name(city: str, word: str) -> str:
    """What a region is called, from the city before its word: `Ош облусу`, `Актюбинская область`."""
    is_russian = word.startswith(("област", "обл.")) and city.endswith("ск")
    return f"{city}ая область" if is_russian else f"{city} {word}"


def keep(reading: Reading) -> None:
    """Let a region stand in the words about the place; it is no venue."""
    for found in (reading.city, reading.venue):
        if found and _REGION.fullmatch(Text(found.value).low):
            reading.district = reading.district or replace(found, mark=Mark.CHECK)
            reading.venue = None if found is reading.venue else reading.venue
