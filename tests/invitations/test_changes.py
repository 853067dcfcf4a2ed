"""What invited people who have not answered hear when the event changes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.calendars import services as calendars
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.invitations import services
from eventsapp.invitations.changes import Silent
from eventsapp.invitations.models import Answer
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message
from eventsapp.messages import notices, reach
from tests.conftest import NOW
from tests.factories import make_category, make_event, make_invite, make_registration

LATER = NOW + timedelta(minutes=11)  # the notice has waited long enough


@pytest.fixture
def event(app):
    return make_category(make_event()).event


def told():
    """Take up what was published; the letters to those who are invited."""
    notices.take_up_changes(NOW)
    db.session.commit()
    notices.send_due(LATER)
    db.session.commit()
    own = select(Message).where(Message.template == Silent.one_date).order_by(Message.id)
    return db.session.scalars(own).all()


def move(event):
    events.move(
        event,
        starts=event.local_starts_at + timedelta(hours=1),
        ends=event.local_ends_at + timedelta(hours=1),
        doors=None,
        by=None,
        now=NOW,
    )
    db.session.commit()


def test_moved_event_is_told_to_the_silent_with_the_new_hour(event):
    invite = make_invite(event)
    move(event)

    [letter] = told()

    assert letter.recipient == invite.email
    assert letter.subject.startswith("New time")
    assert "13:00" in letter.text
    assert f"/i/{invite.token}#accept" in letter.text
    method, calendar = calendars.build(letter.calendar_recipe, LATER)
    assert method == "PUBLISH"
    assert b"T130000" in calendar


def test_cancelled_event_is_told_to_the_silent(event):
    make_invite(event)
    events.cancel(event, reasons=Texts(en="The speaker is ill."), by=None, now=NOW)
    db.session.commit()

    [letter] = told()

    assert letter.subject.startswith("Cancelled")
    assert "The speaker is ill." in letter.text
    assert "#accept" not in letter.text
    assert b"STATUS:CANCELLED" in calendars.build(letter.calendar_recipe, LATER)[1]


def test_whoever_is_no_longer_invited_hears_nothing(event):
    invite = make_invite(event)
    services.withdraw(invite, now=NOW)
    move(event)

    assert told() == []


def test_whoever_has_answered_registered_or_wants_no_mail_hears_nothing_more(event):
    make_invite(event, answer=Answer.NO, answered_at=NOW)
    make_registration(event, email=make_invite(event).email)
    outbox.unsubscribe(make_invite(event).email, event.topic, NOW)
    make_invite(event, sent_at=None, due_at=NOW)
    move(event)

    assert told() == []


def test_everybody_hears_of_a_change_once(event):
    for _each in range(3):
        make_invite(event)
    move(event)

    assert len(told()) == 3
    assert len(told()) == 3


def test_organiser_reads_how_many_hear_of_it(event, desk):
    make_invite(event)
    event.organisation = desk.organisation
    db.session.commit()

    page = desk.get(f"/desk/e/{event.id}/cancel").text

    assert reach.count_told(event) == 1
    assert event.state is State.PUBLISHED
    assert "Cancel event and tell 1 person" in page
