"""Commands about backups."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from eventsapp.backup import archive, engines, services, upgrading
from eventsapp.core import jobs, maintenance
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db

KEY_ADVICE = "Keep SECRET_KEY (or instance/secret_key) with it: links in mails are signed with it."
SINCE_THEN = (
    "Before the worker starts: letters that waited then wait again, also those that went out since; "
    "and people who were erased since are known again. docs/install.md says what to do."
)
IN_MAINTENANCE = "Maintenance is on, as it was then. End it: flask maintenance off"
OTHER_KEY = (
    "Its SECRET_KEY was another one: set that, or the links in mails already sent open nothing."
)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write the database and the stored files to FILE, a .tar.gz, while everything runs."""
    if not file.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {file.absolute().parent}")
    try:
        services.save(file, now=utcnow())
        jobs.note(jobs.BACKUP, utcnow())
        db.session.commit()
    except (services.Refused, engines.Unable, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file} holds everything ({file.stat().st_size / 1e6:.2f} MB).")
    click.echo(KEY_ADVICE)


@click.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database up to this release; what it holds is kept in instance/backups/ first."""
    upgrading.prepare_database()
    click.echo("The database is that of this release.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Also over a database that holds records.")
@with_appcontext
def restore(file: Path, *, force: bool) -> None:
    """Put the database and files of FILE, made by `flask backup`, in the place of ours."""
    try:
        manifest = services.restore(file, force=force)
    except (archive.Damaged, services.Refused, engines.Unable) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Everything is as it was at {manifest.made_at}.")
    click.echo(SINCE_THEN)
    if maintenance.is_on(db.engine):
        click.echo(IN_MAINTENANCE)
    if not services.is_ours(manifest):
        click.echo(OTHER_KEY)
