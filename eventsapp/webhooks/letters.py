"""The mail that tells owners of an endpoint that is called no more."""

from datetime import datetime, timedelta

from sqlalchemy import select

from eventsapp.accounts.models import Membership, User
from eventsapp.briefs import team
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.web.guard import Role
from eventsapp.webhooks.calling import Answer
from eventsapp.webhooks.models import Endpoint

LASTS = timedelta(days=3)


def tell_stopped(endpoint: Endpoint, answer: Answer, *, now: datetime) -> None:
    """Mail the owners which address it is, and what it said last."""
    owners = db.session.scalars(
        select(User)
        .join(Membership)
        .where(
            Membership.organisation_id == endpoint.organisation_id, Membership.role == Role.OWNER
        )
    )
    for user in owners.all():
        team.tell(
            "webhooks/stopped",
            user,
            endpoint.organisation,
            key=f"webhook:{endpoint.id}:{now:%Y%m%d%H%M%S}",
            now=now,
            expires_at=now + LASTS,
            address=endpoint.url,
            status=answer.status,
            problem=answer.problem,
            url=urls.absolute("manage_webhooks.show", endpoint_id=endpoint.id),
        )
