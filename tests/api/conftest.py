"""Programs that ask the interface with a token."""

from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsapp.checkin import services as door
from eventsapp.checkin.models import Attendance, Door, Kind
from eventsapp.checkin.services import Deed
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from tests.conftest import NOW
from tests.factories import make_city, make_organisation, make_registration, make_token

EVENT = {
    "type": "press_conference",
    "original_language": "en",
    "titles": {"en": "Safe learning environment"},
    "starts": "2030-12-04T12:00",
    "ends": "2030-12-04T13:30",
    "city": "osh",
    "categories": [{"mode": "room", "capacity": 2}],
}


def make_stay(
    event: Event, moment: datetime = NOW, at: Door | None = None, **who: Any
) -> Attendance:
    """Somebody who has come in, at a door or without one."""
    person = make_registration(event, **who)
    deed = Deed(key=f"{person.id}", kind=Kind.ENTRY, moment=moment, person_id=person.id)
    door.take(event, deed, door=at, now=moment)
    db.session.commit()
    return db.session.query(Attendance).filter_by(registration_id=person.id).one()


class Program(FlaskClient):
    """A program of `organisation`; what it sends carries its token."""

    organisation: Organisation

    def __init__(self, *arguments: Any, secret: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"

    def send(self, path: str, body: Any = None, method: str = "POST", **headers: str) -> Any:
        """Send JSON; a header is named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.open(f"/api/v1{path}", method=method, json=body or {}, headers=named)

    def read(self, path: str) -> Any:
        return self.get(f"/api/v1{path}")


@pytest.fixture
def program(app):
    """A program with every scope."""
    make_city(key="osh")
    organisation = make_organisation()
    made = Program(app, app.response_class, secret=make_token(organisation)[1])
    made.organisation = organisation
    return made


@pytest.fixture
def event(program):
    """A published event that a program has entered, as it reads it."""
    number = program.send("/events", EVENT).json["id"]
    return program.send(f"/events/{number}/publication").json
