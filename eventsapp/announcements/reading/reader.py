"""One text read from beginning to end: what announces what, field by field."""

from datetime import date

from eventsapp.announcements.reading import (
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
    type_names,
    types,
    versions,
    when,
)
from eventsapp.announcements.reading.findings import Doubt, Reading
from eventsapp.announcements.reading.text import LONGEST, Text


def read(raw: str, reference: date) -> Reading:
    """What a text announces. `reference` is the day on which it is read.

    Of a text longer than LONGEST only the beginning is read, and the reading says so. A text in
    several languages is read language by language.
    """
    text = Text(raw[:LONGEST])
    noise.drop(text)
    if len(raw) > LONGEST:
        reading = _read(text, reference)
        reading.doubts += (Doubt.TOO_LONG,)
        return reading
    parts = {
        code: (_read(text.keeping(lines), reference), lines)
        for code, lines in versions.part(text).items()
    }
    announced = [one for one, _lines in parts.values() if one.is_event and one.start_date]
    whole = parts and len(announced) == len(parts) and all(one.title for one in announced)
    return versions.join(parts) if whole else _read(text, reference)


def _read(text: Text, reference: date) -> Reading:
    reading = Reading(language="en")
    languages.read(text, reading)
    when.read(text, reading, reference)
    places.read(text, reading)
    cities.read(text, reading)
    types.read(text, reading)
    titles.read(text, reading)
    type_names.read(text, reading)
    bodies.read(text, reading)
    contacts.read(text, reading)
    people.read(text, reading)
    sayings.read(text, reading)
    decisions.read(text, reading)
    extras.read(text, reading)
    return reading
