"""No more letters a minute to one receiving host than it likes, by all workers together."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Row, case, func, insert, or_, update
from sqlalchemy.exc import IntegrityError

from eventsapp.mail.models import IS_WAITING, HostPace, Message, State

MINUTE = timedelta(minutes=1)


def admits(connection: Connection, recipient: str, now: datetime) -> bool:
    """Count one letter more to the host of this address, unless its minute is full.

    Only the statement fails when the row is there, on a connection that commits each by itself.
    """
    rate = current_app.config["MAIL_HOST_RATE"]
    if not rate:
        return True
    host, minute = _host(recipient), _minute(now)
    is_new = HostPace.minute < minute  # clocks of other machines may be ahead
    counted = (
        update(HostPace)
        .where(HostPace.host == host, or_(is_new, HostPace.letters < rate))
        .values(
            minute=case((is_new, minute), else_=HostPace.minute),
            letters=case((is_new, 1), else_=HostPace.letters + 1),
        )
    )
    if connection.execute(counted).rowcount:
        return True
    try:
        connection.execute(insert(HostPace).values(host=host, minute=minute, letters=1))
    except IntegrityError:  # the row is there: full
        return False
    return True


def put_off(connection: Connection, message: Row[Any], now: datetime) -> None:
    """Let a message just taken, and all others to its host, wait for the next minute."""
    next_minute = _minute(now) + MINUTE
    taken = update(Message).where(Message.id == message.id)
    back = {"state": State.QUEUED, "worker": "", "lease_until": None}
    connection.execute(taken.values(attempts=message.attempts - 1, **back))
    others = update(Message).where(
        IS_WAITING,
        Message.due_at < next_minute,
        func.lower(Message.recipient).endswith(f"@{_host(message.recipient)}", autoescape=True),
    )
    connection.execute(others.values(due_at=next_minute))


def _host(address: str) -> str:
    return address.rpartition("@")[2].lower()[:253]


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
