"""The registrations of an event as a table for Excel and its kin: UTF-8 with BOM, semicolons."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from flask_babel import gettext as _
from sqlalchemy import Select

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from eventsapp.registration.wording import STATUSES, answer_of

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BATCH = 500


def lines(wanted: Select[Registration], event: Event, language: str) -> Iterator[str]:
    """The table line by line, so that a long one never stands in memory."""
    yield BOM + _line(_headings())
    for person in db.session.scalars(wanted.execution_options(yield_per=BATCH)):
        yield _line(_cells(person, event, language))


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _headings() -> list[str]:
    return [
        _("Full name"),
        _("E-mail"),
        _("Phone"),
        _("Organisation"),
        _("Way of taking part"),
        _("Status"),
        _("Registered"),
        _("Language"),
        _("Entry code"),
        _("Comes with"),
        _("Answer"),
    ]


def _cells(person: Registration, event: Event, language: str) -> list[str]:
    return [
        person.name,
        person.email or "",
        person.phone,
        person.organisation_name,
        way(person.category, language),
        str(STATUSES[person.status]),
        dates.short_moment(person.registered_at, event.timezone, language),
        ENDONYMS[person.language],
        person.code,
        person.party.name if person.party else "",
        str(answer_of(person) or ""),
    ]


def _line(cells: Iterable[str]) -> str:
    text = StringIO()
    csv.writer(text, delimiter=";").writerow([harmless(cell) for cell in cells])
    return text.getvalue()
