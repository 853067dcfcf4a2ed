from datetime import timedelta

import pytest

from eventsapp.accreditation.kinds import Status
from tests.api.conftest import make_stay
from tests.checkin.doors import make_door
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_applicant, make_event, make_intake


@pytest.fixture
def held(program):
    """An event of the program's organisation, with a door."""
    return make_event(organisation=program.organisation)


def test_checkins_say_who_came_when_by_which_door(program, held):
    west = make_door(held)
    person = make_stay(held, at=west)
    make_stay(make_event())

    [entry] = program.read("/checkins").json["items"]

    assert (entry["event_id"], entry["registration_id"]) == (held.id, person.registration_id)
    assert (entry["door"], entry["left_at"], entry["undone_at"]) == (west.name, None, None)
    assert entry["entered_at"] == "2026-11-26T06:00:00+00:00"


def test_checkins_of_a_day_go_from_page_to_page(program, held):
    came = [
        make_stay(held, NOW + timedelta(minutes=each), email=f"{each}@x.org") for each in range(3)
    ]
    make_stay(held, NOW + timedelta(days=1), email="late@example.org")
    day = "/checkins?limit=2&entered_from=2026-11-26T00:00:00Z&entered_to=2026-11-27T00:00:00Z"

    first = program.read(day).json
    second = program.read(f"{day}&cursor={first['next']}").json

    found = [each["registration_id"] for each in first["items"] + second["items"]]
    assert found == [each.registration_id for each in came]
    assert second["next"] is None


def test_checkins_of_one_event(program, held):
    make_stay(held)
    other = make_event(organisation=program.organisation)
    person = make_stay(other)

    found = program.read(f"/checkins?event_id={other.id}").json["items"]

    assert [each["registration_id"] for each in found] == [person.registration_id]


def test_one_is_read_by_the_number_that_a_webhook_tells(program, held):
    make_intake(held)
    make_stay(held)
    applicant = make_applicant(held, status=Status.ACCEPTED)
    draft = make_applicant(held, status=Status.DRAFT)
    [entry] = program.read("/checkins").json["items"]
    [accreditation] = program.read(f"/events/{held.id}/accreditations").json["items"]

    assert program.read(f"/checkins/{entry['id']}").json == entry
    assert program.read(f"/accreditations/{applicant.id}").json == accreditation
    assert program.read(f"/accreditations/{draft.id}").status_code == 404


def test_accreditations_name_outlet_and_standing_and_no_document(program, held):
    make_intake(held)
    accepted = make_applicant(held, status=Status.ACCEPTED)
    make_applicant(held, status=Status.DRAFT)

    found = program.read(f"/events/{held.id}/accreditations").json["items"]

    assert [each["id"] for each in found] == [accepted.id]
    assert (found[0]["status"], found[0]["outlet"]) == ("accepted", accepted.outlet_name)
    assert "identity" not in found[0]


def test_accreditations_by_standing(program, held):
    make_intake(held)
    make_applicant(held, status=Status.ACCEPTED)
    waiting = make_applicant(held, status=Status.WAITLISTED)
    path = f"/events/{held.id}/accreditations"

    found = program.read(f"{path}?status=waitlisted").json["items"]

    assert [each["id"] for each in found] == [waiting.id]
    assert program.read(f"{path}?status=draft").status_code == 422


@pytest.mark.parametrize("path", ["/checkins", "/events/{id}/accreditations"])
def test_lists_ask_as_often_for_many_as_for_one(program, held, path):
    make_intake(held)
    address = path.format(id=held.id)
    make_stay(held, email="first@example.org")
    make_applicant(held)
    program.read(address)  # notes the day on the token
    with statements() as one:
        program.read(address)
    for number in range(3):
        make_stay(held, email=f"{number}@example.org")
        make_applicant(held)
    with statements() as many:
        program.read(address)

    assert len(many) == len(one)


def test_what_has_not_changed_is_not_sent_again(program, held):
    make_stay(held)
    first = program.read("/checkins")
    tag = {"If-None-Match": first.headers["ETag"]}

    again = program.get("/api/v1/checkins", headers=tag)
    make_stay(held, email="next@example.org")
    later = program.get("/api/v1/checkins", headers=tag)

    assert (again.status_code, again.data) == (304, b"")
    assert (later.status_code, len(later.json["items"])) == (200, 2)
