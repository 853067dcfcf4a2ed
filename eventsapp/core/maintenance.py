"""Whether the installation only shows, and takes no changes: while it is moved or upgraded."""

from contextlib import closing
from datetime import datetime

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Mapped, mapped_column

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
    """Whether no changes are taken, asked with the driver alone: it begins no transaction."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT 1 FROM maintenance")
        return cursor.fetchone() is not None
