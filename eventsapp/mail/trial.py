"""A letter to oneself, sent at once: whether the sender's name and address go through."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from eventsapp.extensions import db
from eventsapp.mail import services, transport, wire
from eventsapp.mail.failures import Failure, judge
from eventsapp.mail.leases import LEASE
from eventsapp.mail.models import Message, State
from eventsapp.mail.wire import Letter
from eventsapp.organisations import senders
from eventsapp.organisations.models import Organisation

TEMPLATE = "mail/trial"
NAME = "trial"  # in place of a worker's


@dataclass(frozen=True)
class Outcome:
    """What became of a test letter."""

    failure: Failure | None
    file: str  # its name in MAIL_FOLDER, where there is no mail server
    by_server: bool


def try_out(organisation: Organisation, *, to: str, language: str, now: datetime) -> Outcome:
    """Send one letter as the organisation writes, and say what the mail server answered.

    Commits before and after: nobody waits for a mail server.
    """
    message = prepare(organisation, to=to, language=language, now=now)
    letter = wire.compose(message, now=now)
    db.session.commit()
    failure = send(letter)
    settle(message, failure, now)
    db.session.commit()
    return Outcome(failure, letter.name, bool(current_app.config["MAIL_SERVER"]))


def prepare(organisation: Organisation, *, to: str, language: str, now: datetime) -> Message:
    """The letter in the outbox, taken already: should we not come to send it, a worker will."""
    message = services.enqueue(
        TEMPLATE,
        to=to,
        language=language,
        key=f"trial:{organisation.id}:{now.isoformat()}",
        now=now,
        reply_to=senders.reply_address(organisation),
        **senders.of(organisation, [language, organisation.original_language]),
    )
    message.state, message.worker, message.attempts = State.SENDING, NAME, 1
    message.lease_until = now + LEASE
    db.session.flush()
    return message


def send(letter: Letter) -> Failure | None:
    """Hand it over; what the server said against it. Call outside any transaction."""
    try:
        with transport.connect() as post:
            post.send(letter)
    except OSError as error:
        return judge(error)
    return None


def settle(message: Message, failure: Failure | None, now: datetime) -> None:
    """Write down what became of it; it is not tried again by itself."""
    message.worker, message.lease_until = "", None
    if failure is None:
        message.state, message.sent_at = State.SENT, now
    else:
        message.state, message.last_error = State.FAILED, failure.reason
    db.session.flush()
