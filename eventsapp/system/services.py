"""What the administrator does: take in another organisation."""

from datetime import datetime

from eventsapp.accounts import services as accounts
from eventsapp.core.texts import Texts
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.web.guard import Role


def take_in(name: str, owner: str, *, language: str, timezone: str, now: datetime) -> Organisation:
    """A new organisation and its first owner, who is mailed a link to set a password."""
    details = OrganisationDetails(
        names=Texts({language: name}), original_language=language, timezone=timezone
    )
    organisation = organisations.create(details, now=now)
    user = accounts.add_member(organisation, owner, Role.OWNER, language=language, now=now)
    accounts.send_welcome(user, organisation, now=now)
    return organisation
