"""The desk: the table, the ways to a new event, copies, and changes of state that ask first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from eventsapp.core.clock import utcnow
from eventsapp.events import changes, details, services
from eventsapp.events.change_models import ChangeKind
from eventsapp.events.models import Event, Precision, State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.messages import notices
from eventsapp.messages import queries as messages
from eventsapp.messages.models import Mailing, MailingState
from eventsapp.programme import queries as programme
from tests.counting import statements
from tests.factories import (
    CREATED,
    STARTS,
    make_city,
    make_event,
    make_item,
    make_registration,
    save,
)
from tests.together import together


def test_events_shows_the_organisations_own(desk):
    make_event(organisation=desk.organisation, titles={"en": "Our briefing"})
    make_event(titles={"en": "Their briefing"})

    page = desk.get("/desk/events")

    assert "Our briefing" in page.text
    assert "Their briefing" not in page.text


def test_events_finds_a_spelling_variant(desk):
    make_event(organisation=desk.organisation, search_key="osmonov osh")

    assert "Safe learning" in desk.get("/desk/events?q=Осмонов").text
    assert "No event matches" in desk.get("/desk/events?q=Astana").text


@pytest.mark.parametrize("rows", [1, 3])
def test_events_costs_no_query_per_row(desk, rows):
    for _ in range(rows):
        make_registration(make_event(organisation=desk.organisation))

    with statements() as counted:
        desk.get("/desk/events")

    assert len(counted) <= 16


def test_new_offers_every_type(desk):
    page = desk.get("/desk/events/new")

    assert "Press conference" in page.text
    assert "Public hearing" in page.text


def test_new_of_type_makes_a_draft_with_programme_and_reminders(desk):
    city = make_city()

    desk.post(
        "/desk/events/new/press_conference",
        data={
            "title": "School safety",
            "language": "en",
            "starts_on": "2026-12-04",
            "starts_at": "12:00",
            "city": city.id,
            "with_programme": "y",
            "takes_registrations": "y",
        },
    )

    event = db.session.query(Event).one()
    assert (event.state, event.titles) == (State.DRAFT, {"en": "School safety"})
    assert event.starts_at.isoformat() == "2026-12-04T06:00:00+00:00"
    assert len(programme.programme(event)) == 3
    assert len(messages.rules(event)) == 5
    assert len(event.categories) == 1


def test_new_of_type_goes_on_to_publishing_where_that_was_pressed(desk):
    data = {"title": "Budget briefing", "language": "en", "starts_on": "2036-12-04", "publish": "1"}

    answer = desk.post("/desk/events/new/briefing", data=data)

    event = db.session.query(Event).one()
    assert answer.location == f"/desk/e/{event.id}/publish"
    assert event.state is State.DRAFT


def test_new_of_type_without_an_hour_is_a_day_event(desk):
    desk.post(
        "/desk/events/new/council",
        data={"title": "Council", "language": "kk", "starts_on": "2026-11-18"},
    )

    assert not db.session.query(Event).one().has_hours


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " ", "Enter the title."),
        ("starts_on", "31.11.2026", "November 2026 has 30 days."),
        ("starts_at", "25:00", "Enter an hour like 09:30 or 14:00."),
    ],
)
def test_new_of_type_says_what_to_correct_and_keeps_the_input(desk, field, value, words):
    data = {"title": "School safety", "language": "en", "starts_on": "2026-12-04"}

    page = desk.post("/desk/events/new/briefing", data=data | {field: value})

    assert page.status_code == 422
    assert words in page.text
    assert field == "title" or "School safety" in page.text
    assert db.session.query(Event).count() == 0


def test_new_of_type_sent_twice_makes_one_draft(desk):
    data = {"title": "Budget briefing", "language": "en", "starts_on": "2036-12-04"}
    data |= {"form_key": "of this filling", "with_programme": "y"}

    first, second = (desk.post("/desk/events/new/briefing", data=data) for _time in range(2))
    another = desk.post("/desk/events/new/briefing", data=data | {"form_key": "of another"})

    assert first.location == second.location
    assert another.location != first.location
    assert db.session.query(Event).count() == 2


def test_copy_sent_twice_makes_one_draft(desk):
    event = make_event(organisation=desk.organisation)
    data = {"starts_on": "2027-01-08", "starts_at": "10:00", "form_key": "of this filling"}

    places = {desk.post(f"/desk/e/{event.id}/copy", data=data).location for _time in range(2)}

    assert len(places) == 1
    assert db.session.query(Event).count() == 2


def test_new_of_type_sent_twice_at_once_makes_one_draft(app, desk):
    data = {"title": "Budget briefing", "language": "en", "starts_on": "2036-12-04"}
    cookie = desk.get_cookie("dateline").value

    def send(_number: int) -> str:
        browser = app.test_client()
        browser.set_cookie("dateline", cookie)
        return browser.post("/desk/events/new/briefing", data=data | {"form_key": "one"}).location

    places = together(app, send)

    assert len(places) == 1
    assert db.session.query(Event).count() == 1


def test_new_of_type_opens_doors_at_an_hour_that_there_is(desk):
    """An hour earlier by the clock on the wall would be one that the clocks jump over."""
    desk.organisation.timezone = "Europe/Vienna"
    start = {"starts_on": "2027-03-28", "starts_at": "03:15"}

    desk.post("/desk/events/new/press_conference", data={"title": "Dawn", "language": "en"} | start)

    event = db.session.query(Event).one()
    assert event.local_doors_at.isoformat() == "2027-03-28T01:45:00"
    assert event.starts_at - event.doors_at == timedelta(minutes=30)


def test_copy_says_that_another_of_its_hours_is_not_to_be_had(desk):
    event = make_event(
        organisation=desk.organisation, timezone="Europe/Vienna", doors=STARTS - timedelta(hours=1)
    )

    page = desk.post(
        f"/desk/e/{event.id}/copy", data={"starts_on": "2027-03-28", "starts_at": "03:30"}
    )

    assert page.status_code == 422
    assert "This hour does not exist in the time zone" in page.text
    assert 'value="2027-03-28"' in page.text
    assert db.session.query(Event).count() == 1


def test_copy_keeps_distances_and_copies_no_registration(desk):
    event = make_event(organisation=desk.organisation, doors=STARTS - timedelta(minutes=30))
    make_item(event)
    make_registration(event)

    desk.post(
        f"/desk/e/{event.id}/copy",
        data={"starts_on": "2027-01-08", "starts_at": "10:00", "parts": ["programme", "people"]},
    )

    made = db.session.query(Event).filter(Event.id != event.id).one()
    assert made.state is State.DRAFT
    assert made.local_doors_at.isoformat() == "2027-01-08T09:30:00"
    assert len(programme.programme(made)) == 1


def test_publish_makes_a_draft_public(desk):
    event = make_event(organisation=desk.organisation, state=State.DRAFT, slug=None)

    desk.post(f"/desk/e/{event.id}/publish")

    assert event.state is State.PUBLISHED
    assert event.slug == "safe-learning-environment-2026"


def test_publish_lists_what_is_missing(desk):
    event = make_event(organisation=desk.organisation, state=State.DRAFT, slug=None, titles={})

    page = desk.get(f"/desk/e/{event.id}/publish")

    assert "A title in the original language." in page.text


@pytest.mark.parametrize(
    ("act", "data", "state", "words"),
    [
        ("cancel", {"reasons-en": "The hall is closed."}, State.CANCELLED, "Cancel this event?"),
        ("postpone", {}, State.POSTPONED, "Postpone this event"),
    ],
)
def test_state_changes_ask_and_say_how_many_hear_of_it(desk, act, data, state, words):
    event = make_event(organisation=desk.organisation)
    make_registration(event)

    page = desk.get(f"/desk/e/{event.id}/{act}")
    assert words in page.text
    assert "1 person will hear of it" in page.text
    assert event.state is State.PUBLISHED

    answer = desk.post(f"/desk/e/{event.id}/{act}", data=data, follow_redirects=True)
    assert event.state is state
    assert "1 person hears of it in ten minutes." in answer.text


@pytest.mark.parametrize("act", ["cancel", "postpone"])
def test_state_changes_make_drafts_of_scheduled_messages_and_say_so(desk, act):
    event = make_event(organisation=desk.organisation)
    made = {"created_at": CREATED, "updated_at": CREATED, "event": event}
    scheduled = {"state": MailingState.SCHEDULED, "due_at": event.starts_at}
    mailing = save(Mailing(**made, **scheduled))
    stopped = save(Mailing(**made, state=MailingState.WITHDRAWN))

    page = desk.get(f"/desk/e/{event.id}/{act}").text
    desk.post(f"/desk/e/{event.id}/{act}")

    words = "1 scheduled message becomes a draft again and waits for your decision."
    assert words in page
    assert (mailing.state, mailing.due_at) == (MailingState.DRAFT, None)
    assert stopped.state is MailingState.WITHDRAWN


def test_what_is_scheduled_after_cancelling_stays_so_when_the_place_changes(desk, now):
    event = make_event(organisation=desk.organisation)
    desk.post(f"/desk/e/{event.id}/cancel")
    made = {"created_at": CREATED, "updated_at": CREATED, "event": event}
    mailing = save(Mailing(**made, state=MailingState.SCHEDULED, due_at=event.starts_at))
    changes.record(event, ChangeKind.PLACE, changes.snapshot(event), by=None, now=now)

    notices.take_up_changes(now)

    assert mailing.state is MailingState.SCHEDULED


def test_cancel_of_a_past_event_says_that_nobody_is_written_to(desk):
    past = make_event(organisation=desk.organisation, starts=STARTS - timedelta(days=30))
    make_registration(past)

    page = desk.get(f"/desk/e/{past.id}/cancel").text

    assert "The event is over, so no mail goes out." in page
    assert "tell 1 person" not in page


def test_move_of_a_past_event_counts_its_people_for_they_hear_of_the_new_day(desk):
    past = make_event(organisation=desk.organisation, starts=STARTS - timedelta(days=30))
    make_registration(past)

    assert "Move event and tell 1 person" in desk.get(f"/desk/e/{past.id}/move").text


OLD_TOWN = {"en": "Old town", "kk": "Көне қала"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"place_notes": {"en": "Nauryzbay district"}}, "1 person hears of it in ten minutes."),
        ({"online_url": "https://example.org/live"}, "1 person hears of it in ten minutes."),
        ({"summaries": {"en": "More schools."}}, "so no mail goes out."),
        ({"place_notes": {"kk": "Ескі қала", "en": "Old town"}}, "1 person hears of it"),
        ({"place_notes": OLD_TOWN | {"ru": "Старый город"}}, "so no mail goes out."),
    ],
)
def test_publish_changes_says_whether_people_hear_of_them(desk, now, typed, words):
    event = make_event(organisation=desk.organisation, place_notes=OLD_TOWN)
    make_registration(event)
    what = replace(details.of(event), **typed)
    services.save_draft(event, what, version=event.version, by=None, now=now)
    db.session.commit()

    asked = desk.get(f"/desk/e/{event.id}/publish")
    desk.post(f"/desk/e/{event.id}/publish")

    assert words in asked.text
    assert bool(messages.notices(event)) is ("hears of it" in words)


def test_publish_of_a_draft_says_that_nobody_is_written_to(desk):
    event = make_event(organisation=desk.organisation, state=State.DRAFT, slug=None)

    assert "Publishing itself writes to nobody" in desk.get(f"/desk/e/{event.id}/publish").text


def test_move_tells_everybody_and_keeps_the_old_day(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event)

    desk.post(
        f"/desk/e/{event.id}/move",
        data={
            "precision": "time",
            "starts_on": "2026-12-11",
            "starts_at": "12:30",
            "ends_at": "14:00",
        },
    )

    assert event.local_starts_at.isoformat() == "2026-12-11T12:30:00"
    assert event.previous_local_starts_at == STARTS
    assert event.sequence == 1
    assert [notice.template for notice in messages.notices(event)] == ["messages/changed"]


def test_move_refuses_an_end_before_the_start(desk):
    event = make_event(organisation=desk.organisation)

    page = desk.post(
        f"/desk/e/{event.id}/move",
        data={
            "precision": "time",
            "starts_on": "2026-12-11",
            "starts_at": "12:30",
            "ends_at": "11:00",
        },
    )

    assert page.status_code == 422
    assert "The end must be after 12:30, when it starts." in page.text
    assert event.local_starts_at == STARTS


def test_reinstate_takes_a_cancellation_back(desk):
    event = make_event(organisation=desk.organisation)
    desk.post(f"/desk/e/{event.id}/cancel")

    desk.post(f"/desk/e/{event.id}/reinstate")

    assert event.state is State.PUBLISHED


AGAIN = [
    ("cancel", "The event is cancelled already."),
    ("postpone", "The event is postponed already."),
    ("withdraw", "The page is withdrawn already."),
]


@pytest.mark.parametrize(("act", "words"), AGAIN)
def test_change_of_state_sent_twice_leads_back_and_says_so(desk, act, words):
    event = make_event(organisation=desk.organisation)
    first = desk.post(f"/desk/e/{event.id}/{act}")
    sequence = event.sequence

    again = desk.post(f"/desk/e/{event.id}/{act}")

    assert again.location == first.location
    assert words in desk.get(again.location).text
    assert event.sequence == sequence


def test_reinstate_sent_twice_takes_back_one_thing_only(desk):
    event = make_event(organisation=desk.organisation)
    desk.post(f"/desk/e/{event.id}/postpone")
    desk.post(f"/desk/e/{event.id}/cancel")
    form = {"was": "cancelled"}
    assert 'value="cancelled"' in desk.get(f"/desk/e/{event.id}/reinstate").text

    desk.post(f"/desk/e/{event.id}/reinstate", data=form)
    again = desk.post(f"/desk/e/{event.id}/reinstate", data=form, follow_redirects=True)

    assert event.state is State.POSTPONED
    assert "The event is reinstated already." in again.text


@pytest.mark.parametrize("act", ["postpone", "move"])
def test_change_of_state_after_a_colleagues_keeps_what_was_typed(desk, act):
    event = make_event(organisation=desk.organisation, state=State.CANCELLED)
    typed = {"reasons-en": "The hall is flooded.", "reasons-ru": "Зал затоплен."}
    typed |= {"precision": "time", "starts_on": "2026-12-11", "starts_at": "12:30"}

    page = desk.post(f"/desk/e/{event.id}/{act}", data=typed)

    assert page.status_code == 409
    assert "Somebody has cancelled the event meanwhile." in page.text
    if act == "postpone":
        assert "The hall is flooded." in page.text
        assert "Зал затоплен." in page.text
    else:
        assert 'value="2026-12-11"' in page.text


def test_cancel_of_a_series_again_takes_those_along_that_still_stand(desk, now):
    first = make_event(organisation=desk.organisation)
    [later] = services.repeat(
        first, rule="FREQ=WEEKLY", until=(STARTS + timedelta(days=7)).date(), by=None, now=now
    )
    services.publish(later, by=None, now=now)
    db.session.commit()
    desk.post(f"/desk/e/{first.id}/cancel", data={"scope": "one"})

    desk.post(f"/desk/e/{first.id}/cancel", data={"scope": "later"})

    assert (first.sequence, later.state) == (1, State.CANCELLED)


def test_withdraw_is_refused_while_somebody_is_registered(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event)
    address, instead = f"/desk/e/{event.id}/withdraw", f'href="/desk/e/{event.id}/cancel"'

    asked, refused = desk.get(address), desk.post(address)

    assert (asked.status_code, refused.status_code) == (200, 409)
    for page in (asked, refused):
        assert "People are registered for this event." in page.text
        assert page.text.count(instead) == 2  # in the menu, and as the way on
        assert "Withdraw page</button>" not in page.text
    assert event.state is State.PUBLISHED


def test_withdraw_counts_while_nobody_can_register(desk):
    """On PostgreSQL by the lock that registering takes too; SQLite has one writer anyway."""
    event = make_event(organisation=desk.organisation)

    with statements() as sent:
        desk.post(f"/desk/e/{event.id}/withdraw")

    if db.engine.dialect.name == "postgresql":
        locked = next(number for number, each in enumerate(sent) if "FOR NO KEY UPDATE" in each)
        counted = [number for number, each in enumerate(sent) if "count(registration" in each]
        assert max(counted) > locked
    db.session.refresh(event)
    assert event.state is State.WITHDRAWN


def test_withdrawn_page_is_gone(desk, client):
    event = make_event(organisation=desk.organisation)
    desk.post(f"/desk/e/{event.id}/withdraw")

    assert client.get(f"/en/e/{event.slug}").status_code == 410


def test_no_state_change_sends_anything_by_itself(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event)
    desk.post(f"/desk/e/{event.id}/cancel")

    assert db.session.query(Message).count() == 0


def test_repeat_makes_a_draft_for_each_date(desk):
    event = make_event(organisation=desk.organisation)
    make_item(event)

    desk.post(f"/desk/e/{event.id}/repeat", data={"rule": "FREQ=WEEKLY", "until": "2026-12-25"})

    made = db.session.query(Event).filter(Event.id != event.id).order_by(Event.starts_at).all()
    assert [each.local_starts_at.day for each in made] == [11, 18, 25]
    assert len({each.uid for each in made}) == 3
    assert all(len(programme.programme(each)) == 1 for each in made)


@pytest.mark.parametrize(
    ("state", "offered", "missing"),
    [
        (State.DRAFT, ["Move to the trash", "Copy"], ["Cancel event", "Postpone"]),
        (State.PUBLISHED, ["Move", "Postpone", "Cancel event", "Withdraw page"], ["Reinstate"]),
        (State.CANCELLED, ["Reinstate"], ["Cancel event", "Postpone"]),
    ],
)
def test_the_head_offers_what_can_be_done(desk, state, offered, missing):
    event = make_event(organisation=desk.organisation, state=state)

    menu = desk.get(f"/desk/e/{event.id}/messages").text

    assert all(f"<span>{words}</span>" in menu for words in offered)
    assert not any(f"<span>{words}</span>" in menu for words in missing)


def move_page(desk, event, **values):
    times = {
        "precision": "time",
        "starts_on": "2026-12-04",
        "starts_at": "12:00",
        "ends_at": "13:00",
    }
    return desk.post(f"/desk/e/{event.id}/move", data=times | values)


def test_move_refuses_doors_that_open_after_the_start(desk):
    event = make_event(organisation=desk.organisation)

    page = move_page(desk, event, doors_at="12:30")

    assert page.status_code == 422
    assert "Doors must open before the start." in page.text


def test_move_refuses_a_last_day_without_its_hour(desk):
    event = make_event(organisation=desk.organisation)

    page = move_page(desk, event, ends_on="2026-12-06", ends_at="")

    assert page.status_code == 422
    assert "Enter the hour at which it ends." in page.text


def test_move_refuses_an_hour_that_occurs_twice(desk):
    event = make_event(organisation=desk.organisation, timezone="Europe/Berlin")

    page = move_page(desk, event, starts_on="2027-10-31", starts_at="02:30", ends_at="")

    assert page.status_code == 422
    assert "occurs twice" in page.text


def test_move_says_that_people_hear_of_it_at_once_where_the_start_is_near(desk):
    event = make_event(organisation=desk.organisation, timezone="UTC")
    make_registration(event)
    soon = utcnow().replace(second=0, microsecond=0) + timedelta(hours=1)

    move_page(desk, event, starts_on=f"{soon:%Y-%m-%d}", starts_at=f"{soon:%H:%M}", ends_at="")

    told = desk.get(f"/desk/e/{event.id}/messages").text
    assert "1 person hears of it at once." in told
    assert "in ten minutes" not in told


def test_move_does_not_promise_a_message_that_is_on_hold(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event)
    move_page(desk, event, starts_at="12:15")
    notices.hold(messages.waiting_notice(event))
    db.session.commit()
    desk.get("/desk/events")

    move_page(desk, event, starts_at="12:30")

    told = desk.get(f"/desk/e/{event.id}/messages").text
    assert "The message is on hold." in told
    assert "in ten minutes" not in told


def test_copy_asks_for_no_hour_where_the_event_has_none(desk):
    dated = make_event(organisation=desk.organisation, precision=Precision.DAY)
    timed = make_event(organisation=desk.organisation)

    assert 'name="starts_at"' not in desk.get(f"/desk/e/{dated.id}/copy").text
    assert 'name="starts_at"' in desk.get(f"/desk/e/{timed.id}/copy").text


def test_repeat_keeps_the_form_when_the_rule_gives_no_dates(desk):
    event = make_event(organisation=desk.organisation)

    page = desk.post(
        f"/desk/e/{event.id}/repeat", data={"rule": "FREQ=MONTHLY", "until": "2020-01-01"}
    )

    assert page.status_code == 422
    assert "This rule gives no dates" in page.text
    assert 'value="2020-01-01"' in page.text
    assert db.session.query(Event).count() == 1


def test_publish_sees_the_title_that_was_kept_while_typing(desk):
    event = make_event(organisation=desk.organisation, state=State.DRAFT, titles={})
    typed = replace(details.of(event), titles={"en": "Kept while typing"})
    event.working_copy = details.to_json(typed)
    db.session.commit()

    page = desk.get(f"/desk/e/{event.id}/publish")

    assert "A title in the original language." not in page.text
