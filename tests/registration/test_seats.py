"""Places taken and left, and what the button of an event says."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from eventsapp.core.errors import Refusal
from eventsapp.events.category_models import Mode
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration import changing, seats, services
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.models import SEATED, Registration, Status
from eventsapp.registration.seats import Entry
from eventsapp.registration.tally_models import Tally
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration

HOUR = timedelta(hours=1)


def state_of(event, now):
    return seats.entry_state(event, seats.places(event, now=now), now)


@pytest.mark.parametrize(
    ("status", "held"),
    [
        (Status.CONFIRMED, 1),
        (Status.OFFERED, 1),
        (Status.UNCONFIRMED_EMAIL, 1),
        (Status.PENDING, 0),
        (Status.WAITLISTED, 0),
        (Status.DECLINED, 0),
        (Status.CANCELLED, 0),
    ],
)
def test_places_are_held_by_those_who_have_one(app, status, held):
    registration = make_registration(status=status)

    assert seats.places(registration.event).taken == held


def test_places_held_for_a_time_are_free_after_it(app, now):
    until = now + HOUR
    registration = make_registration(status=Status.UNCONFIRMED_EMAIL, held_until=until)

    assert seats.places(registration.event, now=now).taken == 1
    assert seats.places(registration.event, now=until).taken == 0


@pytest.mark.parametrize(
    ("total", "room", "online", "expected"),
    [
        (None, 10, 5, (15, 15)),
        (None, 10, None, (None, None)),
        (12, 10, 5, (12, 12)),
        (20, 10, 5, (15, 15)),
        (8, None, None, (8, 8)),
    ],
)
def test_places_are_limited_by_the_categories_and_the_total(app, total, room, online, expected):
    event = make_event(capacity=total)
    make_category(event, capacity=room)
    make_category(event, capacity=online, mode=Mode.ONLINE)

    places = seats.places(event)

    assert (places.capacity, places.left) == expected


def test_places_of_many_events_cost_one_query(app):
    events = [make_event() for _ in range(3)]
    for event in events:
        make_registration(event)
    _ = [event.categories for event in events]

    with statements() as sent:
        taken = seats.taken_by_category([event.id for event in events])
        found = [seats.places(event, taken).taken for event in events]

    assert found == [1, 1, 1]
    assert len(sent) == 1


def test_entry_state_opens_closes_and_is_over(app, now):
    event = make_event()
    opens, closes = now + HOUR, now + 2 * HOUR
    make_category(event, opens_at=opens, closes_at=closes)

    moments = [now, opens, closes, event.ends_at]

    assert [state_of(event, moment).kind for moment in moments] == [
        Entry.OPENS_LATER,
        Entry.OPEN,
        Entry.CLOSED,
        Entry.OVER,
    ]
    assert state_of(event, now).at == opens
    assert state_of(event, closes).at == closes


@pytest.mark.parametrize(
    ("taken", "kind"),
    [(0, Entry.OPEN), (18, Entry.OPEN), (19, Entry.LAST_PLACES), (20, Entry.FULL)],
)
def test_entry_state_says_last_places_below_a_tenth(app, now, taken, kind):
    category = make_category(capacity=20)
    for _ in range(taken):
        make_registration(category.event, category=category)

    assert state_of(category.event, now).kind is kind


def test_entry_state_is_open_while_one_way_has_a_place(app, now):
    event = make_event()
    make_category(event, capacity=0)
    make_category(event, mode=Mode.ONLINE, capacity=None)

    assert state_of(event, now).is_open


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.POSTPONED])
def test_entry_state_of_what_does_not_take_place_is_none(app, now, state):
    category = make_category(make_event(state=state))

    assert state_of(category.event, now).kind is Entry.NONE


def test_entry_state_without_categories_is_none(app, now):
    assert state_of(make_event(), now).kind is Entry.NONE


PEOPLE = st.integers(0, 3)
ACTS = st.one_of(
    st.tuples(st.just("register"), PEOPLE, st.integers(0, 1), st.integers(0, 2)),
    st.tuples(st.just("cancel"), PEOPLE, st.just(0), st.just(0)),
    st.tuples(st.just("undo"), PEOPLE, st.just(0), st.just(0)),
    st.tuples(st.just("change"), PEOPLE, st.integers(0, 1), st.integers(0, 2)),
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ACTS, min_size=1, max_size=12))
def test_no_sequence_of_acts_exceeds_a_capacity(app, acts):
    db.session.rollback()
    event = make_event(capacity=4)
    ways = [make_category(event, capacity=3), make_category(event, capacity=2, mode=Mode.ONLINE)]
    people = {}

    for step, act in enumerate(acts):
        try:
            _do(event, ways, people, act, NOW + timedelta(seconds=40 * step))
            db.session.commit()
        except Refusal:
            db.session.rollback()
        places = seats.places(event)
        assert places.taken <= 4
        assert all(places.by_category[way.id].taken <= way.capacity for way in ways)


def _do(event, ways, people, act, now):
    what, person, way, companions = act
    names = tuple(f"Friend {number}" for number in range(companions))
    known = people.get(person)
    if what == "register":
        email = f"person{person}@example.org"
        details = AttendeeDetails("Person", email, ways[way].id, "en", companions=names)
        people[person] = services.register(event, details, now=now)
    elif known is None:
        return
    elif what == "cancel":
        services.cancel(known, now=now)
    elif what == "undo":
        services.undo_cancel(known, now=now)
    elif what == "change":
        changing.change(known, Wishes("Person", ways[way].id, companions=names), now=now)


STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([*Status, None]), st.integers(0, 1)), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(steps=STEPS)
def test_the_database_counts_every_way_in_and_out(app, steps):
    event = make_event()
    ways = [make_category(event), make_category(event)]
    people = [make_registration(event, category=ways[0]) for _each in range(4)]

    for person, status, way in steps:
        if status is None and people[person] is not None:
            db.session.delete(people[person])
            people[person] = None
        elif people[person] is not None:
            people[person].status, people[person].category = status, ways[way]
        db.session.commit()

    seated = [each for each in people if each and each.status in SEATED]
    for way in ways:
        own = [each for each in seated if each.category is way]
        assert seats.taken_by_category([event.id]).get(way.id, 0) == len(own)


def test_a_deleted_event_leaves_no_count(app):
    registration = make_registration()
    db.session.execute(delete(Event).where(Event.id == registration.event_id))
    db.session.commit()

    assert db.session.scalars(select(Tally.category_id)).all() == []


def test_a_statement_over_many_rows_is_counted_too(app):
    event = make_event()
    way = make_category(event)
    for _each in range(3):
        make_registration(event, category=way)

    db.session.execute(update(Registration).values(status=Status.CANCELLED))
    db.session.commit()

    assert seats.taken_by_category([event.id]) == {way.id: 0}
