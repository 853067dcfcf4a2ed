"""jCal (RFC 7265): a calendar as JSON arrays, for those who ask for it."""

import json

from icalendar import Calendar


def document(calendar: bytes) -> bytes:
    """The same calendar, property for property."""
    data = Calendar.from_ical(calendar).to_jcal()
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
