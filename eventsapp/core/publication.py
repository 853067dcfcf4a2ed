"""The publication counter: rises in the transaction of every change a reader can see.

Pages and feeds carry it in their ETag, so a conditional request costs one read of one row.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.core.database import glance
from eventsapp.extensions import Model, db


class Publication(Model):
    """The one row that counts what has become visible."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None]  # by the clock of the database


Follower = Callable[[Model, datetime], None]

_FOLLOWERS: list[Follower] = []


def number() -> int:
    """How many visible changes there have been, asked in the transaction of the session."""
    return _asked(db.session.connection().connection.cursor())


def read(engine: Engine) -> int:
    """The same outside of any transaction: the one read of an answer already kept."""
    with glance(engine) as cursor:
        return _asked(cursor)


def _asked(cursor: Any) -> int:
    """By the driver alone, which takes a tenth of the time."""
    cursor.execute("SELECT number FROM publication WHERE id = 1")
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def changed_at() -> datetime | None:
    """When the last of them was; None before the first."""
    return db.session.scalar(select(Publication.changed_at).where(Publication.id == 1))


def publish() -> None:
    """Count one more visible change, in the caller's transaction."""
    if _raise():
        return
    try:
        with db.session.begin_nested():
            db.session.add(Publication(id=1, number=1, changed_at=func.now()))
    except IntegrityError:  # somebody else's was the first, at the same moment
        _raise()


def _raise() -> bool:
    """Raise the number, if there is one."""
    raised = db.session.execute(
        update(Publication)
        .where(Publication.id == 1)
        .values(number=Publication.number + 1, changed_at=func.now())
        .execution_options(synchronize_session=False)
    )
    return bool(raised.rowcount)  # type: ignore[attr-defined]


def follower(follow: Follower) -> Follower:
    """Have a function told of every shared record that has changed: what shows it follows."""
    _FOLLOWERS.append(follow)
    return follow


def publish_record(record: Model, *, now: datetime) -> None:
    """Publish a change of a record that others show: a body, a venue, a person."""
    db.session.flush()
    for follow in _FOLLOWERS:
        follow(record, now)
    publish()
