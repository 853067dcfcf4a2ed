"""Complaints: who calls a mail unwanted gets no more of its kind."""

from pathlib import Path

import pytest

from eventsapp.extensions import db
from eventsapp.mail import complaints, inbox_addresses, inbox_letters, services
from eventsapp.mail.inbox_models import Outcome
from eventsapp.mail.models import State
from tests.letters import fill

SAMPLE = Path(__file__).parent / "returned" / "complaint.eml"


def complaint(*, kind="abuse", path="dateline@example.org", unsubscribe="mailto:x@example.org"):
    return inbox_letters.read(fill(SAMPLE, kind=kind, path=path, unsubscribe=unsubscribe))


@pytest.fixture
def message(queue):
    return queue(unsubscribe=True)


def test_complaint_unsubscribes_by_the_return_path(message, queue, now):
    waiting = queue("waiting", unsubscribe=True)

    taken = complaints.take(complaint(path=inbox_addresses.return_path(message.id)), now)

    db.session.refresh(waiting)
    assert taken is Outcome.COMPLAINT
    assert services.is_unsubscribed("ada@example.org", "event:1")
    assert waiting.state is State.WITHDRAWN


def test_complaint_unsubscribes_by_the_link_of_the_letter(message, now):
    link = services.unsubscribe_url(message)

    assert complaints.take(complaint(unsubscribe=link), now) is Outcome.COMPLAINT
    assert services.is_unsubscribed("ada@example.org", "event:1")


@pytest.mark.parametrize(
    "forged",
    [
        {"path": inbox_path}
        for inbox_path in ("dateline+aaaa@localhost.localdomain", "ada@example.org")
    ],
)
def test_complaint_without_a_token_of_ours_changes_nothing(message, now, forged):
    assert complaints.take(complaint(**forged), now) is Outcome.IGNORED
    assert not services.is_unsubscribed("ada@example.org", "event:1")


def test_report_that_it_is_no_spam_changes_nothing(message, now):
    path = inbox_addresses.return_path(message.id)

    assert complaints.take(complaint(kind="not-spam", path=path), now) is Outcome.IGNORED
    assert not services.is_unsubscribed("ada@example.org", "event:1")


def test_other_letters_are_left_to_others(app, now):
    letter = inbox_letters.read(b"From: a@example.org\r\n\r\nHello")

    assert complaints.take(letter, now) is None
