"""A letter to oneself, sent at once: whether the sender's name and address go through."""

from datetime import datetime

from eventsapp.extensions import db
from eventsapp.mail import services, transport
from eventsapp.mail.delivery import LEASE
from eventsapp.mail.failures import Failure, judge
from eventsapp.mail.models import Message, State
from eventsapp.mail.wire import Letter
from eventsapp.organisations import senders
from eventsapp.organisations.models import Organisation

TEMPLATE = "mail/trial"
NAME = "trial"  # in place of a worker's


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
