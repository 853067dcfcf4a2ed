"""Browsers of people who are signed in, without walking through the sign-in page."""

from flask.testing import FlaskClient

from eventsapp.accounts.access import ORGANISATION_KEY
from eventsapp.accounts.models import User
from eventsapp.organisations.models import Organisation


class DeskClient(FlaskClient):
    """The browser of a member, who is `user`, at work in `organisation`."""

    user: User
    organisation: Organisation


def sign_in(
    client: FlaskClient, user: User, organisation: Organisation | None = None
) -> FlaskClient:
    """Sign a person in, to work in one of their organisations (the first unless told)."""
    with client.session_transaction() as session:
        session["_user_id"] = user.get_id()
        session["_fresh"] = True
        if organisation:
            session[ORGANISATION_KEY] = organisation.id
    return client
