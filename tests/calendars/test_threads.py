"""Letters about one event, as they are sent: each stands below the first (RFC 5322 §3.6.4)."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.calendars import services as calendars
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.extensions import db
from eventsapp.mail.delivery import deliver_pending
from eventsapp.messages import notices, reminders
from eventsapp.registration import mails
from tests.factories import CREATED, make_event, make_registration

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 12, 3, 9, tzinfo=UTC)


@pytest.fixture
def person(postbox):
    event = make_event()
    reminders.add_usual_rules(event, CREATED)
    person = make_registration(event, email="ada@example.org")
    mails.confirm(person, NOW)
    deliver(NOW)
    return person


def deliver(now):
    db.session.commit()
    deliver_pending(now, build_calendar=calendars.build)


def tell(now):
    """The letters of what has been changed, as the worker sends them."""
    notices.take_up_changes(now)
    notices.send_due(now + timedelta(minutes=10))
    deliver(now + timedelta(minutes=10))


def move(event, now):
    starts = event.local_starts_at + timedelta(hours=2)
    events.move(event, starts=starts, ends=None, doors=None, by=None, now=now)
    tell(now)


def postpone(event, now):
    events.postpone(event, reasons=Texts(), by=None, now=now)
    tell(now)


def cancel(event, now):
    events.cancel(event, reasons=Texts(en="The hall is closed."), by=None, now=now)
    tell(now)


def reinstate(event, now):
    cancel(event, now)
    events.reinstate(event, by=None, now=now + timedelta(hours=1))
    tell(now + timedelta(hours=1))


def remind(_event, _now):
    reminders.queue_due(DAY_BEFORE)
    deliver(DAY_BEFORE)


HAPPENINGS = {
    "moved": (move, ["New time: Safe learning environment"]),
    "postponed": (postpone, ["Postponed: Safe learning environment"]),
    "cancelled": (cancel, ["Cancelled: Safe learning environment"]),
    "reinstated": (
        reinstate,
        [
            "Cancelled: Safe learning environment",
            "Takes place after all: Safe learning environment",
        ],
    ),
    "reminded": (remind, ["Tomorrow 12:00: Safe learning environment"]),
}


@pytest.mark.parametrize(("happening", "subjects"), HAPPENINGS.values(), ids=HAPPENINGS)
def test_every_later_letter_stands_below_the_first_on_the_wire(
    person, postbox, happening, subjects
):
    happening(person.event, NOW + timedelta(hours=1))

    first, *later = postbox.letters
    assert [letter["Subject"] for letter in later] == subjects
    assert (first["In-Reply-To"], first["References"]) == (None, None)
    for letter in later:
        assert letter["In-Reply-To"] == letter["References"] == first["Message-ID"]
    assert len({letter["Message-ID"] for letter in postbox.letters}) == len(postbox.letters)
