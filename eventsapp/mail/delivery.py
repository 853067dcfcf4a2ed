"""Delivering what is due: claimed with a lease, sent one by one outside any transaction.

A worker that dies leaves its messages under a lease; when that ends another one takes them. At
most the one letter in flight can be sent twice, and then with the same Message-ID.
"""

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.mail import transport, wire
from eventsapp.mail.failures import SLOW, Failure, judge
from eventsapp.mail.models import WAITING_STATES, Message, State

log = structlog.get_logger()

BATCH = 10  # messages a claim; a dead worker holds back no more than these
LEASE = timedelta(minutes=3)  # renewed after each message; longer than a server may dawdle
SERVER_PAUSE = timedelta(minutes=1)  # when the server cannot be reached at all
MOST_ATTEMPTS = 12  # a message that keeps killing its worker is given up
SPELL_SECONDS = 15  # then the caller's other work has its turn

Calendar = tuple[str, bytes]  # method and object
CalendarBuilder = Callable[[dict[str, Any], datetime], Calendar | None]


def deliver_pending(now: datetime, *, build_calendar: CalendarBuilder | None = None) -> int:
    """Send the messages that are due, for a quarter of a minute; return how many went out.

    Commits after each message, because a letter that was sent cannot be rolled back. Any number
    of workers may do this at the same time: each message is sent by one of them.
    """
    return Delivery(now, build_calendar).run()


class Delivery:
    """One worker's spell of delivering; its clock goes on from `now`."""

    def __init__(self, now: datetime, build_calendar: CalendarBuilder | None) -> None:
        self.began_at, self.began = now, time.monotonic()
        self.build_calendar = build_calendar
        self.name = uuid.uuid4().hex
        self.sent = 0

    @property
    def now(self) -> datetime:
        """The present of this spell."""
        return self.began_at + timedelta(seconds=time.monotonic() - self.began)

    def run(self) -> int:
        """Claim and send batch after batch, over one connection while it lasts."""
        if not self._is_anything_due():
            return 0
        self._let_expire()
        while batch := self._claim():
            try:
                with transport.connect() as post:
                    while batch and self._send_all(batch, post):
                        batch = self._claim()
            except OSError as error:
                self._pause(error)
                break
        return self.sent

    def _is_anything_due(self) -> bool:
        begin_reading(db.session())  # the usual answer is no, and then no writer has waited
        found = db.session.scalar(select(Message.id).where(_is_due(self.now)).limit(1))
        db.session.rollback()
        return found is not None

    def _let_expire(self) -> None:
        waiting = Message.state.in_(WAITING_STATES)
        expired = update(Message).where(waiting, Message.expires_at <= self.now)
        db.session.execute(expired.values(state=State.WITHDRAWN))
        db.session.commit()

    def _claim(self) -> list[int]:
        """Take the next messages for this worker alone; their ids in the order they are due."""
        if time.monotonic() - self.began > SPELL_SECONDS:
            return []
        due = (
            select(Message.id)
            .where(_is_due(self.now))
            .order_by(Message.due_at, Message.id)
            .limit(BATCH)
            .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer at a time
            .cte("due")
        )
        claimed = db.session.execute(
            update(Message)
            .where(Message.id.in_(select(due.c.id)))
            .values(
                state=State.SENDING,
                worker=self.name,
                lease_until=self.now + LEASE,
                attempts=Message.attempts + 1,
            )
            .returning(Message.due_at, Message.id)
        ).all()
        db.session.commit()
        return [number for _due_at, number in sorted(claimed)]

    def _send_all(self, batch: list[int], post: transport.Post) -> bool:
        """Send a batch; whether the connection still serves."""
        for number in batch:
            letter = self._prepare(number)
            if letter is None:
                continue
            failure = _attempt(post, letter)
            self._note(number, failure)
            if failure and failure.breaks_connection:
                self._return_unsent(due_at=self.now)
                return False
        return True

    def _prepare(self, number: int) -> wire.Letter | None:
        """The letter of a message; None when it is no longer ours or cannot be made."""
        message = db.session.scalar(select(Message).where(Message.id == number, self._is_ours()))
        if message is None:
            db.session.rollback()
            return None
        try:
            self._complete(message)
            letter = wire.compose(message, now=self.now)
            db.session.commit()
        except SQLAlchemyError:
            raise
        except Exception as error:  # one broken message never holds up the others
            db.session.rollback()
            log.exception("message_not_made", message=number)
            hopeless = isinstance(error, ValueError)  # an address that cannot be written
            self._note(number, Failure(str(error), () if hopeless else SLOW))
            return None
        return letter

    def _complete(self, message: Message) -> None:
        """Draw up the calendar object, once: a second attempt repeats it."""
        if message.attempts > MOST_ATTEMPTS:
            raise ValueError(message.last_error or "the worker ended at every attempt")
        if message.calendar is None and message.calendar_recipe and self.build_calendar:
            built = self.build_calendar(message.calendar_recipe, self.now)
            if built:
                message.calendar_method, message.calendar = built

    def _note(self, number: int, failure: Failure | None) -> None:
        """Write down what became of a message, and keep the rest of the batch."""
        message = db.session.scalar(select(Message).where(Message.id == number, self._is_ours()))
        if message:
            _settle(message, failure, self.now)
            self.sent += failure is None
        rest = update(Message).where(self._is_ours()).values(lease_until=self.now + LEASE)
        db.session.execute(rest)
        db.session.commit()

    def _pause(self, error: OSError) -> None:
        """The server is out of reach: no fault of the messages, so no attempt is counted."""
        log.warning("mail_server_out_of_reach", error=str(error))
        self._return_unsent(due_at=self.now + SERVER_PAUSE, last_error=str(error))

    def _return_unsent(self, **values: Any) -> None:
        """Let the messages that had no turn be claimed anew."""
        db.session.execute(
            update(Message)
            .where(self._is_ours())
            .values(
                state=State.RETRYING,
                attempts=Message.attempts - 1,
                lease_until=None,
                worker="",
                **values,
            )
        )
        db.session.commit()

    def _is_ours(self) -> ColumnElement[bool]:
        return and_(Message.worker == self.name, Message.state == State.SENDING)


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Waiting and due, or left behind by a worker whose lease has ended."""
    return or_(
        and_(Message.state.in_(WAITING_STATES), Message.due_at <= now),
        and_(Message.state == State.SENDING, Message.lease_until < now),
    )


def _attempt(post: transport.Post, letter: wire.Letter) -> Failure | None:
    try:
        post.send(letter)
    except OSError as error:
        return judge(error)
    return None


def _settle(message: Message, failure: Failure | None, now: datetime) -> None:
    message.lease_until, message.worker = None, ""
    message.last_error = failure.reason if failure else ""
    wait = failure.wait(message.attempts) if failure else None
    if failure is None:
        message.state, message.sent_at = State.SENT, now
    elif wait is None:
        message.state = State.FAILED
    else:
        message.state, message.due_at = State.RETRYING, now + wait
