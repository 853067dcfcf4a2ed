"""Delivering what is due: taken under a lease, one by one, and sent outside any transaction.

While the server considers one letter, the next is taken and made; what became of the one is written
down before the other is sent. A worker that dies leaves these two under a lease; when that ends
another worker takes them. At most the letter in flight can be sent twice, and then with the same
Message-ID. When the whole database goes down with the power, the letters of its last moments can
be, likewise with the same Message-ID: these commits do not wait for the disk.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import structlog
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.core.database import begin_reading, spare_disk
from eventsapp.extensions import db
from eventsapp.mail import bounces, preferences, transport, wire
from eventsapp.mail.failures import SLOW, Failure, judge
from eventsapp.mail.leases import DUE, MESSAGES, Hand, Spell, Taken
from eventsapp.mail.models import IS_WAITING, State

log = structlog.get_logger()

SERVER_PAUSE = timedelta(minutes=1)  # when the server cannot be reached at all
MOST_ATTEMPTS = 12  # a message that keeps killing its worker is given up

Calendar = tuple[str, bytes]  # method and object
CalendarBuilder = Callable[[dict[str, Any], datetime], Calendar | None]
PaperMaker = Callable[[dict[str, Any]], wire.Paper | None]
KeptDomains = Callable[[], frozenset[str]]

_ABANDONED = (MESSAGES.c.state == State.SENDING, MESSAGES.c.lease_until < bindparam("now"))
_KEEP_CALENDAR = update(MESSAGES).where(MESSAGES.c.id == bindparam("number"))


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
    """One worker's spell of delivering."""

    def __init__(
        self,
        now: datetime,
        build_calendar: CalendarBuilder | None,
        make_paper: PaperMaker | None,
        kept_domains: KeptDomains,
    ) -> None:
        self.spell = Spell(now)
        self.build_calendar, self.make_paper = build_calendar, make_paper
        self.kept_domains, self.kept = kept_domains, frozenset[str]()
        self.sent = 0
        self.hand: Hand
        self.ready: tuple[Taken, wire.Letter | Failure] | None = None  # made ahead, and for whom

    def run(self) -> int:
        """Send message after message, over one connection while it lasts."""
        if self._is_anything_to_do():
            self._clear_up()
            with db.engine.connect() as connection:
                spare_disk(connection)
                self.hand = Hand(connection, self.spell)
                self.hand.fill()
                self._send_all()
        return self.sent

    def _is_anything_to_do(self) -> bool:
        begin_reading(db.session())  # the usual answer is no, and then no writer has waited
        abandoned = select(MESSAGES.c.id).where(*_ABANDONED).limit(1)
        found = [db.session.scalar(each, {"now": self.spell.now}) for each in (DUE, abandoned)]
        db.session.rollback()
        return any(number is not None for number in found)

    def _clear_up(self) -> None:
        """Let a dead worker's messages be taken, and give up what is not to be sent any more."""
        now = {"now": self.spell.now}
        abandoned = update(MESSAGES).where(*_ABANDONED)
        freed = abandoned.values(state=State.RETRYING, worker="", lease_until=None)
        db.session.execute(freed, now)
        expired = update(MESSAGES).where(IS_WAITING, MESSAGES.c.expires_at <= bindparam("now"))
        db.session.execute(expired.values(state=State.WITHDRAWN), now)
        bounces.skip_stopped(self.spell.now)
        preferences.skip_unwanted(self.spell.now)
        self.kept = self.kept_domains()
        db.session.commit()

    def _send_all(self) -> None:
        while self.hand.messages:
            try:
                with transport.connect(self.kept) as post:
                    self._send_through(post)
            except OSError as error:
                log.warning("mail_server_out_of_reach", error=str(error))
                attempts = max(message.attempts for message in self.hand.messages)
                self.hand.pause(Failure(str(error), (SERVER_PAUSE,) * attempts))

    def _send_through(self, post: transport.Post) -> None:
        """Send the message in hand and those after it, while the connection serves."""
        while self.hand.messages:
            message = self.hand.messages[0]
            self.hand.keep()
            if message not in self.hand.messages:
                continue
            failure = self._send(post, message)
            if message in self.hand.messages:  # else another worker has taken it meanwhile
                self._settle(message, failure)
            if failure and failure.breaks_connection:
                return

    def _send(self, post: transport.Post, message: Taken) -> Failure | None:
        """Hand over a letter, and make the one behind it while it is considered."""
        made = self._made(message)
        if isinstance(made, Failure):
            return made
        try:
            post.send(made, self._use_time)
        except OSError as error:
            return judge(error)
        return None

    def _settle(self, message: Taken, failure: Failure | None) -> None:
        if failure and not failure.delays and failure.is_of_recipient:
            now = self.spell.now
            bounces.note_refusal(message.id, message.recipient, failure.reason, now)
            db.session.commit()
        self.sent += failure is None
        self.hand.settle(message, failure)

    def _use_time(self) -> None:
        """Make the letter behind the one at the server; later on, see to the lease."""
        behind = self.hand.messages[1:]
        if behind and self.ready is None:
            try:
                self.ready = (behind[0], self._make(behind[0]))
            except SQLAlchemyError:  # the letter at the server is to be settled first
                db.session.rollback()
        self.hand.keep()

    def _made(self, message: Taken) -> wire.Letter | Failure:
        ready, self.ready = self.ready, None
        return ready[1] if ready and ready[0] is message else self._make(message)

    def _make(self, message: Taken) -> wire.Letter | Failure:
        """The letter of a message, or what kept it from being made."""
        try:
            paper = self.make_paper(message.paper) if message.paper and self.make_paper else None
            return wire.compose(self._completed(message), now=self.spell.now, paper=paper)
        except SQLAlchemyError:
            raise
        except Exception as error:  # one broken message never holds up the others
            db.session.rollback()
            log.exception("message_not_made", message=message.id)
            hopeless = isinstance(error, ValueError)  # an address that cannot be written
            return Failure(str(error), () if hopeless else SLOW, is_of_recipient=False)

    def _completed(self, message: Taken) -> Taken:
        """The message with its calendar object, drawn up anew at each attempt, as things are by then."""
        if message.attempts > MOST_ATTEMPTS:
            raise ValueError(message.last_error or "the worker ended at every attempt")
        if not message.calendar_recipe or not self.build_calendar:
            return message
        built = self.build_calendar(message.calendar_recipe, self.spell.now)
        if built or message.calendar:
            method, text = built or ("", None)
            kept = {"calendar_method": method, "calendar": text}
            db.session.execute(_KEEP_CALENDAR, {"number": message.id, **kept})
            message = SimpleNamespace(**{**message._mapping, **kept})  # noqa: SLF001 -- its public name
        db.session.commit()
        return message
