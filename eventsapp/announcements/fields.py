"""A reading as the plain fields of `flask announcements parse`: JSON with stable names."""

from typing import Any

from eventsapp.announcements.reading.findings import Document, Finding, Reading
from eventsapp.events.kinds import Type

_FOLDED = {
    Type.PUBLIC_HEARING.value,
    Type.CEREMONY.value,
}  # types of ours that the truth calls other


def as_fields(reading: Reading) -> dict[str, Any]:
    """The fields found, null or empty where nothing was."""
    deadline, type_ = _value(reading.accreditation_deadline), _value(reading.type)
    return {
        "lang": reading.language,
        "versions": {found.value.language: found.value.title for found in reading.versions},
        "is_event": reading.is_event,
        "title": _value(reading.title),
        "type": "other" if type_ in _FOLDED else type_,
        "type_name": _value(reading.type_name),
        "start_date": _iso(reading.start_date),
        "start_time": _clock(reading.start_time),
        "end_date": _iso(reading.end_date),
        "end_time": _clock(reading.end_time),
        "registration_time": _clock(reading.registration_time),
        "accreditation_deadline": deadline and deadline.isoformat(),
        "city": _value(reading.city),
        "venue": _value(reading.venue),
        "address": _value(reading.address),
        "phones": [found.value.e164 for found in reading.phones],
        "emails": [found.value for found in reading.emails],
        "urls": [found.value for found in reading.urls],
        "organisers": reading.organisers,
        "year_inferred": reading.year_inferred,
        "document": reading.document and reading.document.value.kind,
        "document_number": reading.document.value.number if reading.document else "",
        "document_date": _dated(reading.document),
        "bodies": [vars(found.value) for found in reading.bodies],
        "people": [vars(found.value) for found in reading.people],
        "agenda": [found.value for found in reading.agenda],
        "quotes": [vars(found.value) for found in reading.quotes],
        "decision": _value(reading.decision),
        "stages": [vars(found.value) for found in reading.stages],
        "source": _value(reading.source),
        "district": _value(reading.district),
        "figures": [vars(found.value) for found in reading.figures],
        "press_kit": _value(reading.press_kit),
        "side_visit": _value(reading.side_visit),
        "funding_line": _value(reading.funding_line),
        "boilerplates": [vars(found.value) for found in reading.boilerplates],
        "doubts": [str(doubt) for doubt in reading.doubts],
        "found": [_origin(name, finding) for name, finding in reading.found()],
    }


def _origin(name: str, finding: Finding[Any]) -> dict[str, Any]:
    doubt = finding.doubt and str(finding.doubt)
    return {"field": name, "spans": finding.spans, "mark": str(finding.mark), "doubt": doubt}


def _value(finding: Finding[Any] | None) -> Any:
    return finding.value if finding else None


def _dated(document: Finding[Document] | None) -> str | None:
    return document.value.day.isoformat() if document and document.value.day else None


def _iso(finding: Finding[Any] | None) -> str | None:
    return finding.value.isoformat() if finding else None


def _clock(finding: Finding[Any] | None) -> str | None:
    return f"{finding.value:%H:%M}" if finding else None
