"""The command that loads the demonstration."""

import click
from flask.cli import AppGroup

from eventsapp.accounts.services import DEMO_EMAIL, DEMO_PASSWORD
from eventsapp.core.clock import utcnow
from eventsapp.demo import filling, services
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
    click.echo("Letters to its people stay files in MAIL_FOLDER, whatever mail server is set.")
    click.echo(f"Sign in with {DEMO_EMAIL} and the password {DEMO_PASSWORD}.")


@commands.command("fill")
@click.option("--events", default=0, help="Events, four a day, most of them over.")
@click.option("--registrations", default=0, help="Registrations, for each of them as many.")
@click.option("--contacts", default=0, help="Contacts of the address book.")
@click.option("--crowd", default=0, help="Registrations for one event more.")
@click.option("--applications", default=0, help="Applications of the press for that event.")
def fill(**size: int) -> None:
    """Add invented content by the thousand, to see how everything does at that size."""
    health.demand_tables()
    try:
        organisation = filling.fill(filling.Size(**size), utcnow())
    except filling.NobodySignsIn as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    db.session.commit()
    made = ", ".join(f"{number:,} {what}" for what, number in size.items() if number)
    click.echo(f"{organisation.names.read(['en']).text}: {made or 'nothing was asked for'}.")
