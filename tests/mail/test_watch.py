"""Mails that stand still: what counts as late, and who is told on the desk."""

from datetime import timedelta

import pytest

from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import State
from eventsapp.mail.watch import LATE, STUCK, standstill
from eventsapp.web.guard import Role
from tests.factories import make_event

SECOND = timedelta(seconds=1)
GONE = "No mails go out at the moment."
LATE_HERE = "1 mail should have gone out more than a quarter of an hour ago and has not."
LATE_ANYWHERE = "Mails go out late at the moment"


@pytest.fixture
def beating(app, now):
    """A worker at work, in the test's present and in that of the pages."""

    def beat(at=now):
        jobs.beat(at)
        db.session.commit()

    beat()
    return beat


def test_standstill_is_nothing_while_a_worker_is_at_work(queue, beating, now):
    queue()

    assert not standstill(now)


def test_standstill_tells_that_no_worker_is_seen(app, beating, now):
    assert standstill(now + timedelta(minutes=3)).worker_is_gone


@pytest.mark.parametrize("state", [State.QUEUED, State.RETRYING])
def test_standstill_counts_what_is_overdue(queue, beating, now, state):
    queue("in time", due_at=now - LATE).state = state
    assert standstill(now).late == 0

    queue("late", due_at=now - LATE - SECOND).state = state
    assert standstill(now).late == 1


@pytest.mark.parametrize(("since", "late"), [(STUCK, 0), (STUCK + SECOND, 1)])
def test_standstill_counts_what_a_worker_never_gave_back(queue, beating, now, since, late):
    message = queue(due_at=now - timedelta(hours=1))
    message.state, message.lease_until = State.SENDING, now - since

    assert standstill(now).late == late


@pytest.mark.parametrize("state", [State.HELD, State.SENT, State.FAILED, State.WITHDRAWN])
def test_standstill_leaves_out_what_is_not_to_go_out(queue, beating, now, state):
    queue(due_at=now - timedelta(hours=1)).state = state

    assert standstill(now).late == 0


def test_standstill_of_one_topic_counts_its_mails_alone(queue, beating, now):
    queue("one", topic="event:1", due_at=now - timedelta(hours=1))

    assert (standstill(now, topic="event:1").late, standstill(now, topic="event:2").late) == (1, 0)


def read(desk):
    event = make_event(organisation=desk.organisation)
    db.session.commit()
    return event, lambda: (
        desk.get(f"/desk/e/{event.id}/messages").text,
        desk.get("/desk/events").text,
    )


def test_desk_says_that_no_worker_is_seen(desk):
    _event, pages = read(desk)

    assert all(GONE in page for page in pages())


def test_desk_says_that_mails_are_late_and_how_many_of_the_event(desk, queue, beating):
    event, pages = read(desk)
    beating(utcnow())
    queue(topic=event.topic, due_at=utcnow() - timedelta(hours=1))

    messages, events = pages()

    assert LATE_HERE in messages
    assert LATE_ANYWHERE in events
    assert GONE not in messages + events


def test_desk_says_nothing_while_all_is_well(desk, beating):
    _event, pages = read(desk)
    beating(utcnow())

    assert not any(words in page for page in pages() for words in (GONE, LATE_ANYWHERE))


def test_desk_says_nothing_to_those_who_can_do_nothing(desk):
    desk.user.memberships[0].role = Role.VIEWER
    _event, pages = read(desk)

    assert not any(GONE in page for page in pages())
