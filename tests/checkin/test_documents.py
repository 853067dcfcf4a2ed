"""The document at the door: compared by the server, written down, recorded on the entry."""

import uuid

import pytest
from sqlalchemy import select

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.sealing import seal
from eventsapp.checkin import documents
from eventsapp.checkin.models import Act, Attendance, Verdict
from eventsapp.checkin.services import take
from eventsapp.extensions import db
from tests.checkin.doors import entry, make_door, opened
from tests.factories import make_applicant, make_event, make_intake, make_registration, save

NUMBER = "AN 3081-442"
DIGITS = ("3081-442", "3081442")  # as written, and as compared


@pytest.fixture
def door(app):
    return make_door(checks_documents=True)


@pytest.fixture
def journalist(door):
    """Somebody accepted who has given the number of a document."""
    person = make_registration(door.event)
    make_applicant(door.event, registration=person, status=Standing.ACCEPTED, identity=seal(NUMBER))
    return person


def compare(person, number, door, now):
    done = documents.check(person, number, key=str(uuid.uuid4()), door=door, now=now)
    db.session.commit()
    return done.verdict


@pytest.mark.parametrize("typed", [NUMBER, "an3081442", " AN 3081 442 "])
def test_check_knows_the_number_however_it_is_written(door, journalist, now, typed):
    assert compare(journalist, typed, door, now) is Verdict.SAME_DOCUMENT


@pytest.mark.parametrize("typed", ["AN3081443", "442", "-"])
def test_check_knows_another_document(door, journalist, now, typed):
    assert compare(journalist, typed, door, now) is Verdict.OTHER_DOCUMENT


def test_check_before_the_entry_is_recorded_on_it(door, journalist, now):
    compare(journalist, NUMBER, door, now)

    take(door.event, entry(journalist), door=door, now=now)

    assert db.session.scalars(select(Attendance.document_matches)).all() == [True]


def test_check_of_who_is_inside_is_recorded_on_the_entry(door, journalist, now):
    take(door.event, entry(journalist), door=door, now=now)
    assert db.session.scalars(select(Attendance.document_matches)).all() == [None]

    compare(journalist, "another", door, now)

    assert db.session.scalars(select(Attendance.document_matches)).all() == [False]


def test_check_told_twice_is_written_down_once(door, journalist, now):
    key = str(uuid.uuid4())
    for _each in range(2):
        documents.check(journalist, NUMBER, key=key, door=door, now=now)

    assert len(db.session.scalars(select(Act)).all()) == 1


def test_check_does_not_let_anybody_guess(door, journalist, now):
    for number in range(documents.MOST_WRONG):
        compare(journalist, f"AN{number}", door, now)

    with pytest.raises(documents.NumberWrong):
        compare(journalist, NUMBER, door, now)


def test_page_says_what_came_of_it_and_shows_no_number(app, door, journalist):
    telephone = opened(app, door)
    address = f"/door/{door.code}/people/{journalist.id}"
    asked = telephone.get(f"{address}/document").text

    other = telephone.post(f"{address}/document", data={"number": "X1"}).text
    same = telephone.post(f"{address}/document", data={"number": NUMBER}).text

    assert "This is another document" in other
    assert "The document is the one that was given" in same
    assert not any(digits in page for page in (asked, other, same) for digits in DIGITS)
    assert f"{address}/document" not in telephone.get(address).text


def test_page_needs_a_number(app, door, journalist):
    address = f"/door/{door.code}/people/{journalist.id}/document"

    answer = opened(app, door).post(address, data={"number": " "})

    assert answer.status_code == 422
    assert db.session.scalars(select(Act)).all() == []


def test_list_marks_whose_document_is_to_be_looked_at_and_holds_no_number(app, door, journalist):
    guest = make_registration(door.event)

    told = opened(app, door).get(f"/door/{door.code}/list.json")

    marked = {each["id"]: each["document"] for each in told.json["people"]}
    assert marked == {journalist.id: True, guest.id: False}
    assert not any(digits in told.text for digits in DIGITS)


def test_another_door_knows_nothing_of_documents(app, door, journalist):
    plain = make_door(door.event)
    telephone = opened(app, plain)

    address = f"/door/{plain.code}/people/{journalist.id}/document"

    assert [telephone.get(address).status_code, telephone.post(address).status_code] == [302, 302]
    told = telephone.get(f"/door/{plain.code}/list.json").json["people"]
    assert not any(each["document"] for each in told)


def test_devices_cannot_send_a_check_of_their_own(app, door, journalist, now):
    act = {
        "id": str(uuid.uuid4()),
        "kind": "document",
        "at": now.isoformat(),
        "person": journalist.id,
    }

    answer = opened(app, door).post(
        f"/door/{door.code}/acts", json={"device": str(uuid.uuid4()), "acts": [act]}
    )

    assert answer.status_code == 422


def test_desk_offers_the_check_where_documents_are_asked_and_shows_it(desk, now):
    event = make_event(organisation=desk.organisation)
    intake = make_intake(event)
    page = f"/desk/e/{event.id}/checkin"
    before = desk.get(page).text
    intake.asks_identity = True
    save(intake)

    desk.post(page, data={"name": "Press entrance", "checks_documents": "y"})

    assert "checks_documents" not in before
    assert "checks_documents" in desk.get(page).text
    person = make_registration(event)
    make_applicant(event, registration=person, status=Standing.ACCEPTED, identity=seal(NUMBER))
    take(event, entry(person), door=None, now=now)
    door = db.session.scalars(select(Act)).one() and make_door(event, checks_documents=True)
    compare(person, NUMBER, door, now)
    assert "The document is the one that was given" in desk.get(f"{page}/people").text
