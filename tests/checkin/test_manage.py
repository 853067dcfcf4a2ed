from eventsapp.checkin import queries
from eventsapp.checkin.models import Door
from eventsapp.extensions import db
from eventsapp.registration.models import Registration, Status
from tests.checkin.doors import make_door
from tests.factories import make_event, make_registration


def own(desk):
    return make_event(organisation=desk.organisation)


def test_index_adds_a_door_with_link_and_pin(desk):
    event = own(desk)

    desk.post(f"/desk/e/{event.id}/checkin", data={"name": "Main entrance", "may_add": "y"})
    page = desk.get(f"/desk/e/{event.id}/checkin").text

    (door,) = queries.doors_of(event)
    assert f"https://agenda.example.org/door/{door.code}" in page
    assert door.pin in page
    assert door.may_add


def test_index_asks_for_a_name(desk):
    event = own(desk)

    answer = desk.post(f"/desk/e/{event.id}/checkin", data={"name": ""})

    assert answer.status_code == 422
    assert "Enter a name, such as Main entrance." in answer.text
    assert queries.doors_of(event) == []


def test_renew_gives_a_new_pin_and_unlocks(desk):
    door = make_door(own(desk), failures=5)

    desk.post(f"/desk/e/{door.event_id}/checkin/doors/{door.id}/renew")

    found = db.session.get(Door, door.id)
    assert (found.failures, found.generation) == (0, 1)


def test_switch_closes_and_reopens(desk):
    door = make_door(own(desk))
    address = f"/desk/e/{door.event_id}/checkin/doors/{door.id}"

    desk.post(f"{address}/close")
    closed = db.session.get(Door, door.id).closed_at
    desk.post(f"{address}/reopen")

    assert closed is not None
    assert db.session.get(Door, door.id).closed_at is None


def test_people_are_let_in_from_the_desk(desk):
    event = own(desk)
    person = make_registration(event, name="Ada Bekova")

    answer = desk.post(
        f"/desk/e/{event.id}/checkin/people/{person.id}/entry", follow_redirects=True
    )

    assert "Ada Bekova: Checked in" in answer.text
    assert queries.person(person).inside_since is not None


def test_people_without_a_place_are_let_in_from_the_desk(desk):
    event = own(desk)
    waits = make_registration(event, name="Ada Bekova", status=Status.WAITLISTED)
    declined = make_registration(event, name="Emir Osman", status=Status.DECLINED)

    page = desk.get(f"/desk/e/{event.id}/checkin/people").text
    address = f"/desk/e/{event.id}/checkin/people"
    let_in = desk.post(f"{address}/{waits.id}/let_in", follow_redirects=True)
    refused = desk.post(f"{address}/{declined.id}/let_in", follow_redirects=True)

    assert page.count("Let in anyway") == 1
    assert "Ada Bekova: Checked in" in let_in.text
    assert "The organiser has decided about this person." in refused.text
    assert db.session.get(Registration, declined.id).status is Status.DECLINED


def test_note_is_written_changed_and_taken_away(desk):
    event = own(desk)
    person = make_registration(event)
    address = f"/desk/e/{event.id}/checkin/people/{person.id}/note"

    desk.post(address, data={"text": "Check the press card"})
    written = queries.note_of(person).text
    desk.post(address, data={"text": ""})

    assert written == "Check the press card"
    assert queries.note_of(person) is None
