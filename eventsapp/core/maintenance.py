"""Whether the installation only shows, and takes no changes: while it is moved or upgraded."""

from datetime import datetime

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.core.database import glance
from eventsapp.extensions import Model, db


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
    with glance(engine) as cursor:
        cursor.execute("SELECT 1 FROM maintenance")
        return cursor.fetchone() is not None
