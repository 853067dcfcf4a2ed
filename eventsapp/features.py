"""Which packages bring pages and commands."""

from collections.abc import Callable

from click import Group
from flask import Blueprint, Flask

from eventsapp.accounts import access
from eventsapp.core import publication as _publication  # noqa: F401 -- a table
from eventsapp.mail import views as mail
from eventsapp.messages import models as _messages  # noqa: F401 -- tables
from eventsapp.programme import models as _programme  # noqa: F401 -- tables
from eventsapp.registration import models as _registration  # noqa: F401 -- tables

BLUEPRINTS: tuple[Blueprint, ...] = (mail.bp,)
COMMANDS: tuple[Group, ...] = ()
HOOKS: tuple[Callable[[Flask], None], ...] = (access.init_app,)


def init_app(app: Flask) -> None:
    """Register every hook, blueprint and command group."""
    for hook in HOOKS:
        hook(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
