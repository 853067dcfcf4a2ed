"""The command that loads the demonstration."""

import click
from flask.cli import AppGroup

from eventsapp.accounts.services import DEMO_EMAIL, DEMO_PASSWORD
from eventsapp.core.clock import utcnow
from eventsapp.demo import services
from eventsapp.extensions import db
from eventsapp.web import health

commands = AppGroup("demo", help="Work with the demonstration content.")


@commands.command("load")
@click.option("--force", is_flag=True, help="Also into a database that holds events.")
def load(*, force: bool) -> None:
    """Fill the database with a press service's events, people and places."""
    health.demand_tables()
    try:
        number = services.load(utcnow(), force=force)
    except services.HoldsEvents as refusal:
        raise click.ClickException(f"{refusal.message} --force loads all the same.") from refusal
    db.session.commit()
    click.echo(f"{number} events loaded.")
    click.echo(f"Sign in with {DEMO_EMAIL} and the password {DEMO_PASSWORD}.")
