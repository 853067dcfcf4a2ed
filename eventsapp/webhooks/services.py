"""What owners do with endpoints: make, change, give another secret, pause, try, tell again."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import insert

from eventsapp.core import publication, sealing
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.web import destinations
from eventsapp.webhooks import calling, writing
from eventsapp.webhooks.models import PURPOSE, TEST, Delivery, Endpoint, Kind, Standing, State

SECRET_BYTES = 32
BOTH_SIGN = timedelta(hours=24)  # the former secret and the new one


def check(url: str) -> str:
    """An address as it is stored, once it is sure that it may be called.

    Asks the DNS, so no transaction may be open. Raises destinations.BadDestination.
    """
    parts = destinations.split(url)
    destinations.look_up(parts)
    return parts.geturl()


def make(
    organisation: Organisation, url: str, kinds: Iterable[Kind], *, now: datetime
) -> tuple[Endpoint, str]:
    """A new endpoint and its secret, which is shown this once. `url` comes from `check`."""
    secret = calling.make_secret(secrets.token_bytes(SECRET_BYTES))
    endpoint = Endpoint(
        organisation=organisation,
        url=url,
        kinds=list(kinds),
        sealed_secret=sealing.seal(PURPOSE, secret),
        created_at=now,
    )
    db.session.add(endpoint)
    publication.publish()  # `recording` asks once for every publication whether there are any
    db.session.flush()
    return endpoint, secret


def renew_secret(endpoint: Endpoint, *, now: datetime) -> str:
    """Another secret; for a day calls are signed with the former one too."""
    secret = calling.make_secret(secrets.token_bytes(SECRET_BYTES))
    endpoint.sealed_former, endpoint.former_until = endpoint.sealed_secret, now + BOTH_SIGN
    endpoint.sealed_secret = sealing.seal(PURPOSE, secret)
    db.session.flush()
    return secret


def pause(endpoint: Endpoint) -> None:
    """Call it no more. What happens meanwhile is not told later."""
    endpoint.standing = Standing.PAUSED
    db.session.flush()


def resume(endpoint: Endpoint) -> None:
    """Call it again, with what it has not taken yet first."""
    endpoint.standing = Standing.ACTIVE
    endpoint.failing_since = endpoint.rests_until = None
    db.session.flush()


def remove(endpoint: Endpoint) -> None:
    """Forget an endpoint and what it was told."""
    db.session.delete(endpoint)
    db.session.flush()


def try_out(endpoint: Endpoint, *, now: datetime) -> None:
    """Tell an endpoint that this is a test."""
    told = writing.words(endpoint.id, TEST, {"id": endpoint.id}, now=now)
    db.session.execute(insert(Delivery), [told])
    endpoint.rests_until = None


def tell_again(delivery: Delivery, *, now: datetime) -> None:
    """Say the same once more under the same key, whatever became of it."""
    delivery.state, delivery.attempts, delivery.due_at = State.WAITING, 0, now
    delivery.endpoint.rests_until = None
    db.session.flush()
