"""Browsers of people who are signed in, without walking through the sign-in page."""

from flask.testing import FlaskClient

from eventsapp.accounts import devices
from eventsapp.accounts.access import DEVICE_KEY, ORGANISATION_KEY
from eventsapp.accounts.letters import Place
from eventsapp.accounts.models import User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


class DeskClient(FlaskClient):
    """The browser of a member, who is `user`, at work in `organisation`."""

    user: User
    organisation: Organisation


def sign_in(
    client: FlaskClient, user: User, organisation: Organisation | None = None
) -> FlaskClient:
    """Sign a person in, to work in one of their organisations (the first unless told)."""
    place = Place("127.0.0.1", "Test")
    secret = devices.enter(user, place, remember=False, now=utcnow())
    db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = user.get_id()
        session["_fresh"] = True
        session[DEVICE_KEY] = secret
        if organisation:
            session[ORGANISATION_KEY] = organisation.id
    return client
