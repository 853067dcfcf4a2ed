"""One person over all tables of an organisation: found, given out, erased."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.privacy.readers import READERS
from eventsapp.privacy.sources import SOURCES, Source


class NobodyFound(Refusal):
    """There is no record with this address."""

    message = _l("Nothing is stored here about this address.")


def found(organisation: Organisation, email: str) -> Mapping[str, Sequence[Any]]:
    """What is stored of a person, by the kind of record."""
    every = {
        str(source.name): source.find(organisation.id, email.strip().lower()) for source in SOURCES
    }
    return {name: records for name, records in every.items() if records}


def holders(email: str) -> Mapping[Organisation, int]:
    """Which organisations know a person, and how many records each has of them."""
    houses = select(Organisation).where(Organisation.keeper_id.is_(None)).order_by(Organisation.id)
    every = {house: found(house, email) for house in db.session.scalars(houses).all()}
    return {house: sum(map(len, kinds.values())) for house, kinds in every.items() if kinds}


def kept_for_readers(email: str) -> int:
    """How many records the installation itself has of a person: subscriptions, mails, an account."""
    address = email.strip().lower()
    return sum(len(source.find(0, address)) for source in READERS)


def export(organisation: Organisation, email: str) -> dict[str, Any]:
    """What is stored of a person, as JSON to be given to them (GDPR article 15 and 20)."""
    return {
        str(source.name): [
            _told(source, record) for record in source.find(organisation.id, email.strip().lower())
        ]
        for source in SOURCES
    }


def erase(organisation: Organisation, email: str, *, now: datetime) -> int:
    """Forget a person everywhere; numbers stay. Return how many records told of them.

    Raises NobodyFound, and ContactInUse where an event names them as its contact or speaker.
    """
    number = _forget(SOURCES, organisation.id, email, now)
    if not number:
        raise NobodyFound
    return number


def erase_everywhere(email: str, *, now: datetime) -> int:
    """Forget a person in every organisation and beside them. Return how many records told of them.

    Raises NobodyFound, and ContactInUse where an event names them as its contact or speaker.
    """
    number = sum(_forget(SOURCES, house.id, email, now) for house in holders(email))
    number += _forget(READERS, 0, email, now)
    if not number:
        raise NobodyFound
    return number


def _forget(sources: Sequence[Source], organisation_id: int, email: str, now: datetime) -> int:
    address, number = email.strip().lower(), 0
    for source in sources:
        for record in source.find(organisation_id, address):
            source.forget(record, now)
            number += 1
    db.session.flush()
    return number


def _told(source: Source, record: Any) -> dict[str, Any]:
    """What is given out of one record; events by their titles, too."""
    told = {column: _plain(getattr(record, column)) for column in source.columns}
    if "event_id" in source.columns:
        told["event"] = record.event.titles.read([record.event.original_language]).text
    return told | source.more(record)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value
