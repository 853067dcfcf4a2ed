"""Walk-ins who are on the list without a place: recognised, let in by right, put back by undo."""

import uuid

import pytest

from eventsapp.checkin import queries, services
from eventsapp.checkin.models import Kind, Verdict
from eventsapp.extensions import db
from eventsapp.registration import walkins
from eventsapp.registration.models import Registration, Status
from tests.checkin.doors import entry, make_door, opened
from tests.factories import make_category, make_event, make_registration


@pytest.fixture
def event(app):
    return make_event()


def take(event, deed, now, door=None):
    act = services.take(event, deed, door=door, now=now)
    db.session.commit()
    return act


def let_in(person, **more):
    return entry(person, kind=Kind.LET_IN, **more)


WITHOUT_PLACE = [
    Status.PENDING,
    Status.WAITLISTED,
    Status.OFFERED,
    Status.UNCONFIRMED_EMAIL,
    Status.CANCELLED,
]


@pytest.mark.parametrize("status", WITHOUT_PLACE)
def test_let_in_gives_the_record_a_place(event, now, status):
    make_category(event, capacity=0)
    person = make_registration(event, status=status)

    act = take(event, let_in(person), now)

    assert (act.verdict, person.status) == (Verdict.ADMITTED, Status.CONFIRMED)
    assert queries.person(person).inside_since == now


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (Status.PENDING, Status.PENDING),
        (Status.WAITLISTED, Status.WAITLISTED),
        (Status.OFFERED, Status.WAITLISTED),
        (Status.CANCELLED, Status.CANCELLED),
    ],
)
def test_undo_puts_the_person_back(event, now, status, after):
    person, came = make_registration(event, status=status), None
    came = let_in(person)
    take(event, came, now)

    act = take(event, entry(person, kind=Kind.UNDO, undoes=came.key), now)

    assert (act.verdict, person.status) == (Verdict.UNDONE, after)
    assert queries.person(person).inside_since is None


def test_undo_takes_no_place_that_the_organiser_gave_meanwhile(event, now):
    person = make_registration(event, status=Status.CONFIRMED)
    came = let_in(person)  # the list of the telephone is older
    take(event, came, now)

    take(event, entry(person, kind=Kind.UNDO, undoes=came.key), now)

    assert person.status is Status.CONFIRMED


@pytest.mark.parametrize(
    "fields",
    [{"status": Status.DECLINED}, {"status": Status.CANCELLED, "cancelled_by_organiser": True}],
    ids=["declined", "cancelled by the team"],
)
def test_let_in_is_refused_against_a_decision(event, now, fields):
    person = make_registration(event, **fields)

    with pytest.raises(walkins.NotLetIn):
        take(event, let_in(person), now)


def test_let_in_is_refused_for_the_press(event, now):
    press = make_category(event, for_press=True)
    person = make_registration(event, category=press, status=Status.CANCELLED)

    with pytest.raises(walkins.NotLetIn):
        take(event, let_in(person), now)


def test_let_in_needs_the_right(event, now):
    person = make_registration(event, status=Status.WAITLISTED)

    with pytest.raises(services.NobodyAdded):
        take(event, let_in(person), now, door=make_door(event, may_add=False))


def test_let_in_of_a_cancelled_record_means_the_one_that_stands(event, now):
    gone = make_registration(event, email="ada@example.org", status=Status.CANCELLED)
    stands = make_registration(event, email="ada@example.org", status=Status.WAITLISTED)

    act = take(event, let_in(gone), now)

    assert act.registration is stands
    assert (gone.status, stands.status) == (Status.CANCELLED, Status.CONFIRMED)


def test_same_people_are_found_by_address_and_by_name_in_any_script(event):
    named = make_registration(event, name="Нурлан Осмонов", status=Status.WAITLISTED)
    written = make_registration(event, name="Ada Bekova", email="ada@example.org")
    other = make_registration(event, name="Нурлан Осмонов уулу")
    for each in (named, written, other):
        each.refresh_search_key()
    db.session.commit()

    def same(name, email=None):
        return walkins.same_people(event, name, email)

    assert same("Osmonov Nurlan") == [named]
    assert same("Nobody Here", "ada@example.org") == [written]
    assert same("…") == []


def test_walk_in_page_shows_who_may_be_meant(app, event):
    door = make_door(event)
    telephone = opened(app, door)
    person = make_registration(event, name="Ada Bekova", status=Status.WAITLISTED)
    person.refresh_search_key()
    db.session.commit()
    answers = {"name": "Bekova Ada", "category_id": person.category_id, "key": str(uuid.uuid4())}

    asked = telephone.post(f"/door/{door.code}/walkin", data=answers)
    page = telephone.get(f"/door/{door.code}/people/{person.id}").text
    done = telephone.post(
        f"/door/{door.code}/people/{person.id}/let_in", data={"key": str(uuid.uuid4())}
    )

    assert asked.status_code == 409
    assert "This person may be on the list already." in asked.text
    assert f"/door/{door.code}/people/{person.id}" in asked.text
    assert "Let in anyway" in page
    assert "Checked in" in done.text
    assert db.session.query(Registration).count() == 1


def test_walk_in_page_takes_another_person_of_the_name(app, event):
    door = make_door(event)
    person = make_registration(event, name="Ada Bekova")
    person.refresh_search_key()
    db.session.commit()
    answers = {"name": "Ada Bekova", "category_id": person.category_id, "key": str(uuid.uuid4())}

    page = opened(app, door).post(f"/door/{door.code}/walkin", data=answers | {"is_another": "y"})

    assert "Checked in" in page.text
    assert db.session.query(Registration).count() == 2


def test_page_offers_nothing_at_a_door_for_the_list_alone(app, event):
    door = make_door(event, may_add=False)
    person = make_registration(event, status=Status.WAITLISTED)

    page = opened(app, door).get(f"/door/{door.code}/people/{person.id}").text

    assert "Let in anyway" not in page
