"""Subscriptions for the tests of digests."""

from datetime import datetime
from typing import Any

from eventsapp.digests import services
from eventsapp.digests.models import Frequency, State, Subscription
from eventsapp.digests.services import Wish
from eventsapp.events.filters import Filter
from eventsapp.extensions import db

WISH = Wish("en", Frequency.DAILY, tells_at_once=True)


def make_subscription(now: datetime, **overrides: Any) -> Subscription:
    """A confirmed one, of ada@example.org to all events every morning, unless told otherwise."""
    filter_ = overrides.pop("filter", Filter())
    email = overrides.pop("email", "ada@example.org")
    services.subscribe(email, filter_, WISH, now=now)
    subscription = db.session.query(Subscription).order_by(Subscription.id.desc()).first()
    for name, value in overrides.items():
        setattr(subscription, name, value)
    if subscription.state is State.UNCONFIRMED:
        services.confirm(subscription, now=now)
    db.session.commit()
    return subscription
