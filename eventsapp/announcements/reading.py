"""One text read from beginning to end: what announces what, field by field."""

from datetime import date

from eventsapp.announcements import (
    bodies,
    cities,
    contacts,
    decisions,
    extras,
    languages,
    noise,
    people,
    places,
    sayings,
    titles,
    types,
    when,
)
from eventsapp.announcements.findings import Doubt, Reading
from eventsapp.announcements.text import LONGEST, Text


def read(raw: str, reference: date) -> Reading:
    """What a text announces. `reference` is the day on which it is read.

    Of a text longer than LONGEST only the beginning is read, and the reading says so.
    """
    text = Text(raw[:LONGEST])
    noise.drop(text)
    reading = Reading(language="en")
    languages.read(text, reading)
    when.read(text, reading, reference)
    places.read(text, reading)
    cities.read(text, reading)
    types.read(text, reading)
    titles.read(text, reading)
    bodies.read(text, reading)
    contacts.read(text, reading)
    people.read(text, reading)
    sayings.read(text, reading)
    decisions.read(text, reading)
    extras.read(text, reading)
    if len(raw) > LONGEST:
        reading.doubts += (Doubt.TOO_LONG,)
    return reading
