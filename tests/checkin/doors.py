"""Doors for the tests."""

import uuid
from typing import Any

from eventsapp.checkin.models import Door, Kind
from eventsapp.checkin.services import Deed
from tests.conftest import NOW
from tests.factories import CREATED, make_event, save


def make_door(event: Any = None, **overrides: Any) -> Door:
    """The main entrance, with the PIN 2468."""
    fields = {"name": "Main entrance", "pin": "2468", "created_at": CREATED}
    return save(Door(event=event or make_event(), **fields | overrides))


def entry(person: Any = None, **more: Any) -> Deed:
    """One entry, told by a device."""
    fields = {"key": str(uuid.uuid4()), "kind": Kind.ENTRY, "moment": NOW}
    if person is not None:
        fields["person_id"] = person.id
    return Deed(**fields | more)


def opened(app: Any, door: Door) -> Any:
    """A telephone on which the PIN was typed."""
    telephone = app.test_client()
    answer = telephone.post(f"/door/{door.code}", data={"pin": door.pin})
    assert answer.status_code == 302, answer.text
    return telephone
