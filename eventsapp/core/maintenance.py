"""Whether the installation only shows, and takes no changes: while it is moved or upgraded."""

from datetime import datetime

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.core.database import glance
from eventsapp.extensions import Model, db

_LOOK = "SELECT (SELECT count(*) FROM maintenance), (SELECT number FROM publication WHERE id = 1)"


class Maintenance(Model):
    """The one row that stands while no changes are taken."""

    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]


def begin(now: datetime) -> None:
    """Take no changes from now on. Safe to repeat."""
    db.session.merge(Maintenance(id=1, began_at=now))


def end() -> None:
    """Take changes again."""
    db.session.execute(delete(Maintenance))


def is_on(engine: Engine) -> bool:
    """Whether no changes are taken, asked outside of any transaction."""
    return look(engine)[0]


def look(engine: Engine) -> tuple[bool, int]:
    """The same, with the publication at this moment: what every request with a change asks."""
    with glance(engine) as cursor:
        cursor.execute(_LOOK)
        began, number = cursor.fetchone()
    return bool(began), number or 0
