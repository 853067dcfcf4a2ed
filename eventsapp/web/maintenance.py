"""Maintenance mode: pages and feeds go on, and whatever would change something is answered 503."""

import click
from flask import Flask, g, request
from flask.cli import with_appcontext
from werkzeug.exceptions import ServiceUnavailable

from eventsapp.core import maintenance
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web.guard import SAFE_METHODS

RETRY_SECONDS = 300


def init_app(app: Flask) -> None:
    """Look at every request that would change something."""
    app.before_request(refuse_changes)


def refuse_changes() -> None:
    """Answer 503 while maintenance lasts, before anything is read or locked."""
    if request.method in SAFE_METHODS:
        return
    is_on, g.publication = maintenance.look(db.engine)
    if is_on:
        raise ServiceUnavailable(retry_after=RETRY_SECONDS)


@click.command("maintenance")
@click.argument("state", type=click.Choice(["on", "off"]))
@with_appcontext
def command(state: str) -> None:
    """Take no changes while the installation is moved or upgraded: `on`, then `off`."""
    if state == "on":
        maintenance.begin(utcnow())
    else:
        maintenance.end()
    db.session.commit()
    click.echo(
        "Pages go on; changes are refused and the worker rests. End it: flask maintenance off"
        if state == "on"
        else "Changes are taken again."
    )
