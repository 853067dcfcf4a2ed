"""The line of questions: fair between outlets, led by the moderator, one who speaks."""

import pytest
from sqlalchemy.exc import IntegrityError

from eventsapp.accreditation import deciding, services
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.kinds import Attendance, Status
from eventsapp.accreditation.microphone import services as microphone
from eventsapp.accreditation.microphone.models import Stage, Turn
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.factories import CREATED, make_applicant, make_event, make_intake, make_user
from tests.signing_in import sign_in
from tests.together import together


@pytest.fixture
def event(desk):
    event = make_event(organisation=desk.organisation)
    make_intake(event).takes_questions = True
    db.session.commit()
    return event


def journalist(event, outlet, **more):
    return make_applicant(event, outlet=outlet, status=Status.ACCEPTED, **more)


def put(applicant, now, topic="Budget"):
    turn = microphone.put(applicant, topic, language="ky", now=now)
    db.session.commit()
    return turn


def line(event):
    return [turn.topic for turn in microphone.waiting(event.id)]


def test_put_lets_an_outlet_wait_once(event, now):
    first, colleague = journalist(event, "Osh TV"), journalist(event, "Osh TV")
    turn = put(first, now)

    with pytest.raises(microphone.OutletWaits):
        microphone.put(colleague, "More", language="ky", now=now)
    db.session.rollback()
    microphone.give_floor(turn, now=now)
    put(colleague, now, "More")

    assert line(event) == ["More"]


def test_put_is_for_accredited_people_while_questions_are_taken(event, now):
    with pytest.raises(microphone.NoQuestions):
        microphone.put(make_applicant(event), "", language="ky", now=now)
    microphone.open_line(event, is_open=False)
    with pytest.raises(microphone.NoQuestions):
        microphone.put(journalist(event, "Osh TV"), "", language="ky", now=now)


def test_waiting_puts_outlets_that_have_asked_behind_those_that_have_not(event, now):
    television, radio = journalist(event, "Osh TV"), journalist(event, "Radio Osh")
    microphone.give_floor(put(television, now), now=now)
    put(television, now, "Second of the television")
    put(radio, now, "First of the radio")

    assert line(event) == ["First of the radio", "Second of the television"]


def test_move_changes_places_and_stops_at_the_ends(event, now):
    one, two = (put(journalist(event, name), now, name) for name in ("A", "B"))

    microphone.move(two, up=True)
    assert line(event) == ["B", "A"]
    microphone.move(two, up=True)
    microphone.move(one, up=False)
    assert line(event) == ["B", "A"]


def test_give_floor_answers_who_spoke_before(event, now):
    one, two = (put(journalist(event, name), now, name) for name in ("A", "B"))

    microphone.give_floor(one, now=now)
    microphone.give_floor(two, now=now)

    assert (one.state, two.state) == (Stage.ANSWERED, Stage.ASKED)
    with pytest.raises(microphone.NoLongerWaiting):
        microphone.give_floor(two, now=now)


def test_colleagues_at_the_same_moment_get_one_place(app, event, now):
    people = [journalist(event, "Osh TV").id for _each in range(4)]

    def add(number):
        applicant = db.session.get(type(journalist_record), people[number])
        microphone.put(applicant, "Budget", language="ky", now=now)
        db.session.commit()
        return "in the line"

    journalist_record = make_applicant(event)
    outcomes = together(app, add, 4)

    assert outcomes == {"in the line": 1, "OutletWaits": 3}


def test_the_database_itself_keeps_an_outlet_from_waiting_twice(event, now):
    """Control: without the rule the index refuses what the race would store."""
    first = put(journalist(event, "Osh TV"), now)
    double = {
        name: getattr(first, name)
        for name in ("event_id", "applicant_id", "house", "language", "attendance", "created_at")
    }
    db.session.add(Turn(**double, position=9))

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_journalist_waits_sees_the_place_and_leaves(client, event):
    other, mine = journalist(event, "Osh TV"), journalist(event, "Radio Osh")
    for applicant in (other, mine):
        client.post(
            f"/a/{applicant.token}/microphone", data={"topic": "<i>Budget", "language": "ky"}
        )

    page = client.get(f"/a/{mine.token}/microphone").text
    assert "Your place in the line: 2" in page
    assert "<i>Budget" not in page

    client.post(f"/a/{other.token}/microphone/withdrawal")
    assert "Your place in the line: 1" in client.get(f"/a/{mine.token}/microphone").text


def test_journalist_is_told_why_there_is_no_place(client, event, now):
    put(journalist(event, "Osh TV"), now)

    page = client.post(
        f"/a/{journalist(event, 'Osh TV').token}/microphone",
        data={"topic": "Schools", "language": "ky"},
    )

    assert page.status_code == 422
    assert "Your outlet has a question in the line already." in page.text
    assert 'value="Schools"' in page.text


def test_journalist_who_is_not_accredited_is_led_to_the_own_page(client, event):
    applicant = make_applicant(event)

    assert client.get(f"/a/{applicant.token}/microphone").location.endswith(f"/a/{applicant.token}")


def test_moderator_leads_the_line(desk, event, now):
    turn = put(journalist(event, "Osh TV"), now, "Schools")
    turn.attendance = Attendance.REMOTE
    db.session.commit()
    address = f"/desk/e/{event.id}/press/microphone"

    page = desk.get(address).text
    assert "Schools" in page
    assert "Online, with questions" in page

    desk.post(f"{address}/{turn.id}/floor")
    assert "Has the floor" in desk.get(address).text
    desk.post(f"{address}/{turn.id}/written")
    assert "Answer follows in writing" in desk.get(address).text
    desk.post(f"{address}/closed")
    assert "Nobody waits for the microphone." in desk.get(address).text


def test_who_does_not_come_any_more_waits_no_longer_and_keeps_no_colleague_from_it(event, now):
    first, colleague = journalist(event, "Osh TV"), journalist(event, "Osh TV")
    turn = put(first, now)
    services.withdraw(first, now=now)
    db.session.commit()

    gone = line(event)
    with pytest.raises(microphone.NoLongerWaiting):
        microphone.move(turn, up=True)
    put(colleague, now, "More")

    assert (gone, line(event)) == ([], ["More"])


def test_moderator_may_be_of_the_press_service_alone(app, event, now):
    turn = put(journalist(event, "Osh TV"), now)
    colleague = make_user(organisation=event.organisation, role=Role.PRESS)
    browser = sign_in(app.test_client(), colleague)

    answer = browser.post(f"/desk/e/{event.id}/press/microphone/{turn.id}/floor")

    assert answer.status_code == 302


def test_journalist_finds_the_way_to_ask_beside_the_entry_code(client, event):
    applicant = make_applicant(event)
    versions = {applicant.id: applicant.version}
    deciding.decide(event, versions, Verdict(Status.ACCEPTED), by=None, now=CREATED)
    db.session.commit()

    page = client.get(f"/a/{applicant.token}").text

    assert f"/a/{applicant.token}/microphone" in page
    assert applicant.registration.code[:4] in page
    assert "<svg" in page
