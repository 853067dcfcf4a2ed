import pytest
from sqlalchemy import func, select

from eventsapp.accreditation import desk_queries
from eventsapp.contacts import queries as contacts
from eventsapp.contacts.models import Contact
from eventsapp.demo import filling
from eventsapp.demo.filling import Size
from eventsapp.demo.mass.people import Somebody
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration, Status
from tests.factories import make_contact, make_user


@pytest.fixture
def organisation(app):
    return make_user().memberships[0].organisation


def count(model, *conditions) -> int:
    return db.session.scalar(select(func.count(model.id)).where(*conditions))


def test_fill_makes_as_much_as_was_asked_for(organisation, now):
    filling.fill(Size(events=4, registrations=12, contacts=7), now)

    assert [count(model) for model in (Event, Registration, Contact)] == [4, 12, 7]
    by_event = select(func.count(Registration.id)).group_by(Registration.event_id)
    assert db.session.scalars(by_event).all() == [3, 3, 3, 3]


def test_fill_adds_to_what_there_is(organisation, now):
    filling.fill(Size(events=1, contacts=3), now)

    filling.fill(Size(events=1, contacts=3), now)

    assert [count(Event), count(Contact)] == [2, 6]
    assert make_contact(organisation=organisation).id == 7


def test_fill_makes_contacts_that_are_found_as_if_entered_by_hand(organisation, now):
    filling.fill(Size(contacts=5), now)

    for contact in db.session.scalars(select(Contact)).all():
        made = {(key.kind, key.text) for key in contact.keys}
        told = (contact.outlet_key, contact.search_key, contact.sort_key)
        contact.refresh_search_key()
        assert {(key.kind, key.text) for key in contact.keys} == made
        assert (contact.outlet_key, contact.search_key, contact.sort_key) == told


def test_fill_enters_some_people_twice(organisation, now):
    filling.fill(Size(contacts=201), now)

    found = contacts.matching(organisation.id, Somebody(199).email)

    assert sorted(contact.id for contact in found) == [199, 200]


def test_fill_puts_a_crowd_and_a_queue_at_one_event(organisation, now):
    filling.fill(Size(crowd=20, applications=10), now)

    event = db.session.scalars(select(Event)).one()
    accepted = Registration.category_id.not_in([each.id for each in event.categories])
    assert desk_queries.counts(desk_queries.of_event(event)) == {
        "review": 7,
        "accepted": 1,
        "waiting": 1,
        "declined": 1,
    }
    assert count(Registration, ~accepted) == 20
    assert count(Registration, accepted, Registration.status == Status.CONFIRMED) == 1


def test_somebody_is_the_same_every_time_and_no_other():
    people = [Somebody(number) for number in range(500)]

    assert [each.name for each in people] == [Somebody(number).name for number in range(500)]
    assert len({each.email for each in people}) == len({each.phone for each in people}) == 500
    assert len({each.name for each in people}) > 450


def test_command_says_what_it_made(app, organisation):
    done = app.test_cli_runner().invoke(args=["demo", "fill", "--contacts", "1500"])

    assert done.exit_code == 0, done.output
    assert done.output == "Ministry of Education: 1,500 contacts.\n"
    assert count(Contact) == 1500


def test_command_refuses_where_nobody_signs_in(app):
    done = app.test_cli_runner().invoke(args=["demo", "fill", "--contacts", "1"])

    assert done.exit_code == 1
    assert "There is no organisation with a team yet." in done.output
