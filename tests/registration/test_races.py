"""Many people at once, each in a thread with a connection of their own, on either database.

Each promise has a control: with the turn-taking left out, the same race breaks it.
"""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.registration import seats, services
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.imports import services as imports
from eventsapp.registration.imports.models import RegistrationImport
from eventsapp.registration.models import Registration
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration
from tests.signing_in import sign_in
from tests.together import THREADS, together


def details(category_id, number, **overrides):
    given = {"name": f"Person {number}", "email": f"person{number}@example.org", "language": "en"}
    return AttendeeDetails(**given | {"category_id": category_id} | overrides)


def register(event_id, answers):
    event = db.session.get(Event, event_id)
    services.register(event, answers, now=NOW)
    db.session.commit()
    return "registered"


@pytest.fixture
def nearly_full(app):
    """An event of 100 places with five left: (id of the event, id of its category)."""
    category = make_category(make_event(capacity=100), capacity=100)
    for _ in range(95):
        make_registration(category.event, category=category)
    return category.event.id, category.id


def test_register_fills_the_last_places_exactly(app, nearly_full):
    event_id, category_id = nearly_full

    outcomes = together(app, lambda number: register(event_id, details(category_id, number)))

    db.session.expire_all()
    assert outcomes == {"registered": 5, "EventFull": 3}
    assert seats.places(db.session.get(Event, event_id)).taken == 100
    assert db.session.scalar(select(func.count(Message.id))) == 5


def test_without_taking_turns_the_same_race_oversells(app, nearly_full):
    """The control: count, wait for the others, insert: what `events.claim` forbids."""
    event_id, category_id = nearly_full
    counted = threading.Barrier(THREADS)

    def count_then_insert(number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            taken = reading.scalar(
                select(func.count(Registration.id)).where(Registration.event_id == event_id)
            )
        counted.wait()
        if taken >= 100:
            return "full"
        make_registration(db.session.get(Event, event_id), category=_category(category_id))
        return "registered"

    together(app, count_then_insert)

    db.session.expire_all()
    assert seats.places(db.session.get(Event, event_id)).taken > 100


def test_register_the_same_form_twice_at_once_counts_once(app):
    category = make_category()
    event_id, answers = category.event.id, details(category.id, 1, form_key="one")

    together(app, lambda _number: register(event_id, answers))

    assert db.session.scalar(select(func.count(Registration.id))) == 1
    assert db.session.scalars(select(Message.template)).all() == ["registration/confirmed"]


def test_register_the_same_address_twice_at_once_keeps_one_place(app):
    category = make_category()
    event_id, category_id = category.event.id, category.id

    def fill_in(number):
        return register(event_id, details(category_id, 1, form_key=f"form {number}"))

    outcomes = together(app, fill_in)

    templates = Counter(db.session.scalars(select(Message.template)))
    assert outcomes == {"registered": THREADS}
    assert db.session.scalar(select(func.count(Registration.id))) == 1
    assert templates == {"registration/confirmed": 1, "registration/link": 1}


@pytest.fixture
def colleagues(app, desk):
    """A browser for each of many organisers of one organisation."""
    browsers = []
    for _number in range(THREADS):
        browser = app.test_client()
        sign_in(browser, desk.user)
        browsers.append(browser)
    return browsers


def test_organisers_who_register_one_person_at_once_are_told(app, desk, colleagues):
    starts = NOW.replace(tzinfo=None) + timedelta(days=30)
    category = make_category(make_event(organisation=desk.organisation, starts=starts))
    address = f"/desk/e/{category.event.id}/registrations/new"
    typed = {"name": "Ada King", "email": "ada@example.org", "language": "en"}
    typed["category_id"] = str(category.id)

    def enter(number):
        answer = colleagues[number].post(address, data=typed | {"form_key": f"form {number}"})
        return answer.status_code, "is registered for the event already" in answer.text

    outcomes = together(app, enter)

    assert outcomes == {(302, False): 1, (422, True): THREADS - 1}
    assert db.session.scalar(select(func.count(Registration.id))) == 1
    assert db.session.scalars(select(Message.template)).all() == ["registration/confirmed"]


def test_without_taking_turns_organisers_find_nobody_and_the_index_stops_them(app):
    """The control: all look, then all write; one row alone gets past the database."""
    category = make_category()
    event_id, category_id = category.event.id, category.id
    looked = threading.Barrier(THREADS)

    def look_then_write(_number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            found = reading.scalar(
                select(Registration.id).where(Registration.email == "ada@example.org")
            )
        looked.wait()
        if found:
            return "found"
        try:
            event = db.session.get(Event, event_id)
            make_registration(event, category=_category(category_id), email="ada@example.org")
        except IntegrityError:
            db.session.rollback()
            return "stopped by the index"
        return "registered"

    outcomes = together(app, look_then_write)

    assert outcomes == {"registered": 1, "stopped by the index": THREADS - 1}


def test_cancel_and_register_at_once_never_give_a_place_to_two(app):
    category = make_category(capacity=1)
    event_id, category_id = category.event.id, category.id
    leaving = make_registration(category.event, category=category).id

    def act(number):
        if number:
            return register(event_id, details(category_id, number))
        services.cancel(db.session.get(Registration, leaving), now=NOW)
        db.session.commit()
        return "cancelled"

    outcomes = together(app, act)

    db.session.expire_all()
    assert outcomes["cancelled"] == 1
    assert seats.places(db.session.get(Event, event_id)).taken == outcomes["registered"] <= 1


def test_undo_and_register_at_once_never_give_a_place_to_two(app):
    category = make_category(capacity=1)
    event_id, category_id = category.event.id, category.id
    leaving = make_registration(category.event, category=category)
    services.cancel(leaving, now=NOW)
    db.session.commit()
    leaving_id = leaving.id

    def act(number):
        if number:
            return register(event_id, details(category_id, number))
        services.undo_cancel(db.session.get(Registration, leaving_id), now=NOW)
        db.session.commit()
        return "restored"

    outcomes = together(app, act)

    db.session.expire_all()
    assert outcomes["restored"] + outcomes["registered"] == 1
    assert seats.places(db.session.get(Event, event_id)).taken == 1


def begin_import(event_id, rows):
    """A file of so many people, ready to run."""
    data = "Name;E-mail\n" + "".join(f"Row {n};row{n}@example.org\n" for n in range(rows))
    event = db.session.get(Event, event_id)
    made = imports.begin(event, "people.csv", data.encode(), language="en", now=NOW)
    imports.start(made, sends_letters=False)
    db.session.commit()
    return made.id


def test_import_and_register_at_once_fill_the_last_places_exactly(app, nearly_full):
    event_id, category_id = nearly_full
    import_id = begin_import(event_id, 3)

    def act(number):
        if number:
            return register(event_id, details(category_id, number))
        imports.advance(db.session.get(RegistrationImport, import_id), NOW)
        db.session.commit()
        return "imported"

    outcomes = together(app, act)

    db.session.expire_all()
    standing = db.session.get(RegistrationImport, import_id)
    assert outcomes["imported"] == 1
    assert standing.added + outcomes["registered"] == 5
    assert len(standing.faults) + outcomes["EventFull"] == 5
    assert seats.places(db.session.get(Event, event_id)).taken == 100


def test_import_that_counts_before_its_turn_oversells(app, nearly_full):
    """The control: places counted while others register, seats given afterwards."""
    event_id, category_id = nearly_full
    counted, registered = threading.Barrier(2), threading.Event()

    def act(number):
        if number:
            counted.wait()
            for each in range(5):
                register(event_id, details(category_id, each))
            registered.set()
            return "registered"
        with db.engine.connect().execution_options(readonly=True) as reading:
            taken = reading.scalar(
                select(func.count(Registration.id)).where(Registration.event_id == event_id)
            )
        counted.wait()
        registered.wait()
        for _row in range(100 - taken):
            make_registration(db.session.get(Event, event_id), category=_category(category_id))
        return "imported"

    together(app, act, count=2)

    db.session.expire_all()
    assert seats.places(db.session.get(Event, event_id)).taken > 100


def test_import_in_two_workers_takes_each_row_once(app):
    category = make_category(capacity=None)
    event_id = category.event.id
    import_id = begin_import(event_id, 10)

    def run(_number):
        done = imports.advance(db.session.get(RegistrationImport, import_id), NOW)
        db.session.commit()
        return done

    outcomes = together(app, run)

    db.session.expire_all()
    assert outcomes == {10: 1, 0: THREADS - 1}
    assert seats.places(db.session.get(Event, event_id)).taken == 10


def test_register_lets_rows_that_only_point_at_the_event_pass(app):
    """On PostgreSQL it takes turns under FOR NO KEY UPDATE; SQLite has one writer anyway."""
    category = make_category()

    with statements() as sent:
        register(category.event.id, details(category.id, 1))

    locks = {statement.partition(" FOR ")[2] for statement in sent} - {""}
    expected = {"NO KEY UPDATE OF event"} if db.engine.dialect.name == "postgresql" else set()
    assert locks == expected


def _category(category_id):
    return db.session.get(Category, category_id)
