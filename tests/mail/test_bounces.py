"""Returned mail: which message it was, when an address is given up, and how it is taken back."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from eventsapp.extensions import db
from eventsapp.mail import bounces, inbox_addresses, inbox_letters, services, steering
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.inbox_models import Bounce, Outcome
from eventsapp.mail.inbox_sources import MOST_BYTES
from eventsapp.mail.models import State
from tests.letters import fill, inbox

SAMPLE = Path(__file__).parent / "returned" / "postfix.eml"
ADA = "ada@example.org"
GONE = "smtp; 550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown"


def returned(message, *, status="5.1.1", action="failed", diagnostic=GONE, path=None):
    path = path or inbox_addresses.return_path(message.id)
    return inbox_letters.read(
        fill(SAMPLE, path=path, status=status, action=action, diagnostic=diagnostic)
    )


def returned_whole(message, *, is_report_first=True):
    """What comes back with all that was attached; only its beginning is fetched."""
    raw = fill(
        SAMPLE,
        path=inbox_addresses.return_path(message.id),
        status="5.1.1",
        action="failed",
        diagnostic=GONE,
    )
    line = b"--4F1A2.1764136860/mx.example.net"
    head, notice, report, letter, end = raw.split(line)
    letter = letter.replace(b"text/rfc822-headers", b"message/rfc822") + b"JVBERi0xLjcK" * 40_000
    parts = [notice, report, letter] if is_report_first else [notice, letter, report]
    return line.join([head, *parts, end])[: MOST_BYTES + 1]


def test_letters_go_out_with_a_return_path_of_their_own(app, queue, postbox, now):
    message = queue()

    with inbox(app, "maildir:x"):
        deliver_pending(now)

    envelope = postbox.envelopes[0]
    assert inbox_addresses.read_return_path([envelope.mail_from]) == message.id
    assert postbox.letters[0]["From"].endswith("<dateline@localhost.localdomain>")


def test_without_an_inbox_the_sender_takes_what_is_returned(queue, postbox, now):
    queue()

    deliver_pending(now)

    assert postbox.envelopes[0].mail_from == "dateline@localhost.localdomain"


def test_hard_bounce_stops_the_address_at_once(queue, now):
    message = queue()

    assert bounces.take(returned(message), now) is Outcome.BOUNCE

    assert message.state is State.BOUNCED
    assert message.last_error.startswith("550 5.1.1")
    stop = bounces.stopped([ADA])[ADA]
    assert (stop.status, stop.stopped_at) == ("5.1.1", now)
    assert "User unknown" in stop.reason


def test_letter_returned_whole_counts_by_the_report_at_its_beginning(queue, now):
    message = queue()
    raw = returned_whole(message)

    assert len(raw) > MOST_BYTES
    assert bounces.take(inbox_letters.read(raw), now) is Outcome.BOUNCE

    assert message.state is State.BOUNCED
    assert bounces.stopped([ADA])[ADA].status == "5.1.1"


def test_letter_cut_off_before_its_report_is_put_aside(queue):
    raw = returned_whole(queue(), is_report_first=False)

    with pytest.raises(inbox_letters.Unreadable, match="too large"):
        inbox_letters.read(raw)


@pytest.mark.parametrize(
    ("status", "diagnostic", "is_final"),
    [
        ("5.1.1", GONE, True),
        ("5.1.10", "smtp; 550 null MX", True),
        ("5.2.1", "smtp; 550 mailbox disabled", True),
        ("5.0.0", "smtp; 550-5.1.1 no such account", True),  # Exim
        ("5.0.0", "smtp; 550 Unrouteable address", True),
        ("5.1.8", "smtp; 550 bad sender", False),
        ("5.0.0", "smtp; 554 Client host [5.1.23.4] blocked", False),  # an address of the network
        ("5.2.2", "smtp; 552 mailbox full", False),
        ("5.7.1", "smtp; 550 policy", False),
        ("4.4.1", "smtp; no answer", False),
        ("nonsense", "", False),
    ],
)
def test_bounce_is_final_by_its_status(queue, now, status, diagnostic, is_final):
    bounces.take(returned(queue(), status=status, diagnostic=diagnostic), now)

    assert (ADA in bounces.stopped([ADA])) is is_final


def test_fifth_soft_bounce_within_14_days_stops_the_address(queue, now):
    for number in range(5):
        assert bounces.stopped([ADA]) == {}
        message = queue(str(number))
        bounces.take(returned(message, status="5.2.2"), now + timedelta(days=number))

    assert ADA in bounces.stopped([ADA])


def test_soft_bounces_over_a_longer_time_do_not(queue, now):
    for number in range(6):
        late = now + timedelta(days=4 * number)
        bounces.take(returned(queue(str(number)), status="5.2.2"), late)

    assert bounces.stopped([ADA]) == {}


def test_message_counts_once_however_often_it_comes_back(queue, now):
    message = queue()

    for _ in range(6):
        bounces.take(returned(message, status="4.2.2"), now)

    assert bounces.stopped([ADA]) == {}
    assert db.session.query(Bounce).count() == 1


def test_message_that_was_sent_again_can_come_back_again(queue, postbox, now):
    message = queue()
    deliver_pending(now)
    bounces.take(returned(message, status="5.2.2"), now)
    steering.retry([message], now)
    db.session.commit()
    deliver_pending(now + timedelta(minutes=1))
    assert message.state is State.SENT

    bounces.take(returned(message, status="5.2.2"), now + timedelta(minutes=2))

    assert message.state is State.BOUNCED


@pytest.mark.parametrize(
    ("answers", "is_stopped"),
    [
        (["552 5.2.2 mailbox full"] * 5, True),
        (["552 5.2.2 mailbox full"] * 4, False),
        (["452 4.2.2 mailbox full for now"] * 5, False),
    ],
)
def test_address_that_is_refused_for_good_five_times_is_stopped(
    queue, postbox, now, answers, is_stopped
):
    for number, answer in enumerate(answers):
        postbox.answer = lambda _address, answer=answer: answer
        at = now + timedelta(hours=number)
        queue(str(number), due_at=at)
        deliver_pending(at)

    assert bool(bounces.stopped([ADA])) is is_stopped


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", ""])
def test_report_without_a_failure_changes_nothing(queue, now, action):
    message = queue()

    assert bounces.take(returned(message, action=action), now) is Outcome.IGNORED
    assert message.state is State.QUEUED


def test_report_to_a_forged_path_is_nobodys_business(queue, now):
    message = queue()
    forged = inbox_addresses.tagged("a" * 39)

    assert bounces.take(returned(message, path=forged), now) is None
    assert message.state is State.QUEUED


def test_out_of_office_words_are_no_bounce(queue, now):
    path = inbox_addresses.return_path(queue().id)
    letter = inbox_letters.read(f"From: {ADA}\r\nTo: {path}\r\n\r\nI am away.\r\n".encode())

    assert bounces.take(letter, now) is Outcome.IGNORED


def test_stopped_address_is_not_written_to_until_it_is_lifted(queue, postbox, now):
    bounces.take(returned(queue()), now)
    after = queue("after", to="Ada@Example.org")

    deliver_pending(now)
    assert (postbox.raw, after.state) == ([], State.STOPPED)

    bounces.lift(ADA)
    steering.retry([after], now)
    db.session.commit()
    deliver_pending(now)
    assert postbox.recipients == ["Ada@example.org"]


def test_lift_forgets_what_came_back(queue, now):
    for number in range(5):
        bounces.take(returned(queue(str(number)), status="5.2.2"), now)

    bounces.lift(ADA.upper())
    bounces.take(returned(queue("new"), status="5.2.2"), now)

    assert bounces.stopped([ADA]) == {}


def test_stopped_address_is_tried_again_after_a_year(queue, now):
    bounces.take(returned(queue()), now)

    assert bounces.try_old_ones_again(now + timedelta(days=365)) == 0
    assert bounces.try_old_ones_again(now + timedelta(days=366)) == 1
    assert bounces.stopped([ADA]) == {}


def test_stopped_asks_once_for_many(queue, now):
    bounces.take(returned(queue()), now)

    assert set(bounces.stopped([ADA, "other@example.org"])) == {ADA}
    assert bounces.stopped([]) == {}


def test_erased_message_stops_nobody(queue, now):
    message = queue()
    services.erase(topic="event:1")
    db.session.refresh(message)

    bounces.take(returned(message), now)

    assert db.session.scalars(select(bounces.StoppedAddress)).all() == []
