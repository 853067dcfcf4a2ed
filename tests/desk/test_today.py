"""The first screen: what takes place, what waits for a decision, the days ahead."""

from datetime import timedelta

import pytest

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.desk import clashes, tasks, trouble, week
from eventsapp.events.models import State
from eventsapp.events.room_models import RoomBooking
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.messages.models import Rule, RuleState, Unit
from eventsapp.organisations.models import Organisation
from eventsapp.outcome.models import Outcome
from eventsapp.registration.models import Status
from tests.counting import statements
from tests.factories import (
    make_contact,
    make_event,
    make_organisation,
    make_participation,
    make_registration,
    make_venue,
    save,
)

HOUR = timedelta(hours=1)
SOON = timedelta(days=2)


@pytest.fixture
def house(app) -> Organisation:
    return make_organisation()


def soon(house: Organisation, **values):
    """An event in two days, of two hours, in two languages, unless said otherwise."""
    fields = {"titles": Texts(en="Council", ru="Совет")} | values
    return at(SOON, house, **fields)


def at(after, house: Organisation, *, length=2 * HOUR, **values):
    """An event that starts some time from now."""
    starts = (utcnow() + after).replace(second=0, microsecond=0, tzinfo=None)
    ends = starts + length
    return make_event(organisation=house, timezone="UTC", starts=starts, ends=ends, **values)


def lose_letter(event) -> None:
    """A letter of an hour ago that came back."""
    sent_at = utcnow() - HOUR
    save(
        Message(
            key=f"lost:{event.id}", template="messages/day", topic=event.topic, language="en",
            recipient="ada@example.org", subject="Soon", text="Soon", html="<p>Soon",
            due_at=sent_at, created_at=sent_at, state=MailState.BOUNCED,
        )
    )  # fmt: skip


def said(house: Organisation) -> list[str]:
    return [task.words for task in tasks.tasks(house.id, now=utcnow())]


def test_tasks_are_none_where_all_is_done(house):
    soon(house)

    assert said(house) == []


def test_tasks_come_the_most_pressing_first(house):
    soon(house, state=State.DRAFT)
    event = soon(house, titles=Texts(en="Briefing"))
    make_registration(event, status=Status.PENDING)
    save(Rule(event=event, template="messages/hour", state=RuleState.HELD))

    approval, held, draft, title = said(house)

    assert approval == "1 registration waits for approval"
    assert held == "a message is on hold"
    assert draft.startswith("still a draft, starts on ")
    assert title == "the title stands in one language only"


def test_tasks_are_those_of_ones_own_house(house):
    make_registration(soon(make_organisation()), status=Status.PENDING)

    assert said(house) == []


def test_tasks_tell_of_letters_that_did_not_arrive(house):
    for each in (house, make_organisation()):
        lose_letter(soon(each))

    assert said(house) == ["1 letter of the last day did not arrive"]
    assert len(trouble.events_in_trouble(utcnow())) == 2


def test_tasks_ask_for_the_outcome_of_what_has_just_ended(house):
    told = at(-timedelta(days=3), house)
    at(-timedelta(days=2), house, titles=Texts(en="Council"))
    at(-timedelta(days=9), house)
    at(-HOUR, house)  # still takes place
    save(Outcome(event_id=told.id, published_at=utcnow()))

    assert [(task.title, task.words) for task in tasks.tasks(house.id, now=utcnow())] == [
        ("Council", "the outcome is not published")
    ]


def test_clashes_name_a_room_taken_twice(house):
    [room] = make_venue().rooms
    first = soon(make_organisation(), room=room)
    second = soon(house, room=room)

    [clash] = clashes.ahead(house.id, now=utcnow())

    assert (clash.event, clash.other, clash.person) == (second, first, None)
    assert said(house) == ["the room is taken at that hour by “Council”"]


def test_clashes_leave_a_room_alone_that_two_share_on_purpose(house):
    [room] = make_venue().rooms
    soon(make_organisation(), room=room)
    shares = soon(house, room=room)
    times = {"starts_at": shares.starts_at, "ends_at": shares.ends_at}
    save(RoomBooking(event_id=shares.id, room_id=room.id, is_shared=True, **times))

    assert clashes.ahead(house.id, now=utcnow()) == []


def test_clashes_of_two_own_events_are_named_once(house):
    [room] = make_venue().rooms
    soon(house, room=room)
    later = soon(house, room=room)

    assert [clash.event for clash in clashes.ahead(house.id, now=utcnow())] == [later]


def test_clashes_name_a_person_at_two_places(house):
    person = make_contact(names=Texts(en="Aigul Sadykova"))
    for _ in range(2):
        make_participation(soon(house), contact=person)

    assert said(house) == ["Aigul Sadykova also takes part in “Council” then"]


def test_clashes_leave_side_events_and_long_ones_alone(house):
    person, trip = make_contact(), soon(house)
    visit = soon(house, parent=trip)
    forum = at(SOON, house, length=timedelta(days=2))
    for event in (trip, visit, forum):
        make_participation(event, contact=person)

    assert clashes.ahead(house.id, now=utcnow()) == []


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_clashes_need_two_events_that_take_place(house, state):
    [room] = make_venue().rooms
    soon(house, room=room, state=state)
    soon(house, room=room)

    assert clashes.ahead(house.id, now=utcnow()) == []


def test_days_hold_the_events_of_a_week(house):
    event = soon(house)
    make_registration(event)
    soon(house, state=State.DRAFT)

    days = week.days(house, now=utcnow())

    assert len(days) == 7
    [held] = [each for day in days for each in day.appointments]
    assert (held.event, held.taken) == (event, 1)


def test_an_event_of_several_days_stands_on_each_and_names_them(house):
    forum = at(-2 * SOON, house, length=3 * SOON)

    held = [[each.event for each in day.appointments] for day in week.days(house, now=utcnow())]
    [live] = week.live(house, now=utcnow())

    assert held == [[forum]] * 3 + [[]] * 4
    assert live.appointment.when == "22–28 November 2026, 06:00 to 06:00"


def test_what_ends_after_midnight_stands_on_its_evening(house):
    at(12 * HOUR, house, length=8 * HOUR)

    assert [len(day.appointments) for day in week.days(house, now=utcnow())] == [1] + [0] * 6


def test_live_counts_who_has_come(house):
    now = utcnow()
    at(-HOUR, house)
    at(HOUR, house)

    assert [each.came for each in week.live(house, now=now)] == [0]


def test_today_shows_what_to_do_and_where(desk):
    event = soon(desk.organisation)
    make_registration(event, status=Status.PENDING)

    page = desk.get("/desk").text

    assert "1 registration waits for approval" in page
    assert f'href="/desk/e/{event.id}/registrations"' in page


def test_today_names_what_goes_out_within_a_day(desk):
    event, empty = soon(desk.organisation), soon(desk.organisation)
    make_registration(event)
    moment = utcnow() + 3 * HOUR
    usual = {"amount": -1, "unit": Unit.HOURS, "template": "messages/hour"}
    save(Rule(event=event, due_at=moment, **usual))
    save(Rule(event=event, due_at=moment + SOON, **usual))
    save(Rule(event=event, due_at=moment, state=RuleState.HELD, **usual))
    save(Rule(event=empty, due_at=moment, **usual))
    postponed = soon(desk.organisation, state=State.POSTPONED)
    make_registration(postponed)
    save(Rule(event=postponed, due_at=moment, **usual))

    page = desk.get("/desk?lang=en").text

    _before, _title, section = page.partition("Goes out within a day")
    assert section.partition("</section>")[0].count("Reminder, one hour</b>") == 1
    assert f'href="/desk/e/{event.id}/messages"' in section


def test_today_leads_newcomers_to_their_first_event(desk):
    page = desk.get("/desk").text

    assert "No events here yet." in page
    assert "All done." not in page


def test_today_says_when_all_is_done(desk):
    soon(desk.organisation)

    page = desk.get("/desk").text

    assert "All done." in page
    assert "“Council”" in page


@pytest.mark.parametrize("rows", [1, 4])
def test_today_costs_no_query_per_row(desk, rows):
    for _ in range(rows):
        event = soon(desk.organisation, state=State.PUBLISHED)
        make_registration(event, status=Status.PENDING)
        lose_letter(event)

    with statements() as counted:
        desk.get("/desk")

    assert len(counted) <= 25
