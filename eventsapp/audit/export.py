"""The log as a table for a spreadsheet: one line a changed detail, times in UTC."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import Select

from eventsapp.audit import wording
from eventsapp.audit.models import Entry
from eventsapp.core import sheets
from eventsapp.extensions import db
from eventsapp.registration.people.table import BATCH


def lines(wanted: Select[Entry], language: str) -> Iterator[str]:
    """The table line by line, so that a long one never stands in memory."""
    return sheets.csv_lines(_rows(wanted, language))


def _rows(wanted: Select[Entry], language: str) -> Iterator[list[str]]:
    yield [
        _("When (UTC)"),
        _("Who"),
        _("Network address"),
        _("What"),
        _("Record"),
        _("Number"),
        _("Name"),
        _("Detail"),
        _("Before"),
        _("After"),
    ]
    with db.session.scalars(wanted.execution_options(yield_per=BATCH)) as entries:
        for entry in entries:
            for detail in list(wording.changes(entry, language)) or [("", "", "")]:
                yield [*_beginning(entry), *detail]


def _beginning(entry: Entry) -> list[str]:
    return [
        f"{entry.made_at:%Y-%m-%d %H:%M:%S}",
        wording.author(entry),
        entry.address,
        str(wording.DEEDS[entry.deed]),
        wording.noun(entry),
        str(entry.subject_id),
        entry.label,
    ]
