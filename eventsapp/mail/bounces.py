"""Returned mail (RFC 3464): which message it was, and whether its address is still written to.

What counts is the token in the return path, which nobody but the servers on the way and the
recipient has seen; the text is read for the reason alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message as Part

from sqlalchemy import delete, func, select, update

from eventsapp.extensions import db
from eventsapp.mail import inbox_addresses
from eventsapp.mail.inbox_letters import Letter
from eventsapp.mail.inbox_models import Bounce, Outcome, StoppedAddress
from eventsapp.mail.lines import one_line
from eventsapp.mail.models import WAITING_STATES, Message, State

MOST_SOFT = 5  # returned messages …
WITHIN = timedelta(days=14)  # … in so many days: then an address is given up
LASTS = timedelta(days=365)  # after that an address is tried once more
REASON_LENGTH = 500  # characters
# No such mailbox; X.1.7 and X.1.8 are about the sender: RFC 3463 §3.2, §3.3
_GONE = re.compile(r"5\.1\.(?![78]\b)\d+|5\.2\.1")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")  # no part of an IP address
_VAGUE = "5.0.0"  # Exim says so and names the reason in Diagnostic-Code
_GONE_WORDS = ("user unknown", "unknown user", "no such user", "unrouteable address")


@dataclass(frozen=True)
class Report:
    """What a server says of one recipient."""

    status: str  # RFC 3463
    reason: str

    @property
    def is_final(self) -> bool:
        """Whether the address will never take mail."""
        vague = self.status == _VAGUE and any(each in self.reason.lower() for each in _GONE_WORDS)
        return vague or _GONE.fullmatch(self.status) is not None


def take(letter: Letter, now: datetime) -> Outcome | None:
    """A handler of the inbox: letters to the return path of a message of ours."""
    number = inbox_addresses.read_return_path(letter.recipients)
    message = db.session.get(Message, number) if number is not None else None
    if message is None:
        return None
    report = next(_failures(letter), None)
    if report is None:
        return Outcome.IGNORED  # delayed, delivered, or somebody's out-of-office words
    note(message, report, now)
    return Outcome.BOUNCE


def note(message: Message, report: Report, now: datetime) -> None:
    """Write down that a message came back, and stop its address where that is called for.

    Safe to repeat: one message counts once, at the last time it came back.
    """
    is_known = _count(message.id, report, now, is_sent_again=message.state is State.SENT)
    if not is_known or message.state is State.SENT:
        message.state, message.last_error = State.BOUNCED, report.reason
        db.session.flush()
    _stop_if_due(message.recipient, report, now)


def stop(address: str, report: Report, now: datetime) -> None:
    """Write to this address no more, until `lift`. Safe to repeat."""
    if db.session.get(StoppedAddress, address.lower()) is None:
        stopped = StoppedAddress(address=address.lower(), stopped_at=now)
        stopped.status, stopped.reason = report.status, report.reason
        db.session.add(stopped)
        db.session.flush()


def note_refusal(number: int, address: str, reason: str, now: datetime) -> None:
    """Count what a server refused for good, by the message's number, as if it had come back."""
    found = _STATUS.search(reason)
    report = Report(found[0] if found else _VAGUE, reason[:REASON_LENGTH])
    _count(number, report, now, is_sent_again=True)
    _stop_if_due(address, report, now)


def lift(address: str) -> None:
    """Write to this address again; what came back from it counts no more. Safe to repeat."""
    of_address = select(Message.id).where(func.lower(Message.recipient) == address.lower())
    db.session.execute(delete(Bounce).where(Bounce.message_id.in_(of_address)))
    db.session.execute(delete(StoppedAddress).where(StoppedAddress.address == address.lower()))


def stopped(addresses: Iterable[str]) -> dict[str, StoppedAddress]:
    """Those of these addresses that take no mail, in small letters."""
    asked = {address.lower() for address in addresses}
    found = select(StoppedAddress).where(StoppedAddress.address.in_(asked))
    return {each.address: each for each in db.session.scalars(found)} if asked else {}


def skip_stopped(now: datetime) -> int:
    """Give up the due messages to addresses that take none; return how many there were."""
    due = update(Message).where(
        Message.state.in_(WAITING_STATES),
        Message.due_at <= now,
        func.lower(Message.recipient).in_(select(StoppedAddress.address)),
    )
    return int(db.session.execute(due.values(state=State.STOPPED)).rowcount)  # type: ignore[attr-defined]


def try_old_ones_again(now: datetime) -> int:
    """Forget addresses that were stopped long ago; return how many there were."""
    old = delete(StoppedAddress).where(StoppedAddress.stopped_at < now - LASTS)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]


def _count(number: int, report: Report, now: datetime, *, is_sent_again: bool) -> bool:
    """Count a message as come back; whether it had been before."""
    known = db.session.scalar(select(Bounce).where(Bounce.message_id == number))
    if known is None:
        db.session.add(Bounce(message_id=number, status=report.status, returned_at=now))
    elif is_sent_again:
        known.status, known.returned_at = report.status, now
    db.session.flush()
    return known is not None


def _stop_if_due(address: str, report: Report, now: datetime) -> None:
    if address and (report.is_final or _returned_lately(address, now) >= MOST_SOFT):
        stop(address, report, now)


def _returned_lately(address: str, now: datetime) -> int:
    counted = (
        select(func.count())
        .select_from(Bounce)
        .join(Bounce.message)
        .where(Message.recipient == address, Bounce.returned_at > now - WITHIN)
    )
    return db.session.scalar(counted) or 0


def _failures(letter: Letter) -> Iterator[Report]:
    """What a delivery status notification says of those it did not reach."""
    for part in letter.parts():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else ():
                if isinstance(block, Part) and _field(block, "Action").lower() == "failed":
                    yield _report(block)


def _report(block: Part) -> Report:
    diagnostic = _field(block, "Diagnostic-Code")
    written = _STATUS.search(_field(block, "Status"))
    status = written[0] if written else _VAGUE
    if status == _VAGUE and (inner := _STATUS.search(diagnostic)):
        status = inner[0]
    return Report(status, (diagnostic.partition(";")[2].strip() or status)[:REASON_LENGTH])


def _field(block: Part, name: str) -> str:
    return one_line(str(block.get(name, "")))
