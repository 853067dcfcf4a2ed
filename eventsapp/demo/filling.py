"""Filling an organisation with years of content, to see how everything does at its size."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from eventsapp.accounts.models import Membership
from eventsapp.core import publication
from eventsapp.core.errors import Refusal
from eventsapp.demo.mass import applications, contacts, events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


class NobodySignsIn(Refusal):
    """There is no organisation to put anything into."""

    message = "There is no organisation with a team yet. Nothing was made."  # for the console


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much there is to be, beside what there is."""

    events: int = 0
    registrations: int = 0  # for these events, each as many
    contacts: int = 0
    crowd: int = 0  # registrations for one event more
    applications: int = 0  # of the press, for that event


def fill(size: Size, now: datetime) -> Organisation:
    """Put so much into the first organisation that has a team; the caller commits.

    Raises NobodySignsIn.
    """
    organisation = db.session.scalar(
        select(Organisation).join(Membership).order_by(Organisation.id).limit(1)
    )
    if organisation is None:
        raise NobodySignsIn
    contacts.enter(organisation, size.contacts, now)
    held = events.hold(organisation, size.events, now)
    events.register(held, size.registrations, now)
    if size.crowd or size.applications:
        large = events.hold(organisation, 1, now)
        events.register(large, size.crowd, now)
        applications.apply(db.session.get_one(Event, large[0]), size.applications, now)
    publication.publish()
    return organisation
