"""Reads of calendars: what a feed shows, what a person's calendar was told."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, or_, select
from sqlalchemy.orm import defer, joinedload, selectinload, undefer

from eventsapp.calendars.models import EventText, Invitation
from eventsapp.contacts.models import Contact
from eventsapp.events import queries as events
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event, PressContact, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City

PAST = timedelta(days=90)  # how far back a feed reaches
CANCELLED_PAST = timedelta(days=30)  # a cancelled event stays so long after its end …
CANCELLED_SEEN = timedelta(days=14)  # … and at least so long after its cancelling

_UNSHOWN = (
    Event.descriptions,
    Event.funding_lines,
    Event.working_languages,
    Event.interpretation,
    Event.source_url,
    Event.working_copy,
    Event.search_key,
    Event.people_key,
    Event.facts_key,
)
_TOLD = select(Invitation).where(
    Invitation.event_id == bindparam("event"), Invitation.address == bindparam("address")
)
_NUMBERED = (
    select(Invitation)
    .where(Invitation.id == bindparam("number"))
    .options(joinedload(Invitation.event).options(*(defer(each) for each in _UNSHOWN)))
)


def invitation_numbered(number: int) -> Invitation | None:
    """An invitation with its event, as a letter about to leave needs it."""
    return db.session.scalar(_NUMBERED, {"number": number})


def find_invitation(event: Event, address: str) -> Invitation | None:
    """What this address was told of the event, if anything."""
    return db.session.scalar(_TOLD, {"event": event.id, "address": address})


def in_feed(filter_: Filter, *, today: date) -> Sequence[Event]:
    """The events of a feed on a day (UTC), by start then uid; as many queries for one as for all."""
    return db.session.scalars(_in_feed(filter_, today).options(*shown())).all()


def texts_in_feed(
    filter_: Filter, *, today: date, language: str, maker: str
) -> Sequence[Row[int, str | None, str | None]]:
    """The same as numbers, stored texts and their zones; None for a text that does not hold."""
    wanted = _in_feed(filter_, today).outerjoin(EventText, _holds(language, maker))
    return db.session.execute(
        wanted.with_only_columns(Event.id, EventText.text, EventText.zone)
    ).all()


def unwritten(language: str, maker: str, limit: int) -> Sequence[Event]:
    """Listed events without a stored text that holds, the latest first."""
    wanted = events.listed(Filter()).outerjoin(EventText, _holds(language, maker))
    missing = wanted.where(EventText.event_id.is_(None)).order_by(None)
    newest = missing.order_by(Event.starts_at.desc(), Event.id).limit(limit)
    return db.session.scalars(newest.options(*shown())).all()


def by_numbers(event_ids: Sequence[int]) -> Sequence[Event]:
    """These events with what calendars show of them."""
    wanted = select(Event).where(Event.id.in_(event_ids)).options(*shown())
    return db.session.scalars(wanted).all()


def coming(filter_: Filter, *, now: datetime, limit: int) -> Sequence[Event]:
    """Listed events that are not over, the next first; with their categories."""
    wanted = events.listed(filter_).where(events.not_over(now)).limit(limit)
    return db.session.scalars(wanted.options(*shown(), selectinload(Event.categories))).all()


def parts(event: Event) -> Sequence[Event]:
    """The listed events that belong to this one, by start."""
    wanted = events.listed(Filter()).where(Event.parent_id == event.id)
    return db.session.scalars(wanted.options(*shown())).all()


def latest_changes(filter_: Filter, *, today: date, limit: int) -> Sequence[Event]:
    """The events of a feed that were new or changed last, the last first."""
    wanted = _in_feed(filter_, today).options(*shown())
    newest = wanted.order_by(None).order_by(Event.updated_at.desc(), Event.uid).limit(limit)
    return db.session.scalars(newest).all()


def cities(keys: Sequence[str]) -> dict[str, City]:
    """The cities of these keys, as far as they exist."""
    wanted = select(City).where(City.key.in_(keys)).order_by(City.key)
    return {city.key: city for city in db.session.scalars(wanted)} if keys else {}


def organisations(slugs: Sequence[str]) -> dict[str, Organisation]:
    """The organisations of these slugs, as far as they exist."""
    wanted = select(Organisation).where(Organisation.slug.in_(slugs)).order_by(Organisation.slug)
    return {body.slug: body for body in db.session.scalars(wanted)} if slugs else {}


def find_organisation(slug: str) -> Organisation | None:
    """The organisation of an address."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def _in_feed(filter_: Filter, today: date) -> Select[Event]:
    """Who asks from a day gets everything from there: the archive has no window."""
    wanted = events.announced(filter_)
    return wanted if filter_.since else wanted.where(_within_window(today))


def _holds(language: str, maker: str) -> ColumnElement[bool]:
    """Whether a stored text says what would be written now."""
    return and_(
        EventText.event_id == Event.id,
        EventText.language == language,
        EventText.maker == maker,
        EventText.version == Event.version,
        EventText.updated_at == Event.updated_at,
    )


def _within_window(today: date) -> ColumnElement[bool]:
    midnight = datetime.combine(today, time(), UTC)
    lately_cancelled = Event.state_changed_at >= midnight - CANCELLED_SEEN
    return or_(
        (Event.state != State.CANCELLED) & _ends_after(midnight - PAST),
        (Event.state == State.CANCELLED)
        & (_ends_after(midnight - CANCELLED_PAST) | lately_cancelled),
    )


def _ends_after(instant: datetime) -> ColumnElement[bool]:
    """Without an end, those that begin after it. Written so that an index on each column serves."""
    return or_(Event.ends_at >= instant, Event.ends_at.is_(None) & (Event.starts_at >= instant))


def shown() -> tuple:
    """What calendars show of an event, loaded with it: as many queries for one as for all."""
    contact = selectinload(Event.contacts).selectinload(PressContact.contact)
    parent = selectinload(Event.parent).load_only(Event.uid, Event.state, Event.visibility)
    shared = (Event.organisation, Event.city, Event.venue, Event.room, Event.series)
    return (
        *(defer(each) for each in _UNSHOWN),
        *(selectinload(each) for each in shared),
        parent,
        undefer(Event.takes_registrations),
        contact.selectinload(Contact.phones),
        contact.selectinload(Contact.emails),
    )
