"""Commands about accounts."""

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from eventsapp.accounts import services
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.extensions import db
from eventsapp.organisations import queries
from eventsapp.organisations import services as organisations
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.web import health
from eventsapp.web.fields import line
from eventsapp.web.guard import Role

LONGEST_NAME = 200

commands = AppGroup("accounts", help="Work with the accounts of people who sign in.")


@commands.command("create")
@click.argument("email")
@click.option("--organisation", required=True, help="Its name; a new one is entered.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.EDITOR.value,
    show_default=True,
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--send", is_flag=True, help="Mail the link to EMAIL too.")
def create(email: str, organisation: str, role: str, language: str, *, send: bool) -> None:
    """Give EMAIL a role in an organisation and print the link to set their password."""
    try:
        address = validate_email(email, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from error
    name = line(organisation)
    if not 0 < len(name) <= LONGEST_NAME:
        raise click.BadParameter(
            f"write a name of at most {LONGEST_NAME} characters", param_hint="--organisation"
        )
    health.demand_tables()
    now = utcnow()
    body = queries.find_by_name(name) or organisations.create(
        OrganisationDetails(names=Texts({language: name}), original_language=language),
        now=now,
    )
    user = services.add_member(body, address, Role(role), language=language, now=now)
    link = services.password_link(user, lasts=services.WELCOME_LASTS, now=now)
    if send:
        services.send_welcome(user, body, now=now)
    db.session.commit()
    click.echo(f"{user.email} is {role} of {name}. To set the password, within 7 days:")
    click.echo(link)
