"""What a worker has in hand: messages taken under a lease, kept, and settled.

Statements of the table, made once: the ORM would take longer over each than the database does.
"""

import time
import uuid
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Table, Update, bindparam, select, update

from eventsapp.mail import pace
from eventsapp.mail.failures import Failure
from eventsapp.mail.models import IS_WAITING, Message, State

LEASE = timedelta(minutes=5)  # longer than a server may take over all steps to a letter's end
HANDFUL = 2  # messages: one at the server, one being made
SPELL_SECONDS = 15  # then the caller's other work has its turn

Taken = Any  # a message's row as it was when it was taken

MESSAGES = cast("Table", Message.__table__)
_NOT_SENT = {
    "key", "digest", "state", "worker", "lease_until", "due_at", "created_at", "sent_at",
}  # fmt: skip
_LETTER = [each for each in MESSAGES.c if each.name not in _NOT_SENT]
DUE = (
    select(MESSAGES.c.id)
    .where(IS_WAITING, MESSAGES.c.due_at <= bindparam("now"))
    .order_by(MESSAGES.c.due_at, MESSAGES.c.id)
    .limit(1)
)
_NEXT = DUE.with_for_update(skip_locked=True).scalar_subquery()
_TAKE = (
    update(MESSAGES)
    # SQLite has one writer at a time; on PostgreSQL what another worker takes is passed over
    .where(MESSAGES.c.id == _NEXT)
    .values(
        state=State.SENDING,
        worker=bindparam("own_name"),
        lease_until=bindparam("until"),
        attempts=MESSAGES.c.attempts + 1,
    )
    .returning(*_LETTER)
)
_OURS = (MESSAGES.c.worker == bindparam("own_name"), MESSAGES.c.state == State.SENDING)
_PROLONG = (
    update(MESSAGES).where(*_OURS).values(lease_until=bindparam("until")).returning(MESSAGES.c.id)
)
_SETTLE = update(MESSAGES).where(MESSAGES.c.id == bindparam("number"), *_OURS)
_SENT = {"state": State.SENT, "worker": "", "lease_until": None, "last_error": ""}
_SETTLE_AND_TAKE = _TAKE.add_cte(  # PostgreSQL alone knows it: one way to and fro instead of two
    _SETTLE.values(**_SENT, sent_at=bindparam("now")).cte("settled")
)


class Spell:
    """A worker's time for delivering; its clock goes on from `began_at`."""

    def __init__(self, began_at: datetime) -> None:
        self.began_at, self._began = began_at, _clocks()

    @property
    def now(self) -> datetime:
        """The present of this spell."""
        return self.began_at + timedelta(seconds=self._seconds)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be begun."""
        return self._seconds > SPELL_SECONDS

    @property
    def _seconds(self) -> float:
        """By the clock that has gone further: one stands still while the machine sleeps."""
        return max(after - before for before, after in zip(self._began, _clocks(), strict=True))


class Hand:
    """The messages of one worker: the first is to be sent, the one behind it can be made ready."""

    def __init__(self, connection: Connection, spell: Spell) -> None:
        self.connection, self.spell = connection, spell
        self.name = uuid.uuid4().hex
        self.messages: list[Taken] = []
        self._sure_until = spell.began_at  # until then no other worker can have taken them

    def fill(self) -> None:
        """Take what there is room for."""
        while self._has_room() and self._take():
            pass

    def settle(self, message: Taken, failure: Failure | None) -> None:
        """Write down what became of the first message, and take another."""
        self.messages.remove(message)
        if failure is None and self._has_room() and self.connection.dialect.name == "postgresql":
            self._take(_SETTLE_AND_TAKE, number=message.id)
        else:
            self._write(message, _outcome(message, failure, self.spell.now))
            self.connection.commit()
        self.fill()

    def pause(self, failure: Failure) -> None:
        """Put everything back; no fault of the messages, so no attempt is counted."""
        for message in self.messages:
            outcome = _outcome(message, failure, self.spell.now)
            self._write(message, outcome | {"attempts": message.attempts - 1})
        self.connection.commit()
        self.messages = []

    def keep(self) -> None:
        """Prolong the lease where it is time to, and let go of what another worker has taken."""
        now = self.spell.now
        if now < self._sure_until:
            return
        given = {"own_name": self.name, "until": now + LEASE}
        kept = set(self.connection.scalars(_PROLONG, given))
        self.connection.commit()
        self._sure_until = now + LEASE / 2
        self.messages = [message for message in self.messages if message.id in kept]

    def _has_room(self) -> bool:
        """Whether to take another message.

        Nothing comes behind one that was tried before: a message that keeps killing its worker
        is to use up nobody else's attempts.
        """
        if self.spell.is_over:
            return False
        held = self.messages
        return not held or (len(held) < HANDFUL and held[0].attempts == 1)

    def _take(self, statement: Update = _TAKE, **settled: int) -> bool:
        """Take the next message for this worker alone; whether there was one."""
        while True:
            now = self.spell.now
            given = {"now": now, "own_name": self.name, "until": now + LEASE} | settled
            found = self.connection.execute(statement, given).one_or_none()
            if found is None or self._is_to_go(found, now):
                break
            statement, settled = _TAKE, {}
        self.connection.commit()
        if found is not None:
            self._sure_until = self._sure_until if self.messages else now + LEASE / 2
            self.messages.append(found)
        return found is not None

    def _is_to_go(self, message: Taken, now: datetime) -> bool:
        """Whether a message just taken goes now: it is news still, and its host has a place left."""
        if message.expires_at is not None and message.expires_at <= now:
            self._write(message, {"state": State.WITHDRAWN})
            return False
        if not pace.admits(self.connection, message.recipient, now):
            pace.put_off(self.connection, message, now)
            return False
        return True

    def _write(self, message: Taken, outcome: dict[str, Any]) -> None:
        whose = {"number": message.id, "own_name": self.name, "worker": "", "lease_until": None}
        self.connection.execute(_SETTLE, whose | outcome)


def _outcome(message: Taken, failure: Failure | None, now: datetime) -> dict[str, Any]:
    if failure is None:
        return _SENT | {"sent_at": now}
    wait = failure.wait(message.attempts, message.id)
    if wait is None:
        return {"state": State.FAILED, "last_error": failure.reason}
    return {"state": State.RETRYING, "due_at": now + wait, "last_error": failure.reason}


def _clocks() -> tuple[float, float]:
    """Seconds by a clock that nobody sets, and by one that goes on while the machine sleeps."""
    return time.monotonic(), time.time()
