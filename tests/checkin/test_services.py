import threading
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from eventsapp.checkin import queries, services
from eventsapp.checkin.models import Attendance, Door, Kind, Verdict
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.registration import walkins
from eventsapp.registration.models import Status
from tests.checkin.doors import entry, make_door
from tests.conftest import NOW
from tests.factories import make_category, make_event, make_registration
from tests.together import THREADS, together

MINUTE = timedelta(minutes=1)


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def person(event):
    return make_registration(event)


def take(event, deed, now, door=None):
    act = services.take(event, deed, door=door, now=now)
    db.session.commit()
    return act


def stays(event):
    return db.session.scalar(
        select(func.count(Attendance.id)).where(Attendance.undone_at.is_(None))
    )


def test_take_lets_in_whom_the_list_has(event, person, now):
    act = take(event, entry(person), now)

    assert act.verdict is Verdict.ADMITTED
    assert queries.person(person).inside_since == now


def test_take_lets_nobody_in_twice_and_keeps_the_first_hour(event, person, now):
    take(event, entry(person), now)

    second = take(event, entry(person, moment=now + MINUTE), now + MINUTE)

    assert second.verdict is Verdict.ALREADY_IN
    assert queries.person(person).inside_since == now
    assert stays(event) == 1


def test_take_answers_a_repeated_act_as_the_first_time(event, person, now):
    deed = entry(person)
    take(event, deed, now)
    take(event, entry(person, kind=Kind.EXIT, moment=now + MINUTE), now + MINUTE)

    again = take(event, deed, now + 2 * MINUTE)

    assert again.verdict is Verdict.ADMITTED
    assert again.received_at == now
    assert queries.person(person).inside_since is None


def test_take_keeps_the_hours_of_act_and_receipt_apart(event, person, now):
    act = take(event, entry(person, moment=now - 20 * MINUTE), now)

    assert (act.acted_at, act.received_at) == (now - 20 * MINUTE, now)


def test_take_does_not_believe_a_clock_that_is_far_ahead(event, person, now):
    act = take(event, entry(person, moment=now + timedelta(days=400)), now)

    assert act.acted_at == now + services.SKEW


def test_take_lets_in_again_who_went_out(event, person, now):
    take(event, entry(person), now)
    out = take(event, entry(person, kind=Kind.EXIT, moment=now + MINUTE), now + MINUTE)

    back = take(event, entry(person, moment=now + 2 * MINUTE), now + 2 * MINUTE)

    assert (out.verdict, back.verdict) == (Verdict.LEFT, Verdict.ADMITTED)


def test_take_lets_in_again_on_purpose_without_counting_twice(event, person, now):
    take(event, entry(person), now)

    again = take(event, entry(person, is_again=True), now)

    assert again.verdict is Verdict.AGAIN
    assert stays(event) == 1


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (Status.CANCELLED, Verdict.CANCELLED),
        (Status.PENDING, Verdict.NOT_APPROVED),
        (Status.WAITLISTED, Verdict.NOT_APPROVED),
        (Status.DECLINED, Verdict.NOT_APPROVED),
    ],
)
def test_take_refuses_who_has_no_place(event, now, status, verdict):
    person = make_registration(event, status=status)

    act = take(event, entry(person), now)

    assert act.verdict is verdict
    assert stays(event) == 0


def test_take_knows_the_codes_of_qr_and_ticket(event, person, now):
    scanned = take(event, entry(code=person.qr_text), now)
    typed = take(event, entry(code=f"{person.code[:4]}-{person.code[4:]}".lower()), now)

    assert (scanned.verdict, typed.verdict) == (Verdict.ADMITTED, Verdict.ALREADY_IN)


def test_take_names_the_other_event_of_the_same_organisation(event, now):
    other = make_registration(make_event(organisation=event.organisation))

    act = take(event, entry(code=other.qr_text), now)

    assert act.verdict is Verdict.OTHER_EVENT


def test_take_says_nothing_of_tickets_of_other_organisations(event, now):
    stranger = make_registration(make_event())

    act = take(event, entry(code=stranger.qr_text), now)

    assert (act.verdict, act.registration) == (Verdict.UNKNOWN, None)


def test_undo_takes_back_only_the_entry_it_names(event, person, now):
    mine = entry(person)
    take(event, entry(person), now)  # a colleague was quicker
    take(event, mine, now)

    undone = take(event, entry(person, kind=Kind.UNDO, undoes=mine.key), now)

    assert undone.verdict is Verdict.NOT_IN
    assert stays(event) == 1


def test_undo_of_a_walk_in_gives_the_place_back(event, now):
    category = make_category(event)
    details = walkins.Details(name="Ada Bekova", category_id=category.id, language="en")
    came = entry(kind=Kind.WALK_IN, walk_in=details)
    person = take(event, came, now).registration

    take(event, entry(person, kind=Kind.UNDO, undoes=came.key), now)

    assert person.status is Status.CANCELLED
    assert stays(event) == 0


def test_walk_in_without_an_address_is_registered_and_inside(event, now):
    category = make_category(event)
    details = walkins.Details(name="Нурлан Осмонов", category_id=category.id, language="ky")

    act = take(event, entry(kind=Kind.WALK_IN, walk_in=details), now)

    assert act.verdict is Verdict.ADMITTED
    assert [found.registration.name for found in queries.find(event, "osmonov")] == [
        "Нурлан Осмонов"
    ]


def test_walk_in_stops_at_a_full_room_unless_told_otherwise(event, now):
    category = make_category(event, capacity=0)
    details = {"name": "Ada Bekova", "category_id": category.id, "language": "en"}

    with pytest.raises(walkins.NoRoomLeft):
        take(event, entry(kind=Kind.WALK_IN, walk_in=walkins.Details(**details)), now)
    let_in = walkins.Details(**details, beyond=True)

    assert take(event, entry(kind=Kind.WALK_IN, walk_in=let_in), now).verdict is Verdict.ADMITTED


def test_walk_in_is_refused_at_a_door_for_the_list_alone(event, now):
    category = make_category(event)
    details = walkins.Details(name="Ada Bekova", category_id=category.id, language="en")

    with pytest.raises(services.NobodyAdded):
        take(
            event,
            entry(kind=Kind.WALK_IN, walk_in=details),
            now,
            door=make_door(event, may_add=False),
        )


def test_unlock_counts_wrong_pins_and_locks_at_the_fifth(event, now):
    door = make_door(event)
    for _ in range(5):
        with pytest.raises(services.WrongPin):
            services.unlock(door, "0000", now=now)
        db.session.commit()

    with pytest.raises(services.DoorLocked):
        services.unlock(door, "2468", now=now)
    door.renew()
    db.session.commit()
    services.unlock(door, door.pin, now=now)


def test_unlock_counts_guesses_of_one_moment_in_turn(app, event, now):
    door_id = make_door(event).id

    outcomes = together(app, lambda number: guess(door_id, f"000{number}", now))

    assert outcomes == {"wrong": 5, "DoorLocked": THREADS - 5}


def guess(door_id, pin, now):
    try:
        services.unlock(db.session.get(Door, door_id), pin, now=now)
    except services.WrongPin:
        db.session.commit()
        return "wrong"
    return "open"


def test_without_taking_turns_the_same_guesses_are_all_tried(app, event, now):
    """The control: who looks at the lock before it is their turn finds it open."""
    door_id = make_door(event).id
    looked = threading.Barrier(THREADS)

    def look_then_guess(number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            failures = reading.scalar(select(Door.failures).where(Door.id == door_id))
        looked.wait()
        return "locked" if failures >= 5 else f"tried {number}"

    assert "locked" not in together(app, look_then_guess)


def test_unlock_is_refused_a_day_after_the_event(event, now):
    door = make_door(event)

    with pytest.raises(services.DoorClosed):
        services.unlock(door, "2468", now=event.ends_at + timedelta(hours=24))


def test_counts_tell_expected_came_and_inside_apart(event, now):
    category = make_category(event)
    first, second, _third = (make_registration(event, category=category) for _ in range(3))
    take(event, entry(first), now)
    take(event, entry(second), now)
    take(event, entry(second, kind=Kind.EXIT), now)

    (count,) = queries.counts(event, "en")

    assert (count.expected, count.came, count.inside) == (3, 2, 1)


def test_one_of_eight_doors_lets_a_person_in(app, event, person, now):
    event_id, person_id = event.id, person.id

    def let_in(_number):
        own = db.session.get(Event, event_id)
        act = services.take(own, entry(person_id=person_id), door=None, now=now)
        db.session.commit()
        return act.verdict

    outcomes = together(app, let_in)

    assert outcomes == {Verdict.ADMITTED: 1, Verdict.ALREADY_IN: 7}
    assert stays(event) == 1


def test_race_at_the_door_is_real(app, event, person):
    """The control: who only looks before letting in admits several at once."""
    event_id, person_id = event.id, person.id
    looked = threading.Barrier(THREADS)

    def look_then_enter(_number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            inside = reading.scalar(
                select(func.count(Attendance.id)).where(Attendance.registration_id == person_id)
            )
        looked.wait()
        if inside:
            return "already in"
        try:
            act_key = str(uuid.uuid4())
            db.session.add(
                Attendance(
                    event_id=event_id, registration_id=person_id, act_key=act_key, entered_at=NOW
                )
            )
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            return "stopped by the index"
        return "admitted"

    assert together(app, look_then_enter) == {"admitted": 1, "stopped by the index": 7}


def test_erase_notes_forgets_only_people_who_are_erased(event, person, now):
    gone = make_registration(event)
    services.write_note(person, "Step-free way in")
    services.write_note(gone, "Check the press card")
    gone.erase(now)

    assert services.erase_notes(now) == 1
    assert queries.note_of(person) is not None


def leave(event, person, moment, now=None):
    return take(event, entry(person, kind=Kind.EXIT, moment=moment), now or moment)


def test_take_knows_late_that_somebody_else_was_inside_at_that_hour(event, person, now):
    take(event, entry(person), now)
    leave(event, person, now + 60 * MINUTE)

    late = take(event, entry(person, moment=now + 5 * MINUTE), now + 90 * MINUTE)

    assert late.verdict is Verdict.ALREADY_IN
    assert queries.person(person).inside_since is None
    assert stays(event) == 1


def test_take_lets_a_late_exit_end_no_stay_that_began_after_it(event, person, now):
    take(event, entry(person), now)
    leave(event, person, now + 30 * MINUTE)
    take(event, entry(person, moment=now + 60 * MINUTE), now + 60 * MINUTE)

    late = leave(event, person, now + 30 * MINUTE, now + 90 * MINUTE)

    assert late.verdict is Verdict.NOT_IN
    assert queries.person(person).inside_since == now + 60 * MINUTE


def test_take_lets_in_again_where_clocks_differ_a_little(event, person, now):
    take(event, entry(person), now)
    leave(event, person, now + 32 * MINUTE)  # by a clock that is ahead

    back = take(event, entry(person, moment=now + 31 * MINUTE), now + 31 * MINUTE)

    assert back.verdict is Verdict.ADMITTED
    assert queries.person(person).inside_since == now + 31 * MINUTE


def test_take_counts_one_who_left_before_the_entry_was_told_as_gone(event, person, now):
    leave(event, person, now + 60 * MINUTE)

    late = take(event, entry(person), now + 90 * MINUTE)

    assert late.verdict is Verdict.ADMITTED
    assert queries.person(person).inside_since is None
    assert stays(event) == 1


def walk_in(event, **more):
    category = make_category(event)
    details = walkins.Details(name="Zamira", category_id=category.id, language="en", **more)
    return entry(kind=Kind.WALK_IN, walk_in=details)


def test_undo_of_a_second_entry_leaves_one_who_walked_in_registered(event, now):
    came = take(event, walk_in(event), now).registration
    leave(event, came, now + 5 * MINUTE)
    again = entry(came, moment=now + 10 * MINUTE)
    take(event, again, now + 10 * MINUTE)

    take(event, entry(came, kind=Kind.UNDO, undoes=again.key), now + 11 * MINUTE)

    assert came.status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("state", "written"),
    [
        (State.QUEUED, [("registration/confirmed", State.WITHDRAWN)]),
        (
            State.SENT,
            [("registration/confirmed", State.SENT), ("registration/cancelled", State.QUEUED)],
        ),
    ],
)
def test_undo_of_a_walk_in_keeps_the_letter_back_or_takes_it_back(event, now, state, written):
    deed = walk_in(event, email="zamira@example.org")
    came = take(event, deed, now).registration
    db.session.scalars(select(Message)).one().state = state

    take(event, entry(came, kind=Kind.UNDO, undoes=deed.key), now + MINUTE)

    assert came.status is Status.CANCELLED
    found = db.session.scalars(select(Message).order_by(Message.id))
    assert [(each.template, each.state) for each in found] == written
