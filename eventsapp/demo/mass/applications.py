"""A queue of the press of any length, at one event."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from eventsapp.accreditation import intake
from eventsapp.accreditation.details import IntakeDetails
from eventsapp.accreditation.kinds import Function, Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.contacts.keys import outlet_key
from eventsapp.contacts.outlet_models import Outlet, OutletKind
from eventsapp.core import search
from eventsapp.demo.mass.events import registered
from eventsapp.demo.mass.people import Somebody
from eventsapp.demo.mass.rows import Row, first_free, go_on_after, put
from eventsapp.demo.mass.words import REGIONS
from eventsapp.events.models import Event
from eventsapp.extensions import Model, db
from eventsapp.registration.models import Registration
from eventsapp.registration.models import Status as Standing

PLACES, OF_ONE_OUTLET = 500, 3
STANDINGS = (
    *(Status.SUBMITTED,) * 6,
    *(Status.INCOMPLETE, Status.ACCEPTED, Status.WAITLISTED, Status.DECLINED),
)
TABLES = (Outlet, Registration, Application, Applicant)

Rows = Iterator[tuple[type[Model], Row]]


def apply(event: Event, count: int, now: datetime) -> None:
    """Let so many journalists apply for an event; the caller commits."""
    asked = IntakeDetails(places=PLACES, outlet_limit=OF_ONE_OUTLET)
    queue = Queue(event, intake.arrange(event, asked).category_id, now)
    put(row for at in range(count) for row in queue.rows(at))
    go_on_after(*TABLES)


@dataclass
class Queue:
    """Applications for one event, numbered on from those that stand."""

    event: Event
    category_id: int  # of the accepted
    now: datetime

    def __post_init__(self) -> None:
        self.first = [first_free(model) for model in (Registration, Application, Applicant)]
        self.new_outlets = itertools.count(first_free(Outlet))
        standing = select(Outlet).where(Outlet.organisation_id == self.event.organisation_id)
        self.outlets = {each.key: each.id for each in db.session.scalars(standing)}

    def rows(self, at: int) -> Rows:
        """One journalist's application; with it their outlet, if it is its first."""
        registration, application, applicant = self.first
        person, status = Somebody(registration + at), STANDINGS[at % len(STANDINGS)]
        key = outlet_key(person.outlet)
        if key not in self.outlets:
            self.outlets[key] = next(self.new_outlets)
            yield Outlet, self._outlet(person.outlet, key)
        yield Application, self._application(application + at, person)
        yield Applicant, self._applicant(applicant + at, application + at, person, status)
        if status is Status.ACCEPTED:
            own = (person.number, self.event.id, self.category_id)
            yield Registration, registered(*own, Standing.CONFIRMED, self.now)

    def _outlet(self, name: str, key: str) -> Row:
        number = self.outlets[key]
        return {
            "id": number,
            "organisation_id": self.event.organisation_id,
            "name": name,
            "key": key,
            "kind": tuple(OutletKind)[number % len(OutletKind)],
            "country": ("KZ", "KG", "TR")[number % 3],
            "city": REGIONS[number % len(REGIONS)],
            "created_at": self.now,
        }

    def _application(self, number: int, person: Somebody) -> Row:
        return {
            "id": number,
            "event_id": self.event.id,
            "outlet_id": self.outlets[outlet_key(person.outlet)],
            "language": person.language,
            "created_at": self.now,
            "submitted_at": self.now - timedelta(minutes=number % 10_000),
            "is_late": number % 20 == 0,
        }

    def _applicant(self, number: int, application: int, person: Somebody, status: Status) -> Row:
        return {
            "id": number,
            "application_id": application,
            "event_id": self.event.id,
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "function": tuple(Function)[number % 3],
            "status": status,
            "status_at": self.now,
            "registration_id": person.number if status is Status.ACCEPTED else None,
            "search_key": search.key([person.name, person.email, person.outlet]),
        }
