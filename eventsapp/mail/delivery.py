"""Delivering what is due: taken under a lease, one by one, and sent outside any transaction.

While the server considers one letter, the next is taken and made; what became of the one is written
down before the other is sent. A worker that dies leaves these two under a lease; when that ends
another worker takes them. At most the letter in flight can be sent twice, and then with the same
Message-ID. When the whole database goes down with the power, the letters of its last moments can
be, likewise with the same Message-ID: these commits do not wait for the disk.
"""

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import structlog
from sqlalchemy import Connection, Table, Update, bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.core.database import begin_reading, spare_disk
from eventsapp.extensions import db
from eventsapp.mail import bounces, pace, preferences, transport, wire
from eventsapp.mail.failures import SLOW, Failure, judge
from eventsapp.mail.models import IS_WAITING, Message, State

log = structlog.get_logger()

LEASE = timedelta(minutes=5)  # longer than a server may dawdle over two letters
HANDFUL = 2  # messages: one at the server, one being made
SERVER_PAUSE = timedelta(minutes=1)  # when the server cannot be reached at all
MOST_ATTEMPTS = 12  # a message that keeps killing its worker is given up
SPELL_SECONDS = 15  # then the caller's other work has its turn

Calendar = tuple[str, bytes]  # method and object
CalendarBuilder = Callable[[dict[str, Any], datetime], Calendar | None]
PaperMaker = Callable[[dict[str, Any]], wire.Paper | None]
KeptDomains = Callable[[], frozenset[str]]
Taken = Any  # a message's row as it was when it was taken

# Statements of the table, made once: the ORM would take longer over each than the database does.
_MESSAGES = cast("Table", Message.__table__)
_NOT_SENT = {
    "key", "digest", "state", "worker", "lease_until", "due_at", "created_at", "expires_at", "sent_at",
}  # fmt: skip
_LETTER = [each for each in _MESSAGES.c if each.name not in _NOT_SENT]
_DUE = (
    select(_MESSAGES.c.id)
    .where(IS_WAITING, _MESSAGES.c.due_at <= bindparam("now"))
    .order_by(_MESSAGES.c.due_at, _MESSAGES.c.id)
    .limit(1)
)
_ABANDONED = (_MESSAGES.c.state == State.SENDING, _MESSAGES.c.lease_until < bindparam("now"))
_TAKE = (
    update(_MESSAGES)
    # SQLite has one writer at a time; on PostgreSQL what another worker takes is passed over
    .where(_MESSAGES.c.id == _DUE.with_for_update(skip_locked=True).scalar_subquery())
    .values(
        state=State.SENDING,
        worker=bindparam("own_name"),
        lease_until=bindparam("until"),
        attempts=_MESSAGES.c.attempts + 1,
    )
    .returning(*_LETTER)
)
_KEEP_CALENDAR = update(_MESSAGES).where(_MESSAGES.c.id == bindparam("number"))
_SETTLE = update(_MESSAGES).where(
    _MESSAGES.c.id == bindparam("number"),
    _MESSAGES.c.worker == bindparam("own_name"),
    _MESSAGES.c.state == State.SENDING,
)
_SENT = {"state": State.SENT, "worker": "", "lease_until": None, "last_error": ""}


_SETTLE_AND_TAKE = _TAKE.add_cte(  # PostgreSQL alone knows it: one way to and fro instead of two
    _SETTLE.values(**_SENT, sent_at=bindparam("now")).cte("settled")
)


def deliver_pending(
    now: datetime,
    *,
    build_calendar: CalendarBuilder | None = None,
    make_paper: PaperMaker | None = None,
    kept_domains: KeptDomains = frozenset,
) -> int:
    """Send the messages that are due, for a quarter of a minute; return how many went out.

    Letters to `kept_domains` become files, whatever mail server there is. Commits after each
    message, because a letter that was sent cannot be rolled back. Any number of workers may do
    this at the same time: each message is sent by one of them.
    """
    return Delivery(now, build_calendar, make_paper, kept_domains).run()


class Delivery:
    """One worker's spell of delivering; its clock goes on from `now`."""

    def __init__(
        self,
        now: datetime,
        build_calendar: CalendarBuilder | None,
        make_paper: PaperMaker | None,
        kept_domains: KeptDomains,
    ) -> None:
        self.began_at, self.began = now, time.monotonic()
        self.build_calendar, self.make_paper = build_calendar, make_paper
        self.kept_domains, self.kept = kept_domains, frozenset[str]()
        self.name = uuid.uuid4().hex
        self.sent = 0
        self.hand: list[Taken] = []  # under a lease: the message to be sent, and the one behind it
        self.made: wire.Letter | Failure | None = None  # of the first, where that is done already
        self.connection: Connection

    @property
    def now(self) -> datetime:
        """The present of this spell."""
        return self.began_at + timedelta(seconds=time.monotonic() - self.began)

    def run(self) -> int:
        """Send message after message, over one connection while it lasts."""
        if self._is_anything_to_do():
            self._clear_up()
            with db.engine.connect() as self.connection:
                spare_disk(self.connection)
                self._fill_hand()
                self._send_all()
        return self.sent

    def _send_all(self) -> None:
        while self.hand:
            try:
                with transport.connect(self.kept) as post:
                    self._send_through(post)
            except OSError as error:
                self._pause(error)
                return

    def _is_anything_to_do(self) -> bool:
        begin_reading(db.session())  # the usual answer is no, and then no writer has waited
        abandoned = select(_MESSAGES.c.id).where(*_ABANDONED).limit(1)
        found = [db.session.scalar(each, {"now": self.now}) for each in (_DUE, abandoned)]
        db.session.rollback()
        return any(number is not None for number in found)

    def _clear_up(self) -> None:
        """Give up what is not to be sent any more, and let a dead worker's message be taken."""
        now = {"now": self.now}
        expired = update(_MESSAGES).where(IS_WAITING, _MESSAGES.c.expires_at <= bindparam("now"))
        db.session.execute(expired.values(state=State.WITHDRAWN), now)
        bounces.skip_stopped(self.now)
        preferences.skip_unwanted(self.now)
        self.kept = self.kept_domains()
        abandoned = update(_MESSAGES).where(*_ABANDONED)
        freed = abandoned.values(state=State.RETRYING, worker="", lease_until=None)
        db.session.execute(freed, now)
        db.session.commit()

    def _send_through(self, post: transport.Post) -> None:
        """Send the message in hand and those after it, while the connection serves."""
        while self.hand:
            failure = self._send(post)
            if failure and not failure.delays and failure.is_of_recipient:
                bounces.note_refusal(self.hand[0].recipient, failure.reason, self.now)
                db.session.commit()
            self._go_on(failure)
            if failure and failure.breaks_connection:
                return

    def _go_on(self, failure: Failure | None) -> None:
        """Write down what became of the first message in hand, and take another."""
        done = self.hand.pop(0)
        if failure is None and self._has_room() and self.connection.dialect.name == "postgresql":
            self.sent += 1
            self._take(_SETTLE_AND_TAKE, number=done.id)
        else:
            self._settle(done, failure)
            self.connection.commit()
        self._fill_hand()

    def _fill_hand(self) -> None:
        while self._has_room() and self._take():
            pass

    def _has_room(self) -> bool:
        """Whether to take another message.

        Nothing comes behind one that was tried before: a message that keeps killing its worker
        is to use up nobody else's attempts.
        """
        if time.monotonic() - self.began > SPELL_SECONDS:
            return False
        return not self.hand or (len(self.hand) < HANDFUL and self.hand[0].attempts == 1)

    def _take(self, statement: Update = _TAKE, **settled: int) -> bool:
        """Take the next message for this worker alone; whether there was one."""
        while True:
            now = self.now
            given = {"now": now, "own_name": self.name, "until": now + LEASE} | settled
            found = self.connection.execute(statement, given).one_or_none()
            if found is None or pace.admits(self.connection, found.recipient, now):
                break
            pace.put_off(self.connection, found, now)
            statement, settled = _TAKE, {}
        self.connection.commit()
        self.hand += [found] if found else []
        return found is not None

    def _send(self, post: transport.Post) -> Failure | None:
        """Hand over the first letter, and make the one behind it while it is considered."""
        made = self.made or self._make(self.hand[0])
        self.made = None
        if isinstance(made, Failure):
            return made
        try:
            post.send(made, self._make_ahead)
        except OSError as error:
            return judge(error)
        return None

    def _make_ahead(self) -> None:
        if len(self.hand) > 1:
            self.made = self._make(self.hand[1])

    def _make(self, message: Taken) -> wire.Letter | Failure:
        """The letter of a message, or what kept it from being made."""
        try:
            paper = self.make_paper(message.paper) if message.paper and self.make_paper else None
            return wire.compose(self._completed(message), now=self.now, paper=paper)
        except SQLAlchemyError:
            raise
        except Exception as error:  # one broken message never holds up the others
            db.session.rollback()
            log.exception("message_not_made", message=message.id)
            hopeless = isinstance(error, ValueError)  # an address that cannot be written
            return Failure(str(error), () if hopeless else SLOW)

    def _completed(self, message: Taken) -> Taken:
        """The message with its calendar object, drawn up anew at each attempt, as things are by then."""
        if message.attempts > MOST_ATTEMPTS:
            raise ValueError(message.last_error or "the worker ended at every attempt")
        if not message.calendar_recipe or not self.build_calendar:
            return message
        built = self.build_calendar(message.calendar_recipe, self.now)
        if built or message.calendar:
            method, text = built or ("", None)
            kept = {"calendar_method": method, "calendar": text}
            db.session.execute(_KEEP_CALENDAR, {"number": message.id, **kept})
            message = SimpleNamespace(**{**message._mapping, **kept})  # noqa: SLF001 -- its public name
        db.session.commit()
        return message

    def _settle(self, message: Taken, failure: Failure | None, **values: Any) -> None:
        """Write down what became of a message."""
        self.sent += failure is None
        outcome = _outcome(message, failure, self.now) | values
        whose = {"number": message.id, "own_name": self.name, "worker": "", "lease_until": None}
        self.connection.execute(_SETTLE, whose | outcome)

    def _pause(self, error: OSError) -> None:
        """The server is out of reach: no fault of the messages, so no attempt is counted."""
        log.warning("mail_server_out_of_reach", error=str(error))
        for message in self.hand:
            failure = Failure(str(error), (SERVER_PAUSE,) * message.attempts)
            self._settle(message, failure, attempts=message.attempts - 1)
        self.connection.commit()


def _outcome(message: Taken, failure: Failure | None, now: datetime) -> dict[str, Any]:
    if failure is None:
        return _SENT | {"sent_at": now}
    wait = failure.wait(message.attempts, message.id)
    if wait is None:
        return {"state": State.FAILED, "last_error": failure.reason}
    return {"state": State.RETRYING, "due_at": now + wait, "last_error": failure.reason}
