"""What the fields of the screen hold at first: what was found, by their names."""

from typing import Any

from eventsapp.announcements import facts, matching, offered, translated
from eventsapp.announcements.reading.findings import Doubt, Finding, Reading
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.kinds import Type
from eventsapp.organisations.models import Organisation


def fields(reading: Reading, organisation: Organisation) -> dict[str, Any]:
    """The data of `CheckForm` for a reading; texts as long as their fields."""
    city, deadline = matching.city(reading), _value(reading.accreditation_deadline)
    return {
        "type": _value(reading.type) or Type.OTHER.value,
        "type_name": (_value(reading.type_name) or "")[:300],
        "language": reading.language if reading.language in LANGUAGES else "ru",
        "title": (_value(reading.title) or "")[:300],
        "starts_on": _value(reading.start_date),
        "starts_at": _value(reading.start_time),
        "is_uncertain": bool(reading.start_date and reading.start_date.doubt is Doubt.FEAST),
        "ends_on": _value(reading.end_date),
        "ends_at": _value(reading.end_time),
        "doors_at": _value(reading.registration_time),
        "closes_on": deadline and deadline.day,
        "closes_at": deadline and deadline.hour,
        "city": str(city.id) if city else "",
        "venue_name": (_value(reading.venue) or "")[:200],
        "address": (_value(reading.address) or "")[:300],
        "place_note": (_value(reading.district) or "")[:300],
        "online_url": _value(reading.online_url) or "",
        "bodies": _bodies(reading, organisation),
        "people": "\n".join(map(_person, reading.people)),
        "programme": "\n".join(found.value for found in reading.agenda),
        "visit": (_value(reading.side_visit) or "")[:300],
        "funding_line": (_value(reading.funding_line) or "")[:500],
        "source_url": (_value(reading.source) or "")[:1000],
        "versions": translated.as_found(reading),
        **facts.as_found(reading),
        **offered.as_found(reading, matching.contacts(reading, organisation), organisation),
    }


def _bodies(reading: Reading, organisation: Organisation) -> list[dict[str, str]]:
    known = matching.directory(organisation)
    rows = []
    for found in reading.bodies[:20]:
        same = matching.body(found.value.name, known)
        name = same.names.read([reading.language]).text if same else found.value.name
        rows.append({"name": name[:300], "role": found.value.role})
    return rows


def _person(found: Finding[Any]) -> str:
    person = found.value
    return f"{person.name}, {'; '.join(person.posts)}" if person.posts else person.name


def _value(found: Finding[Any] | None) -> Any:
    return found.value if found else None
