import json

import pytest

from eventsapp.checkin import services as door
from eventsapp.checkin.models import Kind as Deeds
from eventsapp.checkin.services import Deed
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.registration import services as registration
from eventsapp.registration.details import AttendeeDetails
from eventsapp.webhooks import services as webhooks
from eventsapp.webhooks.models import Delivery, Kind
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_applicant,
    make_category,
    make_endpoint,
    make_event,
    make_intake,
    make_organisation,
    make_registration,
)


@pytest.fixture
def event(app):
    """An event of an organisation that has everything told to it."""
    made = make_event()
    make_endpoint(made.organisation)
    return made


def told():
    return [json.loads(each.body) for each in db.session.query(Delivery).order_by(Delivery.id)]


def kinds():
    return [each["type"] for each in told()]


def test_the_life_of_an_event_is_told(app):
    event = make_event(state=State.DRAFT)
    make_endpoint(event.organisation)

    events.publish(event, by=None, now=NOW)
    db.session.commit()
    events.cancel(event, reasons=Texts(en="Flood"), by=None, now=NOW)
    db.session.commit()
    events.reinstate(event, by=None, now=NOW)
    db.session.commit()

    assert kinds() == ["event.published", "event.cancelled", "event.published"]
    assert told()[1]["data"] == {"id": event.id, "state": "cancelled"}


def test_a_move_is_told_and_a_draft_is_nobodys_business(event):
    starts = event.local_starts_at.replace(hour=15)
    events.move(event, starts=starts, ends=None, doors=None, by=None, now=NOW)
    make_event(organisation=event.organisation, state=State.DRAFT)

    assert kinds() == ["event.changed"]


def test_registrations_are_told_by_number_and_never_by_name(event):
    category = make_category(event)
    details = AttendeeDetails(
        name="Ainura Bekova", email="ainura@example.org", category_id=category.id, language="ky"
    )

    made = registration.register(event, details, now=NOW)
    db.session.commit()
    registration.cancel(made, by_organiser=True, now=NOW)
    db.session.commit()

    assert kinds() == ["registration.added", "registration.changed"]
    data = {"id": made.id, "event_id": event.id}
    assert [each["data"] for each in told()] == [
        data | {"status": "confirmed"},
        data | {"status": "cancelled"},
    ]
    assert "inura" not in "".join(each.body for each in db.session.query(Delivery))


def test_the_door_is_told(event):
    person = make_registration(event)
    first = Deed(key="1", kind=Deeds.ENTRY, moment=NOW, person_id=person.id)
    for deed in (
        first,
        Deed(key="2", kind=Deeds.EXIT, moment=NOW, person_id=person.id),
        Deed(key="3", kind=Deeds.ENTRY, moment=NOW, person_id=person.id),
        Deed(key="4", kind=Deeds.UNDO, moment=NOW, person_id=person.id, undoes="3"),
    ):
        door.take(event, deed, door=None, now=NOW)
        db.session.commit()

    said = ["checkin.entered", "checkin.left", "checkin.entered", "checkin.undone"]
    assert kinds() == ["registration.added", *said]
    assert told()[1]["data"]["registration_id"] == person.id


def test_applications_of_the_press_are_told(event):
    make_intake(event)
    applicant = make_applicant(event)

    assert kinds()[-1] == "accreditation.changed"
    assert told()[-1]["data"] == {
        "id": applicant.id, "event_id": event.id, "status": "submitted"
    }  # fmt: skip


def test_what_is_rolled_back_is_not_told(event):
    events.cancel(event, reasons=Texts(), by=None, now=NOW)
    db.session.rollback()

    assert told() == []


def test_only_endpoints_of_the_organisation_that_want_to_know_are_told(app):
    event = make_event()
    chosen = make_endpoint(event.organisation, kinds=[Kind.EVENT_CANCELLED])[0]
    make_endpoint(event.organisation, kinds=[Kind.CHECKIN_ENTERED])
    make_endpoint(make_organisation())
    webhooks.pause(make_endpoint(event.organisation)[0])

    events.cancel(event, reasons=Texts(), by=None, now=NOW)
    db.session.commit()

    assert [each.endpoint_id for each in db.session.query(Delivery)] == [chosen.id]


def test_one_question_is_asked_for_any_number_of_changes(event):
    people = [make_registration(event, email=f"{number}@example.org") for number in range(3)]
    db.session.query(Delivery).delete()
    for person in people:
        person.release(NOW)

    with statements() as seen:
        db.session.flush()

    assert len([each for each in seen if "FROM event" in each and "webhook" in each]) == 1
    assert len(kinds()) == 3
