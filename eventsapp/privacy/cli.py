"""Commands about personal data."""

import click
from flask.cli import AppGroup
from sqlalchemy import or_, select

from eventsapp.accounts import second_step
from eventsapp.accounts.factor_models import Authenticator
from eventsapp.accreditation import sealing as papers
from eventsapp.accreditation.models import Applicant
from eventsapp.core import sealing
from eventsapp.extensions import db
from eventsapp.webhooks.models import Endpoint

SEALED = ("identity", "identity_details", "plate")  # of an applicant

commands = AppGroup("privacy", help="Work with personal data.")


@commands.command("reseal")
def reseal() -> None:
    """Seal everything under today's SECRET_KEY, so that FORMER_SECRET_KEYS can go."""
    number = 0
    for applicant in db.session.scalars(
        select(Applicant).where(or_(*(getattr(Applicant, name) != "" for name in SEALED)))
    ):
        for name in SEALED:
            resealed = sealing.reseal(papers.PURPOSE, getattr(applicant, name))
            setattr(applicant, name, resealed)
        number += 1
    for authenticator in db.session.scalars(select(Authenticator)):
        authenticator.sealed = sealing.reseal(second_step.PURPOSE, authenticator.sealed)
        number += 1
    for endpoint in db.session.scalars(select(Endpoint)):
        endpoint.reseal()
        number += 1
    db.session.commit()
    click.echo(f"{number} records are sealed under the present key.")
