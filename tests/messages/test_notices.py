"""Change notices: ten minutes to think, one mail to each, none when nothing is different."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.accreditation import deciding
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.kinds import Status
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.events.change_models import ChangeKind
from eventsapp.events.changes import kinds, snapshot
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages import notices, queries, reach, reminders
from eventsapp.messages.audience import TEMPLATE as NEWS
from eventsapp.messages.differences import differences
from eventsapp.messages.models import NoticeState
from eventsapp.registration import services as registrations
from eventsapp.registration import setting_aside
from tests.factories import (
    ENDS,
    STARTS,
    make_applicant,
    make_event,
    make_intake,
    make_registration,
    make_venue,
)

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
DAY_BEFORE = datetime(2026, 12, 3, 6, tzinfo=UTC)


@pytest.fixture
def event(app):
    event = make_event()
    make_registration(event, email="ada@example.org")
    return event


def move(event, *, by=timedelta(minutes=30), now=NOW):
    starts, ends = event.local_starts_at + by, event.local_ends_at + by
    events.move(event, starts=starts, ends=ends, doors=None, by=None, now=now)


def mails(template: str) -> list[Message]:
    return db.session.query(Message).filter_by(template=template).all()


def test_a_move_makes_a_notice_due_in_ten_minutes(event):
    move(event)

    notice = notices.note_changes(event, NOW)

    assert (notice.template, notice.due_at) == ("messages/changed", LATER)
    assert notices.send_due(LATER - timedelta(seconds=1)) == 0


def test_send_due_tells_everybody_once_what_was_and_what_is(event):
    move(event)
    notices.take_up_changes(NOW)

    notices.send_due(LATER)
    notices.send_due(LATER + timedelta(minutes=1))

    [mail] = mails("messages/changed")
    assert mail.subject == "New time: Safe learning environment"
    assert "before Friday 4 December 2026, 12:00 to 13:30" in " ".join(mail.text.split())
    assert "12:30 to 14:00" in mail.text
    assert mail.calendar_recipe["method"] == "REQUEST"


def test_who_registers_after_the_last_change_is_not_told_of_it(event):
    make_registration(event, email="ben@example.org", registered_at=NOW + timedelta(minutes=1))
    make_registration(event, email="eve@example.org", registered_at=NOW + timedelta(minutes=5))
    for now in (NOW, NOW + timedelta(minutes=3)):
        move(event, now=now)
        notices.take_up_changes(now)

    notices.send_due(LATER + timedelta(minutes=3))

    told = [mail.recipient for mail in mails("messages/changed")]
    assert sorted(told) == ["ada@example.org", "ben@example.org"]
    assert [notice.recipients for notice in queries.notices(event)] == [2]


def test_further_changes_join_the_notice_that_waits(event):
    move(event)
    notices.take_up_changes(NOW)
    move(event, now=NOW + timedelta(minutes=5))

    notices.take_up_changes(NOW + timedelta(minutes=5))

    [notice] = queries.notices(event)
    assert notice.due_at == NOW + timedelta(minutes=15)
    assert notice.before["starts"] == STARTS.isoformat()


def test_a_change_taken_back_is_told_to_nobody(event):
    move(event)
    notices.take_up_changes(NOW)
    move(event, by=-timedelta(minutes=30))

    notices.take_up_changes(NOW)

    assert [notice.state for notice in queries.notices(event)] == [NoticeState.WITHDRAWN]
    assert notices.send_due(LATER) == 0


def test_shortly_before_the_start_the_notice_goes_at_once(event):
    now = event.starts_at - timedelta(hours=1)
    move(event, now=now)

    notice = notices.note_changes(event, now)

    assert notice.due_at == now


@pytest.mark.parametrize(("hours_before", "wait"), [(1, timedelta(0)), (3, LATER - NOW)])
def test_who_may_be_on_the_way_hears_at_once_that_it_is_on_another_day(event, hours_before, wait):
    now = event.starts_at - timedelta(hours=hours_before)
    move(event, by=timedelta(days=3), now=now)

    notice = notices.note_changes(event, now)

    assert notice.due_at == now + wait


def test_cancelling_tells_why_and_withdraws_reminders(event):
    reminders.add_usual_rules(event, NOW - timedelta(days=20))
    reminders.queue_due(event.starts_at - timedelta(hours=1))
    now = event.starts_at - timedelta(minutes=50)
    events.cancel(event, reasons=Texts(en="The hall is closed."), by=None, now=now)

    notices.take_up_changes(now)
    notices.send_due(now)

    [mail] = mails("messages/cancelled")
    assert mail.subject == "Cancelled: Safe learning environment"
    assert "The hall is closed." in mail.text
    assert {m.state for m in mails("messages/hour")} == {State.WITHDRAWN}


@pytest.mark.parametrize("how", ["moved", "postponed"])
def test_reminders_of_the_old_time_that_wait_are_withdrawn(event, how):
    reminders.add_usual_rules(event, NOW - timedelta(days=20))
    reminders.queue_due(DAY_BEFORE)
    if how == "moved":
        move(event, by=timedelta(days=7), now=DAY_BEFORE)
    else:
        events.postpone(event, reasons=Texts(), by=None, now=DAY_BEFORE)

    notices.take_up_changes(DAY_BEFORE)

    assert {m.state for m in mails("messages/day")} == {State.WITHDRAWN}


def test_reminders_of_a_moved_event_go_out_again_at_their_new_moment(event):
    reminders.add_usual_rules(event, NOW - timedelta(days=20))
    reminders.queue_due(DAY_BEFORE)
    move(event, by=timedelta(days=7), now=DAY_BEFORE)
    notices.take_up_changes(DAY_BEFORE)

    reminders.queue_due(DAY_BEFORE + timedelta(days=7))

    assert [m.state for m in mails("messages/day")] == [State.WITHDRAWN, State.QUEUED]


def test_a_later_end_alone_leaves_the_reminders_that_wait(event):
    reminders.add_usual_rules(event, NOW - timedelta(days=20))
    reminders.queue_due(DAY_BEFORE)
    starts, ends = event.local_starts_at, ENDS + timedelta(hours=1)
    events.move(event, starts=starts, ends=ends, doors=None, by=None, now=DAY_BEFORE)

    notices.take_up_changes(DAY_BEFORE)

    assert {m.state for m in mails("messages/day")} == {State.QUEUED}


def test_what_is_set_aside_with_a_place_does_not_come_back_once_the_event_has_moved(event):
    reminders.add_usual_rules(event, NOW - timedelta(days=20))
    [person] = reach.by_notice(event)
    reminders.queue_due(DAY_BEFORE)
    registrations.cancel(person, now=DAY_BEFORE)
    move(event, by=timedelta(days=7), now=DAY_BEFORE)
    notices.take_up_changes(DAY_BEFORE)

    registrations.undo_cancel(person, now=DAY_BEFORE + timedelta(seconds=30))

    assert {m.state for m in mails("messages/day")} == {State.WITHDRAWN}


def test_with_a_place_go_the_reminders_and_what_people_write():
    assert set(setting_aside.TEMPLATES) == {*reminders.TEMPLATES, NEWS}


def test_postponing_and_reinstating_within_ten_minutes_is_told_to_nobody(event):
    events.postpone(event, reasons=Texts(), by=None, now=NOW)
    notices.take_up_changes(NOW)
    events.reinstate(event, by=None, now=NOW)

    notices.take_up_changes(NOW)

    assert notices.send_due(LATER) == 0


def test_reinstating_after_the_word_went_out_is_told(event):
    events.cancel(event, reasons=Texts(), by=None, now=NOW)
    notices.take_up_changes(NOW)
    notices.send_due(LATER)
    events.reinstate(event, by=None, now=LATER)

    notice = notices.note_changes(event, LATER)

    assert notice.template == "messages/reinstated"


def test_a_held_notice_waits_for_its_release(event):
    move(event)
    notice = notices.note_changes(event, NOW)
    notices.hold(notice)

    assert notices.send_due(LATER) == 0
    notices.release(notice, LATER)
    assert notices.send_due(LATER) == 1


def test_send_now_does_not_wait(event):
    move(event)
    notice = notices.note_changes(event, NOW)

    notices.send_now(notice, NOW)
    assert mails("messages/changed") == []  # a page queues nothing: the next pass does
    assert notices.send_due(NOW) == 1

    assert (notice.state, notice.recipients) == (NoticeState.SENT, 1)
    assert len(mails("messages/changed")) == 1


def test_nobody_registered_needs_no_notice(app):
    event = make_event(ends=ENDS)
    move(event)

    assert notices.note_changes(event, NOW) is None


def test_changes_of_a_past_event_are_told_to_nobody(event):
    later = event.ends_at + timedelta(days=1)
    move(event, now=later)

    assert notices.note_changes(event, later) is None


def test_a_change_of_zone_rules_is_told_with_both_offsets(event):
    before = snapshot(event)
    told = before | {"utc": (event.starts_at - timedelta(hours=1)).isoformat()}  # it was UTC+7

    [difference] = differences(event, told, "en")

    assert kinds(told, before) == [ChangeKind.MOVED]
    assert difference.before == "Friday 4 December 2026, 12:00 to 13:30 (UTC+7)"
    assert difference.now == "Friday 4 December 2026, 12:00 to 13:30 (UTC+6)"


@pytest.mark.parametrize(("language", "was"), [("en", "Press Centre"), ("ky", "Пресс-борбор")])
def test_differences_name_both_places_in_the_readers_language(app, language, was):
    venue = make_venue(rooms=[])
    event = make_event(venue=venue, organisation=venue.organisation)
    told = snapshot(event)
    event.venue = make_venue(names=Texts(en="Old Hall", ky="Эски зал"), rooms=[])

    [difference] = differences(event, told, language)

    assert difference.before.startswith(was)
    assert difference.now.startswith({"en": "Old Hall", "ky": "Эски зал"}[language])


@pytest.mark.parametrize(
    ("address", "point", "told"),
    [
        ({"ky": "Жаңы көчө 1"}, 40.5, "Пресс-борбор, Жаңы көчө 1"),
        ({"tr": "Yeni Cadde 1"}, 40.6, "Press Centre, Central Street 14 (40.6, 72.8)"),
    ],
)
def test_differences_say_what_makes_it_another_place_to_who_reads_the_same(
    app, address, point, told
):
    venue = make_venue(rooms=[], latitude=40.5, longitude=72.8)
    event = make_event(venue=venue, organisation=venue.organisation)
    known = snapshot(event)
    venue.address, venue.latitude = Texts(venue.address) | address, point

    [difference] = differences(event, known, "en")

    assert difference.now == told


def test_send_due_reaches_everybody_part_by_part(event, monkeypatch):
    monkeypatch.setattr(reach, "PART", 3)
    for number in range(7):
        make_registration(event, email=f"bek{number}@example.org")
    move(event)
    notices.take_up_changes(NOW)

    notices.send_due(LATER)

    assert len(mails("messages/changed")) == 8
    assert [notice.recipients for notice in queries.notices(event)] == [8]


@pytest.fixture
def accepted_unheard(event):
    """A journalist accepted at noon, whose answer waits until the evening."""
    intake = make_intake(event)
    deciding.hold_answers(intake, NOW + timedelta(hours=7))
    applicant = make_applicant(event, email="meerim@example.org")
    versions = {applicant.id: applicant.version}
    deciding.decide(event, versions, Verdict(Status.ACCEPTED), by=None, now=NOW)
    db.session.commit()
    return applicant


def test_an_answer_to_the_press_that_waits_says_how_the_event_was_moved(event, accepted_unheard):
    move(event)

    notices.take_up_changes(NOW)
    notices.send_due(LATER)

    assert [mail.recipient for mail in mails("messages/changed")] == ["ada@example.org"]
    [answer] = mails("accreditation/accepted")
    assert "12:30" in answer.text
    assert (answer.state, answer.due_at) == (State.QUEUED, NOW + timedelta(hours=7))


def test_no_answer_to_the_press_that_waits_goes_out_about_a_cancelled_event(
    event, accepted_unheard
):
    events.cancel(event, reasons=Texts(), by=None, now=NOW)

    notices.take_up_changes(NOW)
    notices.send_due(LATER)

    [answer] = mails("accreditation/accepted")
    told = [mail.recipient for mail in mails("messages/cancelled")]
    assert answer.state is State.WITHDRAWN
    assert sorted(told) == ["ada@example.org", "meerim@example.org"]


def test_nobody_is_reminded_of_a_place_of_the_press_before_the_answer(event, accepted_unheard):
    reminders.add_usual_rules(event, NOW)
    [answer] = mails("accreditation/accepted")
    answer.due_at = DAY_BEFORE + timedelta(hours=3)
    db.session.commit()

    reminders.queue_due(DAY_BEFORE)

    assert [mail.recipient for mail in mails("messages/day")] == ["ada@example.org"]
