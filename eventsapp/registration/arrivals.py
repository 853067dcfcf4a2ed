"""Rows of a file that become registrations, by the rules of the form.

The team vouches for these people: neither codes nor allowed addresses are looked at, nobody is
to be approved. Places, the waiting list and the number of each organisation hold as for everybody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventsapp.core import imports
from eventsapp.core.imports import Fault
from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import mails, seats, services
from eventsapp.registration.entry import admission, line, waiting
from eventsapp.registration.entry import letters as entry_letters
from eventsapp.registration.entry.admission import OrganisationFull, OrganisationMissing
from eventsapp.registration.imports.matching import Reader, Row
from eventsapp.registration.imports.models import RegistrationImport
from eventsapp.registration.models import LIVE, Registration, Status
from eventsapp.registration.people.models import Tag

Numbered = tuple[int, Row]


class Room:
    """The places of a claimed event, counted once for a batch of rows."""

    def __init__(self, event: Event, now: datetime) -> None:
        self.event = event
        self._count(now)
        if any(each.has_waiting_list and self.has_place(each) for each in event.categories):
            waiting.settle(event, now)  # who waits goes first
            self._count(now)

    def has_place(self, category: Category) -> bool:
        """Whether one more person fits."""
        return seats.places(self.event, self._taken).by_category[category.id].has_room()

    def take(self, category: Category) -> None:
        """One place fewer."""
        self._taken[category.id] += 1

    def category(self, number: int) -> Category:
        """A way of taking part by its number."""
        return next(each for each in self.event.categories if each.id == number)

    def _count(self, now: datetime) -> None:
        self._taken = Counter(line.taken(self.event, now, kept_back=now - mails.GRACE))


def take(
    standing: RegistrationImport, rows: Sequence[list[str]], now: datetime
) -> tuple[list[Registration], list[list[Any]]]:
    """Register the people of the next rows; also the faults of those who could not be."""
    event = events.claim(standing.event)
    found, faults = read(standing, rows, after=standing.taken)
    room, known = Room(event, now), known_of(event, found)
    made: list[Registration] = []
    for number, row in found:
        try:
            made.append(_admit(room, row, known, now))
        except Fault as fault:
            faults.append([number, *fault.told])
    db.session.flush()
    if standing.sends_letters:
        for person in made:
            entry_letters.greet(person, now, companions=())
    return made, sorted(faults)


def read(
    standing: RegistrationImport, rows: Iterable[list[str]], *, after: int = 0
) -> tuple[list[Numbered], list[list[Any]]]:
    """What these rows say, and which say nothing that can be used; numbers as in a spreadsheet."""
    return imports.read(Reader(standing).row, rows, after=after)


def known_of(event: Event, found: Sequence[Numbered]) -> set[str]:
    """Those of the addresses that are registered for the event already."""
    addresses = [row.details.email for _number, row in found]
    return {known for some in imports.in_parts(addresses) for known in _live(event, some)}


def _live(event: Event, addresses: Sequence[str]) -> Iterator[str]:
    wanted = select(Registration.email).where(
        Registration.event_id == event.id,
        Registration.email.in_(addresses),
        Registration.party_id.is_(None),
        Registration.status.in_(LIVE),
    )
    yield from filter(None, db.session.scalars(wanted))


def _admit(room: Room, row: Row, known: set[str], now: datetime) -> Registration:
    """One person more. Raises Fault."""
    if not seats.takes_by_hand(room.event):
        raise Fault("closed")
    if row.details.email in known:
        raise Fault("known")
    category = room.category(row.details.category_id)
    _require_share(category, row)
    status = _status(room, category, row)
    person = services.admit(category, row.details, status=status, now=now)
    db.session.add_all(Tag(registration_id=person.id, name=name) for name in row.tags)
    known.add(row.details.email)
    if person.has_seat:
        room.take(category)
    return person


def _status(room: Room, category: Category, row: Row) -> Status:
    if row.status is not None:
        return row.status
    if room.has_place(category):
        return Status.CONFIRMED
    if not category.has_waiting_list:
        raise Fault("full")
    return Status.WAITLISTED


def _require_share(category: Category, row: Row) -> None:
    try:
        admission.require(category, admission.comer(row.details, None))
    except OrganisationMissing:
        raise Fault("no_organisation") from None
    except OrganisationFull:
        raise Fault("many") from None
