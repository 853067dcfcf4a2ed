"""Whether database, migrations and worker are as they should be."""

import click
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db


def faults() -> list[str]:
    """What is not as it should be: database, migrations, worker."""
    try:
        begin_reading(db.session())
        checks = {"migrations": has_current_migrations(), "worker": jobs.is_alive(utcnow())}
    except SQLAlchemyError:
        db.session.rollback()
        return ["migrations"] if answers() else ["database"]
    return [name for name, is_right in checks.items() if not is_right]


def has_current_migrations() -> bool:
    """Whether the database has every migration of this release."""
    return migration() == ScriptDirectory.from_config(alembic_config()).get_current_head()


def migration() -> str | None:
    """The last migration that the database has had."""
    return MigrationContext.configure(db.session.connection()).get_current_revision()


def alembic_config() -> Config:
    """Where the migrations are."""
    config: Config = current_app.extensions["migrate"].migrate.get_config()
    return config


def demand_tables() -> None:
    """Let a command end with a sentence, instead of failing half way, where it cannot work."""
    try:
        begin_reading(db.session())
        jobs.last_beat()
    except SQLAlchemyError as error:
        db.session.rollback()
        if answers():
            raise click.ClickException("The tables are missing. Run: flask upgrade") from error
        raise click.ClickException(
            f"The database cannot be reached ({reason(error)}). Check DATABASE_URL."
        ) from error
    finally:
        db.session.rollback()


def reason(error: SQLAlchemyError) -> str:
    """What the driver says, in one line."""
    lines = str(getattr(error, "orig", error)).splitlines()
    return lines[0] if lines else type(error).__name__


def answers() -> bool:
    """Whether the database can be reached."""
    try:
        db.session.connection()
    except SQLAlchemyError:
        return False
    finally:
        db.session.rollback()
    return True
