"""Reads of calendars: what a feed shows, what a person's calendar was told."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventsapp.calendars.models import Invitation
from eventsapp.contacts.models import Contact
from eventsapp.events import queries as events
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event, PressContact, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City, Venue

PAST = timedelta(days=90)  # how far back a feed reaches
CANCELLED_PAST = timedelta(days=30)  # a cancelled event stays so long after its end …
CANCELLED_SEEN = timedelta(days=14)  # … and at least so long after its cancelling

_TOLD = select(Invitation).where(
    Invitation.event_id == bindparam("event"), Invitation.address == bindparam("address")
)


def find_invitation(event: Event, address: str) -> Invitation | None:
    """What this address was told of the event, if anything."""
    return db.session.scalar(_TOLD, {"event": event.id, "address": address})


def in_feed(filter_: Filter, *, today: date) -> Sequence[Event]:
    """The events of a feed on a day (UTC), by start then uid; as many queries for one as for all."""
    wanted = events.listed(filter_).where(_within_window(today)).options(*_shown())
    return db.session.scalars(wanted).unique().all()


def latest_changes(filter_: Filter, *, today: date, limit: int) -> Sequence[Event]:
    """The events of a feed that were new or changed last, the last first."""
    wanted = events.listed(filter_).where(_within_window(today)).options(*_shown())
    newest = wanted.order_by(None).order_by(Event.updated_at.desc(), Event.uid).limit(limit)
    return db.session.scalars(newest).unique().all()


def cities(keys: Sequence[str]) -> dict[str, City]:
    """The cities of these keys, as far as they exist."""
    found = db.session.scalars(select(City).where(City.key.in_(keys)).order_by(City.key))
    return {city.key: city for city in found} if keys else {}


def organisations(slugs: Sequence[str]) -> dict[str, Organisation]:
    """The organisations of these slugs, as far as they exist."""
    wanted = select(Organisation).where(Organisation.slug.in_(slugs)).order_by(Organisation.slug)
    return {body.slug: body for body in db.session.scalars(wanted)} if slugs else {}


def find_organisation(slug: str) -> Organisation | None:
    """The organisation of an address."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def _within_window(today: date) -> ColumnElement[bool]:
    midnight = datetime.combine(today, time(), UTC)
    end = func.coalesce(Event.ends_at, Event.starts_at)
    lately_cancelled = Event.state_changed_at >= midnight - CANCELLED_SEEN
    return or_(
        (Event.state != State.CANCELLED) & (end >= midnight - PAST),
        (Event.state == State.CANCELLED) & ((end >= midnight - CANCELLED_PAST) | lately_cancelled),
    )


def _shown() -> tuple:
    contact = selectinload(Event.contacts).joinedload(PressContact.contact)
    return (
        joinedload(Event.organisation),
        joinedload(Event.city),
        joinedload(Event.venue).joinedload(Venue.city),
        joinedload(Event.room),
        selectinload(Event.parent),
        selectinload(Event.categories),
        contact.selectinload(Contact.phones),
        contact.selectinload(Contact.emails),
    )
