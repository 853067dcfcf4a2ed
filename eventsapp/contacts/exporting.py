"""Contacts given out as files: a table for spreadsheets, cards for telephones."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Select

from eventsapp.contacts import cards, matching, queries
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.models import Contact
from eventsapp.core import sheets
from eventsapp.core.texts import ENDONYMS
from eventsapp.extensions import db

BATCH = 500
CARD = "text/vcard; charset=utf-8"
MEDIA_TYPES = {
    "csv": sheets.CSV,
    "xlsx": sheets.XLSX,
    "vcf": CARD,
    "3.vcf": CARD,  # for telephones that know no newer cards
}


def export(wanted: Select[Contact], form: str, today: date) -> Iterator[str] | Iterator[bytes]:
    """The contacts of a list or a search in one of the forms, piece by piece."""
    contacts = _read(wanted)
    if form == "csv":
        return sheets.csv_lines(_rows(contacts))
    if form == "xlsx":
        return sheets.xlsx(_rows(contacts))
    version = "3.0" if form == "3.vcf" else "4.0"
    return (cards.card(contact, version, today) for contact in contacts)


def _read(wanted: Select[Contact]) -> Iterator[Contact]:
    """Them in turn, forgetting each batch for the next."""
    everything = wanted.options(*queries.in_full()).execution_options(yield_per=BATCH)
    with db.session.scalars(everything) as contacts:
        yield from contacts


def _rows(contacts: Iterable[Contact]) -> Iterator[list[str]]:
    """Headings that an import understands, then one row for each contact."""
    yield [str(matching.FIELDS[name]) for name in _COLUMNS]
    for contact in contacts:
        yield _row(contact)


_COLUMNS = (
    "name", "email", "phone", "outlet", "post", "language", "beat", "region", "consent", "note",
    "consented_on", "last_met_on",
)  # fmt: skip


def _row(contact: Contact) -> list[str]:
    details = ContactDetails.of(contact)
    order = [details.original_language]
    days = (details.consented_on, details.last_met_on)
    return [
        details.names.read(order).text,
        "; ".join(details.emails),
        "; ".join(details.phones),
        details.outlet,
        "; ".join(post.written(details.original_language) for post in details.posts),
        ENDONYMS[details.language] if details.language else "",
        "; ".join(details.beats),
        "; ".join(details.regions),
        details.consent_source,
        details.note,
        *(day.isoformat() if day else "" for day in days),
    ]
