"""Which method goes to whom, and what raises SEQUENCE: one row for each thing that can happen.

RFC 5546 §2.1.4, §3.2.2, §3.2.5. The person of these tests had the event in their calendar before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from eventsapp.calendars import services
from eventsapp.calendars.models import Answer
from eventsapp.core.texts import Texts
from eventsapp.events import details
from eventsapp.events import services as events
from eventsapp.events.models import Precision
from eventsapp.extensions import db
from tests.calendars.reading import names, only
from tests.factories import make_event, make_venue

ADA = "ada@example.org"
MOVED = datetime(2026, 12, 5, 15)
NEXT_WEEK = date(2026, 12, 12)


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


def edit(**changed):
    """The organiser edits the published event and publishes the changes."""

    def act(event, now):
        what = replace(details.of(event), **changed)
        events.save_draft(event, what, version=event.version, by=None, now=now)
        events.publish_changes(event, minor=False, by=None, now=now)

    return act


def nothing(event, now):
    """The same is sent again."""


def move(event, now):
    events.move(event, starts=MOVED, ends=None, doors=None, by=None, now=now)


def move_house(event, now):
    edit(venue_id=make_venue(organisation=event.organisation).id)(event, now)


def postpone(event, now):
    events.postpone(event, reasons=Texts(), by=None, now=now)


def cancel(event, now):
    events.cancel(event, reasons=Texts(), by=None, now=now)


def reinstate(event, now):
    cancel(event, now)
    events.reinstate(event, by=None, now=now)


def change_zone_rules(event, now):
    event.starts_at, event.ends_at = event.starts_at - timedelta(hours=1), event.ends_at
    db.session.commit()
    events.follow_zone_rules(now)


@dataclass(frozen=True)
class Row:
    """One line of the table: what happens, and what an update then says."""

    happening: Callable
    sequence: int
    status: str = "CONFIRMED"
    asks_anew: bool = True


UPDATES = {
    "sent again": Row(nothing, 0, asks_anew=False),
    "title": Row(edit(titles=Texts(en="Corrected")), 0, asks_anew=False),
    "text": Row(edit(summaries=Texts(en="More of it.")), 0, asks_anew=False),
    "doors": Row(edit(doors=datetime(2026, 12, 4, 11, 30)), 0, asks_anew=False),
    "start": Row(move, 1),
    "end": Row(edit(ends=datetime(2026, 12, 4, 14)), 1),
    "no end": Row(edit(ends=None), 1),
    "zone": Row(edit(zone="Europe/Istanbul"), 1),
    "rules of the zone": Row(change_zone_rules, 1),
    "hour taken back": Row(edit(precision=Precision.DAY), 1),
    "day uncertain": Row(edit(precision=Precision.UNCERTAIN), 1, "TENTATIVE"),
    "venue": Row(move_house, 1),
    "way in": Row(edit(place_notes=Texts(en="Second floor")), 1),
    "online": Row(edit(online_url="https://meet.example.org/x"), 1),
    "postponed": Row(postpone, 1, "TENTATIVE"),
    "cancelled, then reinstated": Row(reinstate, 2),
}


@pytest.mark.parametrize("row", UPDATES.values(), ids=UPDATES)
def test_update_is_a_request_that_asks_anew_only_after_a_big_change(invitation, event, now, row):
    invitation.answer = Answer.TENTATIVE
    row.happening(event, now)

    body = updated(invitation, now)

    assert only(body, "METHOD") == "METHOD:REQUEST"
    assert only(body, "SEQUENCE") == f"SEQUENCE:{row.sequence}"
    assert only(body, "STATUS") == f"STATUS:{row.status}"
    answer = "NEEDS-ACTION;RSVP=TRUE" if row.asks_anew else "TENTATIVE;RSVP=FALSE"
    assert f"PARTSTAT={answer};" in only(body, "ATTENDEE")
    assert only(body, "UID") == f"UID:{event.uid}"
    assert only(body, "ORGANIZER").endswith(f":mailto:{invitation.organizer}")
    assert not {"REQUEST-STATUS", "NAME", "X-WR-CALNAME"} & set(names(body))


def test_new_invitation_has_the_present_number_and_the_answer_of_the_form(event, now):
    move(event, now)
    invitation = services.expect(event, address=ADA, name="Ada", now=now)
    db.session.flush()

    body = sent(services.request(invitation), now)

    assert only(body, "METHOD") == "METHOD:REQUEST"
    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert "PARTSTAT=ACCEPTED;RSVP=FALSE" in only(body, "ATTENDEE")  # they came to us themselves


def test_sent_again_has_a_new_stamp(invitation, now):
    again = updated(invitation, now + timedelta(hours=1))

    assert only(again, "DTSTAMP") == "DTSTAMP:20261126T070000Z"


def test_cancelled_event_is_a_cancel_one_higher_with_its_status(invitation, event, now):
    cancel(event, now)

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
    assert "BEGIN:VALARM" not in body.decode()


def test_person_invited_again_counts_for_more_than_the_cancel(invitation, event, now):
    sent(services.uninvite(event, address=ADA, now=now), now)

    body = updated(invitation, now)

    assert only(body, "METHOD") == "METHOD:REQUEST"
    assert only(body, "SEQUENCE") == "SEQUENCE:2"
    assert event.sequence == 0


def test_one_date_of_a_series_is_an_event_of_its_own(event, invitation, now):
    [second] = events.repeat(event, rule="FREQ=WEEKLY", until=NEXT_WEEK, by=None, now=now)
    events.publish(second, by=None, now=now)
    cancel(second, now)
    other = services.expect(second, address=ADA, name="Ada", now=now)
    db.session.flush()

    body = sent(services.cancellation(other, now), now)

    assert only(body, "UID") == f"UID:{second.uid}" != f"UID:{event.uid}"
    assert not {"RECURRENCE-ID", "RRULE"} & set(names(body))
    assert only(updated(invitation, now), "SEQUENCE") == "SEQUENCE:0"


def test_refused_counter_names_the_version_it_was_about(invitation, event, now):
    move(event, now)

    body = sent(services.refusal(invitation, sequence=0), now)

    assert only(body, "METHOD") == "METHOD:DECLINECOUNTER"
    assert only(body, "SEQUENCE") == "SEQUENCE:0"
    assert event.sequence == 1  # refusing raises nothing


def test_several_changes_published_together_count_once(invitation, event, now):
    edit(
        starts=MOVED, ends=None, online_url="https://meet.example.org/x", titles=Texts(en="Other")
    )(event, now)

    assert only(updated(invitation, now), "SEQUENCE") == "SEQUENCE:1"


def test_number_never_goes_down(invitation, event, now):
    numbers = []
    for step in range(3):
        events.move(
            event, starts=MOVED + timedelta(days=step), ends=None, doors=None, by=None, now=now
        )
        numbers.append(only(updated(invitation, now), "SEQUENCE"))

    assert numbers == ["SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:3"]
