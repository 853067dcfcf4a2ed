"""Whether mails stand still: what somebody has to see before a reader misses one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from eventsapp.core import jobs
from eventsapp.extensions import db
from eventsapp.mail.models import IS_WAITING, Message, State

LATE = timedelta(minutes=15)  # a worker passes every few seconds
STUCK = timedelta(minutes=5)  # after the end of a lease, which the next pass would take back


@dataclass(frozen=True)
class Standstill:
    """What is wrong with sending; false when nothing is."""

    worker_is_gone: bool
    late: int  # mails that should have gone out

    def __bool__(self) -> bool:
        return self.worker_is_gone or bool(self.late)


def standstill(now: datetime, *, topic: str = "") -> Standstill:
    """How mails stand, those of one topic or all: overdue ones, and those a worker took for good."""
    overdue = IS_WAITING & (Message.due_at < now - LATE)
    stuck = (Message.state == State.SENDING) & (Message.lease_until < now - STUCK)
    late = select(func.count()).select_from(Message).where(or_(overdue, stuck))
    if topic:
        late = late.where(Message.topic == topic)
    return Standstill(not jobs.is_alive(now), db.session.scalar(late) or 0)
