"""Digests: what is new, changed, cancelled or closing, once; nothing new, no mail."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.core.texts import Texts
from eventsapp.digests import queries, sending, services
from eventsapp.digests.models import Frequency
from eventsapp.digests.moments import next_edition
from eventsapp.events import services as events
from eventsapp.events.change_models import Change
from eventsapp.events.filters import Filter
from eventsapp.events.kinds import Type
from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail import services as outbox
from eventsapp.mail.models import Message, State
from tests.counting import statements
from tests.digests.conftest import make_subscription
from tests.factories import ENDS, STARTS, make_category, make_event, make_registration

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)  # a Thursday, 11:00 in Astana
EDITION = datetime(2026, 11, 27, 3, tzinfo=UTC)  # 08:00 the next day
HOUR = timedelta(hours=1)


def mails(template: str = "digests/news") -> list[Message]:
    return db.session.query(Message).filter_by(template=template).order_by(Message.id).all()


def tell_until(until):
    """The worker's rounds from the last change up to an instant, a minute apart."""
    now = max(change.made_at for change in db.session.query(Change))
    while now <= until:
        sending.tell_at_once(now)
        now += timedelta(minutes=1)


def move(event, *, now=NOW + HOUR, by=timedelta(minutes=30)):
    events.move(event, starts=STARTS + by, ends=ENDS + by, doors=None, by=None, now=now)
    db.session.commit()


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [(Frequency.DAILY, EDITION), (Frequency.WEEKLY, datetime(2026, 11, 30, 3, tzinfo=UTC))],
)
def test_next_edition_is_at_eight_the_next_morning_or_on_monday(app, frequency, expected):
    assert next_edition(frequency, NOW) == expected
    assert next_edition(frequency, expected) > expected


def test_queue_due_tells_what_was_published_since(app):
    make_event(titles=Texts(en="Old news"))
    make_subscription(NOW)
    make_event(titles=Texts(en="Exam results"), first_published_at=NOW + HOUR)

    assert sending.queue_due(EDITION - HOUR) == 0
    sending.queue_due(EDITION)

    [mail] = mails()
    assert mail.subject == "News of 1 event: Exam results"
    assert "Old news" not in mail.text
    assert "Friday 4 December 2026, 12:00 to 13:30" in mail.text


def test_who_pauses_all_mails_hears_nothing_of_that_time(app):
    make_subscription(NOW)
    until = EDITION + HOUR
    preferences.choose("ada@example.org", wanted=(), paused_until=until, now=NOW)
    make_event(first_published_at=NOW + HOUR)

    sending.queue_due(EDITION)
    sending.queue_due(EDITION + timedelta(days=1))

    assert mails() == []


def test_who_complains_of_a_digest_gets_no_more_and_no_goodbye(app):
    subscription, other = make_subscription(NOW), make_subscription(NOW, email="bob@example.org")
    make_event(first_published_at=NOW + HOUR)
    outbox.unsubscribe(subscription.email, subscription.topic, NOW)  # as `complaints.take` does

    assert services.end_unwanted(NOW) == 1
    assert services.end_unwanted(NOW) == 0
    sending.queue_due(EDITION)

    assert [mail.recipient for mail in mails()] == [other.email]
    assert mails("digests/goodbye") == []


def test_who_comes_back_after_a_complaint_is_told_again(app):
    subscription = make_subscription(NOW)
    outbox.unsubscribe(subscription.email, subscription.topic, NOW)
    services.end_unwanted(NOW)

    services.confirm(subscription, now=NOW)

    assert services.end_unwanted(NOW) == 0
    assert subscription.is_active


def test_queue_due_tells_nothing_twice(app):
    make_subscription(NOW)
    make_event(first_published_at=NOW + HOUR)

    sending.queue_due(EDITION)
    sending.queue_due(EDITION + HOUR)
    sending.queue_due(EDITION + timedelta(days=1))

    assert len(mails()) == 1


def test_queue_due_sends_nothing_when_nothing_is_new(app):
    make_event()
    subscription = make_subscription(NOW)

    assert sending.queue_due(EDITION) == 0
    assert mails() == []
    assert subscription.due_at == EDITION + timedelta(days=1)


def test_queue_due_strikes_what_was_known_before(app):
    event = make_event()
    make_subscription(NOW)
    move(event)

    sending.queue_due(EDITION)

    [mail] = mails()
    assert "<s class=" in mail.html
    assert "before Friday 4 December 2026, 12:00 to 13:30" in " ".join(mail.text.split())


def test_queue_due_says_what_is_cancelled_and_why(app):
    event = make_event()
    make_subscription(NOW)
    events.cancel(event, reasons=Texts(en="The hall is closed."), by=None, now=NOW + HOUR)
    db.session.commit()

    sending.queue_due(EDITION)

    [mail] = mails()
    assert "CANCELLED" in mail.text
    assert "The hall is closed." in mail.text


def test_queue_due_says_once_when_registration_closes_soon(app):
    event = make_event()
    make_category(event, closes_at=EDITION + timedelta(days=1))
    subscription = make_subscription(NOW)
    subscription.told_until = NOW - timedelta(days=1)
    db.session.commit()

    sending.queue_due(EDITION)
    sending.queue_due(EDITION + timedelta(days=1))

    [mail] = mails()
    assert "REGISTRATION CLOSES SOON" in mail.text


def test_queue_due_keeps_to_the_filter_and_the_language(app):
    make_subscription(NOW, filter=Filter(types=(Type.BRIEFING,)), language="ky")
    published = {"first_published_at": NOW + HOUR}
    make_event(type=Type.SEMINAR, titles=Texts(en="Seminar"), **published)
    make_event(type=Type.BRIEFING, titles=Texts(en="Briefing", ky="Брифинг"), **published)

    sending.queue_due(EDITION)

    [mail] = mails()
    assert mail.language == "ky"
    assert "Брифинг" in mail.text
    assert "Seminar" not in mail.text


def test_queue_due_offers_to_end_it_in_one_click(app):
    subscription = make_subscription(NOW)
    make_event(first_published_at=NOW + HOUR)

    sending.queue_due(EDITION)

    [mail] = mails()
    end = f"https://agenda.example.org/s/{subscription.token}/end"
    assert mail.headers["List-Unsubscribe"] == f"<{end}>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/s/{subscription.token}" in mail.text


def test_queue_due_asks_as_often_for_many_readers_as_for_one(app, monkeypatch):
    counted = []
    make_event(first_published_at=NOW + HOUR)
    for number in (1, 30):
        for each in range(number):
            make_subscription(NOW, email=f"ada{number}-{each}@example.org")
        with statements() as seen:
            sending.queue_due(EDITION)
        counted.append(len(seen))

    assert counted[0] == counted[1]
    assert len(mails()) == 31


def test_queue_due_goes_on_part_by_part(app, monkeypatch):
    monkeypatch.setattr(queries, "PART", 2)
    make_event(first_published_at=NOW + HOUR)
    for each in range(5):
        make_subscription(NOW, email=f"ada{each}@example.org")

    assert sending.queue_due(EDITION) == 5


def test_an_ended_subscription_gets_nothing_more(app):
    subscription = make_subscription(NOW)
    make_event(first_published_at=NOW + HOUR)
    services.end(subscription, now=NOW + HOUR)

    assert sending.queue_due(EDITION) == 0


def test_tell_at_once_tells_of_a_change_within_a_day(app):
    event = make_event()
    make_subscription(NOW)
    now = event.starts_at - 5 * HOUR
    move(event, now=now)

    assert sending.tell_at_once(now + timedelta(minutes=9)) == 0
    sending.tell_at_once(now + timedelta(minutes=10))
    sending.tell_at_once(now + timedelta(minutes=11))

    [mail] = mails("digests/today")
    assert mail.subject == "New time: Safe learning environment"


def test_tell_at_once_is_silent_for_later_events_and_for_changes_taken_back(app):
    event = make_event()
    make_subscription(NOW)
    move(event, now=NOW)
    soon = event.starts_at - 5 * HOUR

    assert sending.tell_at_once(NOW + HOUR) == 0
    move(event, now=soon, by=timedelta(hours=1))
    move(event, now=soon + timedelta(minutes=1), by=timedelta(minutes=30))
    assert sending.tell_at_once(soon + HOUR) == 0


def test_tell_at_once_passes_over_those_who_hear_of_it_otherwise(app):
    event = make_event()
    make_registration(event, email="ada@example.org")
    make_subscription(NOW)
    make_subscription(NOW, email="bek@example.org", tells_at_once=False)
    make_subscription(NOW, email="aru@example.org", filter=Filter(types=(Type.SEMINAR,)))
    now = event.starts_at - 5 * HOUR
    move(event, now=now)

    assert sending.tell_at_once(now + HOUR) == 0


def told() -> list[tuple[str, str]]:
    """To whom word of the day went, and what it says was before."""
    before = re.compile(r"before \w+ \d+ \w+ \d+, ([\d:]+)")
    words = [(mail.recipient, " ".join(mail.text.split())) for mail in mails("digests/today")]
    return [(address, (before.findall(text) or [""])[0]) for address, text in words]


def test_tell_at_once_tells_of_each_change_of_a_day_in_its_turn(app):
    event = make_event()
    make_subscription(NOW)
    morning = event.starts_at - 20 * HOUR
    move(event, now=morning, by=HOUR)
    tell_until(morning + HOUR)
    move(event, now=morning + HOUR, by=3 * HOUR)
    tell_until(morning + 8 * HOUR)

    assert told() == [("ada@example.org", "12:00"), ("ada@example.org", "13:00")]
    assert [mail.created_at - morning for mail in mails("digests/today")] == [
        timedelta(minutes=10),
        timedelta(minutes=70),
    ]


def test_tell_at_once_tells_of_a_change_taken_back_after_it_was_told(app):
    event = make_event()
    make_subscription(NOW)
    morning = event.starts_at - 20 * HOUR
    move(event, now=morning, by=HOUR)
    tell_until(morning + HOUR)
    move(event, now=morning + HOUR, by=timedelta())
    tell_until(morning + 8 * HOUR)

    assert told() == [("ada@example.org", "12:00"), ("ada@example.org", "13:00")]


def test_tell_at_once_tells_together_of_what_changes_while_it_waits(app):
    event = make_event()
    make_subscription(NOW)
    morning = event.starts_at - 20 * HOUR
    move(event, now=morning, by=HOUR)
    move(event, now=morning + timedelta(minutes=7), by=3 * HOUR)
    tell_until(morning + 8 * HOUR)

    [mail] = mails("digests/today")
    assert mail.created_at == morning + timedelta(minutes=17)
    assert told() == [("ada@example.org", "12:00")]
    assert "15:00" in mail.text


def test_tell_at_once_begins_with_what_a_reader_knew(app):
    event = make_event()
    make_subscription(NOW)
    morning = event.starts_at - 20 * HOUR
    move(event, now=morning, by=HOUR)
    tell_until(morning + HOUR / 2)
    make_subscription(morning + HOUR / 2, email="bek@example.org")
    move(event, now=morning + HOUR, by=3 * HOUR)
    tell_until(morning + 8 * HOUR)

    assert told()[1:] == [("ada@example.org", "13:00"), ("bek@example.org", "13:00")]


def test_tell_at_once_leaves_out_what_the_digest_has_told(app):
    event = make_event()
    subscription = make_subscription(NOW)
    edition = event.starts_at - 4 * HOUR
    subscription.due_at = edition
    move(event, now=edition - timedelta(minutes=5))
    sending.queue_due(edition)
    tell_until(edition + HOUR)

    assert "before Friday 4 December 2026, 12:00" in " ".join(mails()[0].text.split())
    assert told() == []


def test_tell_at_once_tells_an_address_once_whichever_subscription_it_keeps(app):
    event = make_event()
    subscription = make_subscription(NOW)
    make_subscription(NOW, filter=Filter(types=(event.type,)))
    morning = event.starts_at - 20 * HOUR
    move(event, now=morning)
    tell_until(morning + HOUR)
    mails("digests/today")[0].state = State.SENT
    services.end(subscription, now=morning + HOUR)
    tell_until(morning + 5 * HOUR)

    assert told() == [("ada@example.org", "12:00")]


def test_tell_at_once_begins_anew_where_its_last_word_was_taken_back(app):
    event = make_event()
    make_subscription(NOW)
    morning = event.starts_at - 20 * HOUR
    move(event, now=morning, by=HOUR)
    tell_until(morning + timedelta(minutes=10))
    mails("digests/today")[0].state = State.WITHDRAWN
    move(event, now=morning + HOUR, by=3 * HOUR)
    tell_until(morning + 8 * HOUR)

    assert told() == [("ada@example.org", "12:00"), ("ada@example.org", "12:00")]


def test_tell_at_once_tells_of_an_event_of_the_day_that_moves_away(app):
    event = make_event()
    make_subscription(NOW)
    morning = event.starts_at - 5 * HOUR
    move(event, now=morning, by=timedelta(days=7))
    tell_until(morning + HOUR / 2)
    move(event, now=morning + HOUR, by=timedelta(days=8))  # no news of this day any more
    tell_until(morning + 4 * HOUR)

    [mail] = mails("digests/today")
    assert mail.created_at == morning + timedelta(minutes=10)
    assert "Friday 11 December 2026, 12:00" in " ".join(mail.text.split())


def test_tell_at_once_asks_as_often_for_many_readers_as_for_one(app):
    event = make_event()
    counted = []
    for number in (1, 30):
        for each in range(number):
            make_subscription(NOW, email=f"ada{number}-{each}@example.org")
        now = event.starts_at - (20 - number / 10) * HOUR
        move(event, now=now, by=number * timedelta(minutes=5))
        with statements() as seen:
            sending.tell_at_once(now + timedelta(minutes=10))
        counted.append(len(seen))

    assert counted[0] == counted[1]
    assert len(told()) == 1 + 31
