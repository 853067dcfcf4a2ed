import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from eventsapp.extensions import db
from eventsapp.mail import bounces, delivery, leases, transport
from eventsapp.mail.delivery import SERVER_PAUSE, deliver_pending
from eventsapp.mail.leases import LEASE
from eventsapp.mail.models import Message, State
from eventsapp.mail.services import unsubscribe, withdraw
from eventsapp.mail.steering import hold
from tests.mail.conftest import mail_settings

ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def states():
    db.session.expire_all()
    return dict(db.session.execute(select(Message.key, Message.state)).all())


def test_deliver_pending_sends_what_is_due(queue, postbox, now):
    queue("due", name="Ада", title="Өзгөрдү")
    queue("later", due_at=now + timedelta(seconds=60))

    assert deliver_pending(now) == 1

    assert postbox.recipients == ["ada@example.org"]
    assert postbox.letters[0]["Subject"] == "Note: Өзгөрдү"
    assert states() == {"due": State.SENT, "later": State.QUEUED}


def test_deliver_pending_sends_nothing_twice(queue, postbox, now):
    queue()

    deliver_pending(now)

    assert deliver_pending(now + timedelta(hours=1)) == 0
    assert len(postbox.raw) == 1


def test_deliver_pending_sends_everything_over_one_connection(queue, postbox, now):
    for number in range(13):
        queue(str(number), to=f"person{number}@example.org")

    assert deliver_pending(now) == 13

    assert postbox.recipients == [f"person{number}@example.org" for number in range(13)]
    assert postbox.connections == 1


def test_deliver_pending_leaves_held_and_withdrawn_messages(queue, postbox, now):
    hold([queue("held")])
    queue("withdrawn", topic="event:2")
    withdraw(topic="event:2")
    db.session.commit()

    assert deliver_pending(now) == 0
    assert postbox.raw == []


def test_deliver_pending_does_not_send_stale_news(queue, postbox, now):
    queue(expires_at=now + timedelta(hours=1))

    deliver_pending(now + timedelta(hours=1))

    assert postbox.raw == []
    assert states() == {"note:1": State.WITHDRAWN}


def test_temporary_refusal_is_tried_again_until_it_succeeds(queue, postbox, now):
    message = queue()
    postbox.answer = lambda _address: "450 mailbox busy"
    deliver_pending(now)
    assert (message.state, message.last_error) == (State.RETRYING, "450 mailbox busy")
    assert now + timedelta(seconds=10) <= message.due_at < now + timedelta(seconds=20)

    postbox.answer = lambda _address: "250 OK"
    deliver_pending(now + timedelta(seconds=20))

    assert (message.state, message.attempts, message.last_error) == (State.SENT, 2, "")
    assert len(postbox.raw) == 1


def test_temporary_refusal_is_given_up_after_the_last_attempt(queue, postbox, now):
    message = queue()
    postbox.answer = lambda _address: "450 mailbox busy"

    for attempt in range(10):
        deliver_pending(now + timedelta(hours=attempt))

    assert (message.state, message.attempts) == (State.FAILED, 7)


def test_lasting_refusal_fails_at_once_and_stops_nobody_else(queue, postbox, now):
    queue("gone", to="gone@example.org")
    queue("here", to="here@example.org")
    postbox.answer = lambda address: "550 no such user" if "gone" in address else "250 OK"

    assert deliver_pending(now) == 1

    assert states() == {"gone": State.FAILED, "here": State.SENT}


@pytest.mark.parametrize("answer", ["550 5.1.1 unknown mailbox", "550 No such user here"])
def test_address_that_a_server_does_not_know_is_written_to_no_more(queue, postbox, now, answer):
    queue("first", to="gone@example.org")
    queue("second", to="gone@example.org", due_at=now + timedelta(hours=1))
    postbox.answer = lambda _address: answer
    deliver_pending(now)

    postbox.answer = lambda _address: "250 OK"
    deliver_pending(now + timedelta(hours=1))

    assert states() == {"first": State.FAILED, "second": State.STOPPED}
    assert bounces.stopped(["gone@example.org"])["gone@example.org"].reason == answer


@pytest.mark.parametrize(
    "answer",
    ["550 5.7.1 relaying denied", "450 4.1.1 try later", "554 Client host [5.1.23.4] blocked"],
)
def test_refusal_that_is_not_about_the_address_stops_nobody(queue, postbox, now, answer):
    queue(to="here@example.org")
    postbox.answer = lambda _address: answer

    deliver_pending(now)

    assert bounces.stopped(["here@example.org"]) == {}


def test_sender_who_is_refused_is_no_fault_of_the_recipient(queue, postbox, now):
    message = queue(to="here@example.org")
    postbox.sender_answer = "553 5.1.0 unknown user in the sender's address"

    deliver_pending(now)

    assert message.state is State.FAILED
    assert bounces.stopped(["here@example.org"]) == {}


def test_bad_address_fails_and_stops_nobody_else(queue, postbox, now):
    queue("bad", to="ада@example.org")
    queue("good", to="good@example.org")

    deliver_pending(now)

    assert states() == {"bad": State.FAILED, "good": State.SENT}
    assert postbox.recipients == ["good@example.org"]


def test_server_out_of_reach_costs_no_attempt(app, queue, now):
    messages = [queue("1"), queue("2"), queue("3")]

    with mail_settings(app, MAIL_SERVER="127.0.0.1", MAIL_PORT=1):
        assert deliver_pending(now) == 0

    *in_hand, untouched = messages
    for message in in_hand:
        assert (message.state, message.attempts) == (State.RETRYING, 0)
        assert message.due_at >= now + SERVER_PAUSE
        assert "refused" in message.last_error
    assert (untouched.state, untouched.attempts) == (State.QUEUED, 0)


def test_server_that_hangs_up_keeps_nobody_waiting(queue, postbox, now):
    for number in range(3):
        queue(str(number), to=f"person{number}@example.org")
    postbox.answer = lambda address: "421 closing" if "person1" in address else "250 OK"

    deliver_pending(now)

    assert states() == {"0": State.SENT, "1": State.RETRYING, "2": State.SENT}


def test_letter_that_a_server_took_without_a_word_is_repeated_once_under_the_same_number(
    queue, postbox, now
):
    """The server may have it or not: twice is better than never, and mail programs see it is one."""
    message, postbox.drops = queue(), 1
    deliver_pending(now)
    assert (message.state, message.attempts) == (State.RETRYING, 1)

    deliver_pending(message.due_at)
    deliver_pending(message.due_at + timedelta(hours=1))

    assert message.state is State.SENT
    first, second = postbox.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_calendar_is_built_at_delivery_and_kept(queue, postbox, now):
    message = queue(calendar={"invitation": 5, "method": "REQUEST"})
    asked = []

    def build(recipe, moment):
        asked.append((recipe, moment >= now))
        return "REQUEST", ICS

    deliver_pending(now, build_calendar=build)

    assert asked == [({"invitation": 5, "method": "REQUEST"}, True)]
    assert (message.calendar_method, message.calendar) == ("REQUEST", ICS)
    assert ICS in [part.get_content() for part in postbox.letters[0].iter_attachments()]


def test_second_attempt_tells_what_is_true_by_then(queue, postbox, now):
    """The server was busy; meanwhile the event moved for one, and the other left."""
    moved, left = (
        queue("moved", calendar={"invitation": 5}),
        queue("left", calendar={"invitation": 6}),
    )
    postbox.answer = lambda _address: "450 mailbox busy"
    deliver_pending(now, build_calendar=lambda _recipe, _now: ("REQUEST", ICS))
    later = ICS.replace(b"METHOD", b"SEQUENCE:1\r\nMETHOD")

    def build(recipe, _now):
        return ("REQUEST", later) if recipe["invitation"] == 5 else None

    postbox.answer = lambda _address: "250 OK"
    deliver_pending(now + timedelta(minutes=1), build_calendar=build)

    assert (moved.calendar_method, moved.calendar) == ("REQUEST", later)
    assert (left.calendar_method, left.calendar) == ("", None)
    assert [letter.get_content_type() for letter in postbox.letters] == [
        "multipart/mixed",
        "multipart/alternative",
    ]


def test_calendar_that_is_no_longer_true_stays_away(queue, postbox, now):
    queue(calendar={"invitation": 5, "method": "REQUEST"})

    deliver_pending(now, build_calendar=lambda _recipe, _now: None)

    assert postbox.letters[0].get_content_type() == "multipart/alternative"


def test_message_that_cannot_be_made_is_tried_later_and_stops_nobody_else(queue, postbox, now):
    queue("broken", calendar={"invitation": 5})
    queue("sound", to="good@example.org")

    def build(_recipe, _now):
        raise KeyError("method")

    deliver_pending(now, build_calendar=build)

    assert states() == {"broken": State.RETRYING, "sound": State.SENT}


def test_expired_lease_is_taken_over_and_a_running_one_is_not(queue, postbox, now):
    message = queue()
    message.state, message.worker, message.attempts = State.SENDING, "dead", 1
    message.lease_until = now + LEASE
    db.session.commit()

    assert deliver_pending(now + timedelta(minutes=1)) == 0
    assert deliver_pending(now + LEASE + timedelta(seconds=1)) == 1


def test_message_that_keeps_killing_its_worker_is_given_up(queue, postbox, now):
    message = queue()
    message.state, message.worker, message.attempts = State.SENDING, "dead", delivery.MOST_ATTEMPTS
    message.lease_until = now
    db.session.commit()

    deliver_pending(now + timedelta(seconds=1))

    assert (message.state, postbox.raw) == (State.FAILED, [])


@pytest.mark.parametrize("place", [0, 1], ids=["first", "behind another"])
def test_message_that_keeps_killing_its_worker_takes_nobody_along(
    queue, postbox, now, monkeypatch, place
):
    for number in range(3):
        queue("fatal" if number == place else str(number), to=f"person{number}@example.org")
    compose = delivery.wire.compose

    def die_of(message, **given):
        if message.recipient == f"person{place}@example.org":
            raise KeyboardInterrupt
        return compose(message, **given)

    monkeypatch.setattr(delivery.wire, "compose", die_of)
    for life in range(delivery.MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            deliver_pending(now + life * 2 * LEASE)
    deliver_pending(now + delivery.MOST_ATTEMPTS * 2 * LEASE)

    others = {str(number) for number in range(3)} - {str(place)}
    assert states() == {"fatal": State.FAILED} | dict.fromkeys(others, State.SENT)
    assert set(postbox.recipients) == {f"person{number}@example.org" for number in map(int, others)}
    assert len({letter["Message-ID"] for letter in postbox.letters}) == len(others)


def test_letter_is_made_while_the_server_considers_the_one_before(queue, postbox, now):
    for number in range(3):
        queue(str(number), to=f"person{number}@example.org", calendar={"number": number})
    made = [threading.Event() for _ in range(3)]
    postbox.consider = lambda: made[min(len(postbox.raw), 2)].wait(60)

    assert deliver_pending(now, build_calendar=lambda recipe, _: made[recipe["number"]].set()) == 3

    assert len(postbox.raw) == 3


def test_database_that_fails_while_the_next_is_made_doubles_nothing(queue, postbox, now):
    queue("a", to="a@example.org")
    queue("b", to="b@example.org", calendar={"invitation": 5})

    def fail(_recipe, _now):
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    with pytest.raises(OperationalError):
        deliver_pending(now, build_calendar=fail)
    deliver_pending(now + 2 * LEASE, build_calendar=lambda _recipe, _now: None)

    assert postbox.recipients == ["a@example.org", "b@example.org"]


def test_letter_whose_lease_ended_in_hand_is_left_to_the_worker_that_took_it(
    app, queue, postbox, now, monkeypatch
):
    """The machine slept while a server considered the first of two."""
    queue("first", to="first@example.org")
    queue("second", to="second@example.org")
    slept, looks, has_looked = [0.0], [], threading.Event()
    monkeypatch.setattr(leases, "_clocks", lambda: (slept[0], slept[0]))
    keep = leases.Hand.keep

    def looked(hand):
        keep(hand)
        looks.append(hand)
        if len(looks) > 1:  # before the letter went, and as it was considered
            has_looked.set()

    monkeypatch.setattr(leases.Hand, "keep", looked)

    def sleep():
        has_looked.wait(60)
        if not slept[0]:
            slept[0] = 2 * LEASE.total_seconds()
            with app.app_context():
                deliver_pending(now + 2 * LEASE)

    postbox.consider = sleep

    deliver_pending(now)

    assert sorted(postbox.recipients) == [
        "first@example.org", "first@example.org", "second@example.org"
    ]  # fmt: skip
    assert states() == {"first": State.SENT, "second": State.SENT}


def test_lease_is_kept_while_a_server_considers_a_letter(app, queue, postbox, now, monkeypatch):
    queue()
    monkeypatch.setattr(transport, "ASKED_SECONDS", 0.01)
    clock, long_after, taken_by_others = [0.0], threading.Event(), []
    monkeypatch.setattr(leases, "_clocks", lambda: (clock[0], clock[0]))
    keep = leases.Hand.keep

    def a_minute_later(hand):
        clock[0] += 60 if postbox.raw else 0
        keep(hand)
        if clock[0] > 2 * LEASE.total_seconds():
            long_after.set()

    def consider():
        long_after.wait(60)
        with app.app_context():
            taken_by_others.append(deliver_pending(now + 2 * LEASE))

    monkeypatch.setattr(leases.Hand, "keep", a_minute_later)
    postbox.consider = consider

    assert deliver_pending(now) == 1
    assert (taken_by_others, len(postbox.raw)) == ([0], 1)


def test_message_withdrawn_in_hand_is_not_tried_again(app, queue, postbox, now):
    queue()

    def change_mind(_address):
        with app.app_context():
            withdraw(topic="event:1")
            db.session.commit()
        return "451 later"

    postbox.answer = change_mind
    deliver_pending(now)
    postbox.answer = lambda _address: "250 OK"

    assert deliver_pending(now + timedelta(hours=1)) == 0
    assert states() == {"note:1": State.WITHDRAWN}


def test_news_that_grows_old_while_others_are_sent_stays_away(queue, postbox, now, monkeypatch):
    for number in range(3):
        queue(str(number), to=f"person{number}@example.org").expires_at = now + timedelta(hours=1)
    queue("old", to="late@example.org").expires_at = now + timedelta(seconds=10)
    db.session.commit()
    clock = [0.0]
    monkeypatch.setattr(leases, "_clocks", lambda: (clock[0], clock[0]))
    postbox.consider = lambda: clock.__setitem__(0, leases.SPELL_SECONDS - 1.0)

    assert deliver_pending(now) == 3

    assert states() == dict.fromkeys("012", State.SENT) | {"old": State.WITHDRAWN}


def test_message_withdrawn_while_its_worker_was_dead_stays_away(queue, postbox, now):
    message = queue(unsubscribe=True)
    message.state, message.worker, message.attempts = State.SENDING, "dead", 1
    message.lease_until = now + LEASE
    unsubscribe(message.recipient, "event:1", now)
    db.session.commit()

    assert deliver_pending(now + 2 * LEASE) == 0
    assert states() == {"note:1": State.WITHDRAWN}


def test_two_workers_send_each_message_once(app, queue, postbox, now):
    keys = [f"note:{number}" for number in range(40)]
    for key in keys:
        queue(key, to=f"{key.replace(':', '')}@example.org")
    start = threading.Barrier(3)
    sent = []

    def work():
        with app.app_context():
            start.wait()
            sent.append(deliver_pending(now))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(sent) == 40
    assert sorted(postbox.recipients) == sorted(
        f"{key.replace(':', '')}@example.org" for key in keys
    )
    assert set(states().values()) == {State.SENT}
