"""Which change sends what to whom: the rows of RFC 5546 as this product reads them, one test each.

The numbers come from the services that organisers use; the objects are those that go out.
"""

from datetime import datetime, timedelta

import pytest

from eventsapp.calendars import services
from eventsapp.calendars.models import Answer
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.events.models import State
from eventsapp.extensions import db
from tests.calendars.reading import names, only
from tests.factories import make_event

ADA = "ada@example.org"
MOVED = datetime(2026, 12, 5, 15)


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def invitation(event, now):
    invitation = services.expect(event, address=ADA, name="Ada", now=now)
    db.session.flush()
    sent(services.request(invitation), now)
    return invitation


def sent(recipe, now):
    return services.build(recipe, now)[1]


def updated(invitation, now):
    services.expect(invitation.event, address=ADA, name="Ada", now=now, standing=invitation)
    db.session.flush()
    return sent(services.request(invitation), now)


def test_sent_again_is_a_request_with_the_same_sequence_and_a_new_stamp(invitation, now):
    again = updated(invitation, now + timedelta(hours=1))

    assert only(again, "METHOD") == "METHOD:REQUEST"
    assert only(again, "SEQUENCE") == "SEQUENCE:0"
    assert only(again, "DTSTAMP") == "DTSTAMP:20261126T070000Z"


def test_move_is_a_request_one_higher_that_asks_anew(invitation, event, now):
    events.move(event, starts=MOVED, ends=None, doors=None, by=None, now=now)

    body = updated(invitation, now)

    assert only(body, "METHOD") == "METHOD:REQUEST"
    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert "PARTSTAT=NEEDS-ACTION;RSVP=TRUE" in only(body, "ATTENDEE")


@pytest.mark.parametrize("answer", [Answer.TENTATIVE, Answer.DECLINED, Answer.ACCEPTED])
def test_minor_edit_keeps_sequence_and_answer(invitation, event, now, answer):
    invitation.answer = answer
    event.titles, event.updated_at = Texts(en="Safer learning"), now

    body = updated(invitation, now)

    assert only(body, "SEQUENCE") == "SEQUENCE:0"
    assert f"PARTSTAT={answer.value};RSVP=FALSE" in only(body, "ATTENDEE")


def test_cancelled_event_is_a_cancel_one_higher_with_its_status(invitation, event, now):
    events.cancel(event, reasons=Texts(), by=None, now=now)

    body = sent(services.cancellation(invitation, now), now)

    assert only(body, "METHOD") == "METHOD:CANCEL"
    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert only(body, "STATUS") == "STATUS:CANCELLED"
    assert only(body, "ATTENDEE").endswith(":mailto:ada@example.org")
    assert {"DTSTART", "UID", "ORGANIZER"} <= set(names(body))
    assert "BEGIN:VALARM" not in body.decode()


def test_removed_person_gets_a_cancel_without_status_and_others_keep_theirs(invitation, event, now):
    other = services.expect(event, address="ben@example.org", name="Ben", now=now)

    body = sent(services.uninvite(event, address=ADA, now=now), now)

    assert only(body, "METHOD") == "METHOD:CANCEL"
    assert "STATUS" not in names(body)
    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert (event.sequence, other.sequence) == (0, 0)


def test_postponed_event_is_a_tentative_request_one_higher(invitation, event, now):
    events.postpone(event, reasons=Texts(), by=None, now=now)

    body = updated(invitation, now)

    assert event.state is State.POSTPONED
    assert only(body, "METHOD") == "METHOD:REQUEST"
    assert only(body, "STATUS") == "STATUS:TENTATIVE"
    assert only(body, "SEQUENCE") == "SEQUENCE:1"


def test_number_never_goes_down(invitation, event, now):
    numbers = []
    for step in range(3):
        events.move(
            event, starts=MOVED + timedelta(days=step), ends=None, doors=None, by=None, now=now
        )
        numbers.append(only(updated(invitation, now), "SEQUENCE"))

    assert numbers == ["SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:3"]
