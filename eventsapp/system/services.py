"""What the administrator does: take in another organisation."""

from datetime import datetime

import structlog
from flask_babel import lazy_gettext as _l

from eventsapp.accounts import services as accounts
from eventsapp.accounts.models import User
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.web.guard import Actor, Role

log = structlog.get_logger()


class NobodyLeft(Refusal):
    """Somebody would give up the installation themselves."""

    message = _l("Only another administrator can end your administration.")


def take_in(name: str, owner: str, *, language: str, timezone: str, now: datetime) -> Organisation:
    """A new organisation and its first owner, who is mailed a link to set a password."""
    details = OrganisationDetails(
        names=Texts({language: name}), original_language=language, timezone=timezone
    )
    organisation = organisations.create(details, now=now)
    user = accounts.add_member(organisation, owner, Role.OWNER, language=language, now=now)
    accounts.send_welcome(user, organisation, now=now)
    return organisation


def let_administer(user: User, *, is_admin: bool, by: Actor) -> None:
    """Let somebody look after the installation, or no more.

    Nobody can give it up themselves, so there always is somebody. Raises NobodyLeft.
    """
    if user.id == by.user_id:
        raise NobodyLeft
    user.is_admin = is_admin
    db.session.flush()
    log.info("admin_changed", user=user.id, is_admin=is_admin, by=by.user_id)
