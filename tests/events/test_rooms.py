"""One event at a time in each room: refused, shared on purpose, given free, held in a race."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from eventsapp.core.texts import Texts
from eventsapp.events import rooms, services
from eventsapp.events.models import Event, State, Visibility
from eventsapp.events.room_models import RoomBooking
from eventsapp.extensions import db
from tests.conftest import NOW
from tests.factories import ENDS, STARTS, make_event, make_venue, save
from tests.together import together

HOUR = timedelta(hours=1)


@pytest.fixture
def room(app):
    return make_venue().rooms[0]


def draft(room, **values):
    return make_event(room=room, venue=room.venue, state=State.DRAFT, **values)


def publish(event, **options):
    services.publish(event, by=None, now=NOW, **options)
    db.session.commit()
    return event


def test_publish_refuses_a_room_that_is_taken(room):
    publish(draft(room, titles=Texts(en="Council")))
    second = draft(room, starts=ENDS - HOUR, ends=ENDS + HOUR)

    with pytest.raises(services.RoomTaken) as refused:
        publish(second)

    assert str(refused.value.message) == (
        "The room is taken by “Council”: Friday 4 December 2026, 12:00 to 13:30."
    )


def test_publish_takes_a_room_from_the_minute_it_is_free(room):
    publish(draft(room))
    after = publish(draft(room, starts=ENDS, ends=None))

    with pytest.raises(services.RoomTaken):
        publish(draft(room, starts=ENDS, ends=None))

    db.session.rollback()
    assert db.session.get(RoomBooking, after.id).ends_at - after.starts_at == rooms.MOMENT


def test_publish_shares_a_room_on_purpose_and_notes_it(room):
    publish(draft(room))
    second = publish(draft(room), shares_room=True)

    assert db.session.get(RoomBooking, second.id).is_shared
    services.publish_changes(second, minor=True, by=None, now=NOW)  # not asked again
    with pytest.raises(services.RoomTaken):
        publish(draft(room))


def test_publish_lets_events_of_one_visit_share_a_room(room):
    visit = publish(draft(room))
    house = visit.organisation
    below = publish(draft(room, parent=visit, organisation=house))
    publish(draft(room, parent=below, organisation=house))

    assert db.session.scalar(select(func.count(RoomBooking.event_id))) == 3


def test_days_without_hours_take_no_room(room):
    publish(draft(room))
    publish(draft(room, precision="day"))

    assert db.session.scalar(select(func.count(RoomBooking.event_id))) == 1


@pytest.mark.parametrize("leave", [services.cancel, services.postpone])
def test_a_room_is_free_again_until_the_event_comes_back(room, leave):
    first = publish(draft(room))
    leave(first, reasons=Texts(), by=None, now=NOW)
    publish(draft(room))

    with pytest.raises(services.RoomTaken):
        services.reinstate(first, by=None, now=NOW)


def test_move_takes_the_room_at_the_new_hour(room):
    publish(draft(room))
    later = publish(draft(room, starts=STARTS + 3 * HOUR, ends=ENDS + 3 * HOUR))

    with pytest.raises(services.RoomTaken):
        services.move(later, starts=STARTS, ends=ENDS, doors=None, by=None, now=NOW)


def test_refusal_names_the_house_of_an_event_that_is_not_public(room):
    publish(draft(room, titles=Texts(en="Secret"), visibility=Visibility.PRIVATE))

    with pytest.raises(services.RoomTaken) as refused:
        publish(draft(room))

    assert "Secret" not in str(refused.value.message)


def test_one_of_many_who_publish_at_once_has_the_room(app, room):
    numbers = [draft(room).id for _ in range(8)]

    outcomes = together(
        app, lambda number: publish(db.session.get(Event, numbers[number])) and "on"
    )

    assert outcomes == {"on": 1, "RoomTaken": 7}


def test_the_database_itself_refuses_a_room_twice(room):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no such constraint: its writers take turns")
    publish(draft(room))
    second = draft(room)
    times = {"starts_at": second.starts_at, "ends_at": second.ends_at}

    with pytest.raises(IntegrityError, match="ex_room_booking_room"):
        save(RoomBooking(event_id=second.id, room_id=room.id, **times))
