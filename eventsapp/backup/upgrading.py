"""A database brought up to this release, after a backup of what it holds."""

from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from eventsapp.backup import engines, services
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import health


def prepare_database() -> None:
    """Run the migrations that the database has not had yet, after a backup of what it holds.

    Ends the process with a sentence, and changes nothing, where the database does not
    answer or no backup can be made.
    """
    try:
        is_current, former = health.has_current_migrations(), health.migration()
    except OperationalError as error:
        raise SystemExit(
            f"The database cannot be reached ({health.reason(error)}). Check DATABASE_URL."
        ) from error
    finally:
        db.session.rollback()
    if is_current:
        return
    if former:
        _keep_before_upgrade(former)
    upgrade()


def _keep_before_upgrade(former: str) -> None:
    now = utcnow()
    folder = Path(current_app.instance_path) / "backups"
    target = folder / f"{now:%Y-%m-%d-%H%M%S}-before-upgrade-from-{former}.tar.gz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        services.save(target, now=now)
    except (engines.Unable, OSError) as error:
        raise SystemExit(
            f"No backup could be made before the upgrade, so nothing was changed. {error}"
        ) from error
    click.echo(f"Before the upgrade, everything was kept in {target}")
