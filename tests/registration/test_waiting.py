"""The waiting list: a free place is offered to the next person, held, taken, or passed down."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.registration import rules, seats, services
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.entry import entering, line, waiting
from eventsapp.registration.entry.waiting import Reason
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import EventFull, OfferGone, RegistrationClosed
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_event

LATER = NOW + timedelta(minutes=2)  # the minute is over in which a cancellation can be undone


def come(category, number, **more):
    """Somebody fills in the form."""
    name = {"name": f"Person {number}", "email": f"person{number}@example.org", "language": "en"}
    at = more.pop("now", NOW + timedelta(seconds=number))
    details = AttendeeDetails(category_id=category.id, **name | more)
    return services.register(category.event, details, now=at)


@pytest.fixture
def full(app):
    """Two places, both taken, with a waiting list: the category."""
    category = make_category(make_event(), capacity=2, has_waiting_list=True)
    for number in (1, 2):
        come(category, number)
    db.session.commit()
    return category


def guest(number):
    """Whoever filled in the form with this number."""
    return db.session.scalar(
        select(Registration).where(Registration.email == f"person{number}@example.org")
    )


def letters():
    return db.session.execute(
        select(Message.template, Message.recipient).order_by(Message.id)
    ).all()


def test_register_joins_the_line_of_a_full_event_and_says_the_number(full):
    come(full, 3)
    last = come(full, 4)

    assert last.status is Status.WAITLISTED
    assert line.number_of(last) == 2
    letter = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert letter.recipient == "person4@example.org"
    assert "You are number 2 on the waiting list" in letter.subject
    assert last.invitation is None  # nothing in the calendar yet
    assert seats.places(full.event).taken == 2


def test_register_without_a_list_is_refused_when_full(app):
    category = make_category(capacity=1)
    come(category, 1)

    with pytest.raises(EventFull):
        come(category, 2)


def test_settle_offers_a_freed_place_to_the_first_in_the_line(full):
    first, second = come(full, 3), come(full, 4)
    services.cancel(guest(1), now=NOW)

    assert waiting.settle(full.event, LATER) == 1

    assert (first.status, second.status) == (Status.OFFERED, Status.WAITLISTED)
    assert first.held_until == LATER + timedelta(hours=48)
    assert letters()[-1] == ("registration/offered", "person3@example.org")
    assert waiting.settle(full.event, LATER) == 0


def test_settle_leaves_a_place_given_back_a_minute_ago_for_its_undo(full):
    come(full, 3)
    left = guest(1)
    services.cancel(left, now=NOW)

    assert waiting.settle(full.event, NOW + timedelta(seconds=59)) == 0
    services.undo_cancel(left, now=NOW + timedelta(seconds=59))

    assert left.is_confirmed
    assert waiting.settle(full.event, LATER) == 0


def test_register_never_overtakes_the_line(full):
    first = come(full, 3)
    services.cancel(guest(1), now=NOW + timedelta(seconds=10))

    newcomer = come(full, 4, now=NOW + timedelta(seconds=11))

    assert newcomer.status is Status.WAITLISTED
    assert come(full, 5, now=LATER).status is Status.WAITLISTED
    assert first.status is Status.OFFERED


def test_register_takes_a_place_too_small_for_the_party_ahead(full):
    party = come(full, 3, companions=("Bolat", "Dana"))
    services.cancel(guest(1), now=NOW)

    assert come(full, 4, now=LATER).is_confirmed
    assert party.status is Status.WAITLISTED


def test_settle_lets_smaller_parties_go_first_and_says_why(full):
    party, single = come(full, 3, companions=("Bolat", "Dana")), come(full, 4)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)

    assert (party.status, single.status) == (Status.WAITLISTED, Status.OFFERED)
    full.capacity = 4
    assert waiting.reasons(full.event, LATER) == {party.id: Reason.PARTY}


def test_settle_promotes_when_the_organiser_adds_places(full):
    party = come(full, 3, companions=("Bolat",))
    full.capacity = 4

    waiting.settle(full.event, LATER)

    people = db.session.scalars(select(Registration).where(Registration.id >= party.id)).all()
    assert {each.status for each in people} == {Status.OFFERED}
    assert seats.places(full.event, now=LATER).left == 0


def test_settle_gives_an_offer_that_ran_out_to_the_next(full):
    first, second = come(full, 3), come(full, 4)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)

    late = first.held_until
    waiting.settle(full.event, late)

    assert (first.status, first.former_status) == (Status.CANCELLED, Status.OFFERED)
    assert second.status is Status.OFFERED
    assert seats.places(full.event, now=late).taken == 2


def test_accept_takes_the_place_and_sends_the_ticket(full):
    first = come(full, 3)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)

    waiting.accept(first, now=LATER)
    waiting.accept(first, now=LATER)

    assert (first.status, first.held_until, first.confirmed_at) == (Status.CONFIRMED, None, LATER)
    assert [each for each in letters() if each[1] == first.email][-1][0] == "registration/confirmed"
    assert letters().count(("registration/confirmed", first.email)) == 1


def test_accept_too_late_is_refused(full):
    first = come(full, 3)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)

    with pytest.raises(OfferGone):
        waiting.accept(first, now=first.held_until)


def test_give_up_passes_the_place_on_at_once(full):
    first, second = come(full, 3), come(full, 4)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)

    waiting.give_up(first, now=LATER)

    assert first.status is Status.CANCELLED
    assert second.status is Status.OFFERED


def test_extend_gives_more_time_once(full):
    first = come(full, 3)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)
    at = LATER + timedelta(hours=40)

    waiting.extend(first, now=at)

    assert first.held_until == at + timedelta(hours=48)
    with pytest.raises(OfferGone):
        waiting.extend(first, now=at + timedelta(hours=1))


def test_settle_stops_when_registration_has_closed(full):
    first = come(full, 3)
    full.closes_at = LATER
    services.cancel(guest(1), now=NOW)

    assert waiting.settle(full.event, LATER) == 0
    assert waiting.reasons(full.event, LATER) == {first.id: Reason.CLOSED}


def test_settle_waits_for_the_organiser_who_offers_by_hand(full):
    rules.choose(full.event, rules.RuleDetails(offers_by_itself=False), {})
    first = come(full, 3)
    services.cancel(guest(1), now=NOW)

    assert waiting.settle(full.event, LATER) == 0
    assert waiting.reasons(full.event, LATER) == {first.id: Reason.BY_HAND}
    waiting.offer(first, now=LATER)
    assert first.status is Status.OFFERED


def test_settle_due_asks_the_same_however_long_the_line(full):
    def asked():
        with statements() as sent:
            waiting.settle_due(LATER)
        return len(sent)

    come(full, 3)
    db.session.commit()
    short = asked()
    for number in range(4, 30):
        come(full, number)
    db.session.commit()

    assert asked() == short


def test_a_late_restore_joins_the_line_at_its_end(full):
    left, waiting_one = guest(1), come(full, 3)
    services.cancel(left, now=NOW)
    waiting.settle(full.event, LATER)
    assert waiting_one.status is Status.OFFERED

    services.undo_cancel(left, now=LATER)

    assert left.status is Status.WAITLISTED
    assert letters()[-1] == ("registration/waitlisted", left.email)


def test_confirm_address_gives_the_held_seat(app):
    category = make_category(capacity=1, checks_address=True, has_waiting_list=True)
    person = come(category, 1)

    assert person.status is Status.UNCONFIRMED_EMAIL
    assert [template for template, _to in letters()] == ["registration/check_address"]
    assert seats.places(category.event, now=NOW).left == 0
    entering.confirm_address(person, now=LATER)
    entering.confirm_address(person, now=LATER)

    assert person.is_confirmed
    assert [each[0] for each in letters()] == [
        "registration/check_address",
        "registration/confirmed",
    ]


def test_confirm_address_too_late_joins_the_line(app):
    category = make_category(capacity=1, checks_address=True, has_waiting_list=True)
    slow = come(category, 1)
    next_day = NOW + timedelta(days=2)
    quick = come(category, 2, now=next_day)
    entering.confirm_address(quick, now=next_day)

    entering.confirm_address(slow, now=next_day)

    assert (quick.status, slow.status) == (Status.CONFIRMED, Status.WAITLISTED)


@pytest.mark.parametrize(
    ("begins", "hours", "ends"),
    [
        (datetime(2026, 11, 26, 4, tzinfo=UTC), 4, datetime(2026, 11, 26, 8, tzinfo=UTC)),
        (datetime(2026, 11, 26, 11, tzinfo=UTC), 4, datetime(2026, 11, 27, 6, tzinfo=UTC)),
        (datetime(2026, 11, 27, 11, tzinfo=UTC), 4, datetime(2026, 11, 30, 6, tzinfo=UTC)),
        (datetime(2026, 11, 28, 6, tzinfo=UTC), 9, datetime(2026, 11, 30, 12, tzinfo=UTC)),
        (datetime(2026, 11, 26, 22, tzinfo=UTC), 1, datetime(2026, 11, 27, 4, tzinfo=UTC)),
    ],
    ids=["within a day", "over night", "over the weekend", "from a Saturday", "from the night"],
)
def test_after_work_counts_working_hours_in_the_zone_of_the_event(begins, hours, ends):
    assert rules.after_work(begins, timedelta(hours=hours), "Asia/Bishkek") == ends


def test_offer_until_never_outlasts_the_closing(full):
    full.closes_at = NOW + timedelta(hours=3)

    assert rules.offer_until(full, NOW) == NOW + timedelta(hours=3)


def test_no_place_is_offered_or_taken_where_nothing_takes_place(full):
    offered, waiting_one = come(full, 3), come(full, 4)
    services.cancel(guest(1), now=NOW)
    waiting.settle(full.event, LATER)
    full.event.state = State.CANCELLED

    with pytest.raises(RegistrationClosed):
        waiting.accept(offered, now=LATER)
    services.cancel(guest(2), now=NOW)
    with pytest.raises(RegistrationClosed):
        waiting.offer(waiting_one, now=LATER)
