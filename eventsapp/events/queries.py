"""Reads of events: the one of an address, the listed ones of a filter."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, cast, or_, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from eventsapp.contacts.models import Contact
from eventsapp.core import search
from eventsapp.core.database import begin_reading
from eventsapp.events.category_models import Category
from eventsapp.events.change_models import FormerSlug
from eventsapp.events.filters import Filter
from eventsapp.events.models import (
    PUBLIC_STATES,
    Event,
    EventOrganisation,
    OrganisationRole,
    PressContact,
    State,
    Visibility,
)
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City, Venue
from eventsapp.web import memory

LONG = (
    Event.descriptions,
    Event.summaries,
    Event.funding_lines,
    Event.working_copy,
    Event.search_key,
    Event.people_key,
    Event.facts_key,
)
HOLDS = (OrganisationRole.ORGANISER, OrganisationRole.IMPLEMENTER, OrganisationRole.HOST)


def find_by_slug(slug: str) -> Event | None:
    """The event of a public address, whatever its state."""
    return db.session.scalar(select(Event).where(Event.slug == slug).options(*_shown_in_full()))


def find_published(slug: str) -> Event | None:
    """The same as it was last published, from memory: to look at its own fields and categories.

    It is read once for every publication and belongs to no session; its organisation is with it.
    """
    return memory.until_published(("event", slug), partial(_read_apart, slug))


def claim(event: Event) -> Event:
    """The event as it stands now; whoever claims it next waits until this transaction ends.

    FOR NO KEY UPDATE: rows that only point at the event need not wait. On SQLite a writing
    transaction is alone from its beginning.
    """
    found = db.session.scalars(_CLAIM, {"id": event.id}, execution_options=_ANEW)
    return found.unique().one()


def find_by_former_slug(slug: str) -> Event | None:
    """The event that once had this address."""
    return db.session.scalar(
        select(Event)
        .join(FormerSlug, FormerSlug.event_id == Event.id)
        .where(FormerSlug.slug == slug)
    )


def find_by_uid(organisation_id: int, uid: str) -> Event | None:
    """The event of an organisation that calendars know by this uid."""
    wanted = select(Event).where(Event.uid == uid, Event.organisation_id == organisation_id)
    return db.session.scalar(wanted)


def find_of(organisation_id: int, event_id: int) -> Event | None:
    """An event by its number, if this organisation keeps it and has not put it in the trash."""
    return db.session.scalar(
        select(Event).where(
            Event.id == event_id, Event.organisation_id == organisation_id, is_kept()
        )
    )


def rest_of_series(event: Event) -> Sequence[Event]:
    """The later events of its series that are to take place or still drafts, the next first."""
    if event.series_id is None:
        return []
    later = select(Event).where(
        Event.series_id == event.series_id,
        Event.starts_at > event.starts_at,
        Event.state.in_((State.DRAFT, State.PUBLISHED, State.POSTPONED)),
        is_kept(),
    )
    return db.session.scalars(later.order_by(Event.starts_at, Event.id)).all()


def listed(filter_: Filter) -> Select[Event]:
    """Every listed event that a filter lets through, by start then uid; narrow it further."""
    return announced(filter_).where(is_kept())


def announced(filter_: Filter) -> Select[Event]:
    """The same with cancelled events in the trash: calendars show these as cancelled still."""
    conditions = [Event.state.in_(PUBLIC_STATES), Event.visibility == Visibility.PUBLIC]
    return (
        select(Event).where(*conditions, *_conditions(filter_)).order_by(Event.starts_at, Event.uid)
    )


def is_kept() -> ColumnElement[bool]:
    """Those that are not in the trash."""
    return Event.trashed_at.is_(None)


def matching(filter_: Filter) -> Select[Event]:
    """Every event that a filter lets through, in whatever state; narrow it further."""
    return select(Event).where(is_kept(), *_conditions(filter_))


def upcoming(filter_: Filter, *, now: datetime, limit: int, offset: int = 0) -> Sequence[Event]:
    """Listed events that are not over, next first, ready for a list row (no query per row)."""
    wanted = listed(filter_).where(not_over(now)).limit(limit).offset(offset)
    return db.session.scalars(wanted.options(*shown_in_lists())).unique().all()


def not_over(now: datetime) -> ColumnElement[bool]:
    """Those with an end that is to come; without one, those that began at most 8 hours ago."""
    return or_(
        Event.ends_at > now,
        and_(Event.ends_at.is_(None), Event.starts_at > now - timedelta(hours=8)),
    )


def lasts_into(moment: datetime) -> ColumnElement[bool]:
    """Those that are not over at a wall time of their own; without an end, those that begin later.

    Written so that an index on each of the two columns serves.
    """
    endless = Event.local_ends_at.is_(None) & (Event.local_starts_at >= moment)
    return or_(Event.local_ends_at >= moment, endless)


def is_open_to(way: str) -> ColumnElement[bool]:
    """Those that are open in this way, one of `filters.OPEN`."""
    return _OPEN[way]()


def is_heard_in(language: str) -> ColumnElement[bool]:
    """Those where this language is spoken, or interpreted into."""
    code = f'%"{language}"%'
    return or_(
        cast(Event.working_languages, String).like(code),
        cast(Event.interpretation, String).like(code),
    )


def shown_in_lists() -> tuple:
    """What a list row needs, loaded with the events: two queries however many rows."""
    return (
        joinedload(Event.city),
        joinedload(Event.venue).joinedload(Venue.city),
        joinedload(Event.room),
        joinedload(Event.organisation),
        selectinload(Event.bodies).joinedload(EventOrganisation.organisation),
        selectinload(Event.categories),
    )


def _read_apart(slug: str) -> Event | None:
    with Session(db.engine) as session:  # of its own, so that no other change can slip in
        begin_reading(session)
        wanted = _lean().where(Event.slug == slug).options(joinedload(Event.organisation))
        return session.scalars(wanted).unique().one_or_none()


def _lean() -> Select[Event]:
    """An event with its categories, in one query; the long texts are left where they are."""
    categories = joinedload(Event.categories).immediateload(Category.event)  # the same event
    return select(Event).options(categories, *(defer(each) for each in LONG))


def _shown_in_full() -> tuple:
    person = selectinload(Event.contacts).joinedload(PressContact.contact)
    own = (Contact.posts, Contact.phones, Contact.emails)
    return (*shown_in_lists(), person.options(*(selectinload(each) for each in own)))


def _conditions(filter_: Filter) -> list[ColumnElement[bool]]:
    conditions = [search.mentions(Event.search_key, word) for word in search.terms(filter_.query)]
    if filter_.types:
        conditions.append(Event.type.in_(filter_.types))
    if filter_.cities:
        conditions.append(Event.city.has(City.key.in_(filter_.cities)))
    if filter_.organisers:
        conditions.append(_held_by(filter_.organisers))
    if filter_.languages:
        conditions.append(or_(*(is_heard_in(language) for language in filter_.languages)))
    if filter_.since:
        conditions.append(Event.local_starts_at >= datetime.combine(filter_.since, time()))
    if filter_.until:
        after = filter_.until + timedelta(days=1)
        conditions.append(Event.local_starts_at < datetime.combine(after, time()))
    return [*conditions, *(is_open_to(key) for key in filter_.open)]


def _held_by(slugs: tuple[str, ...]) -> ColumnElement[bool]:
    known = Organisation.slug.in_(slugs)
    body = EventOrganisation.organisation.has(known) & EventOrganisation.role.in_(HOLDS)
    return or_(Event.organisation.has(known), Event.bodies.any(body))


_ANEW = {"populate_existing": True}
_CLAIM = _lean().where(Event.id == bindparam("id")).with_for_update(of=Event, key_share=True)
_OPEN = {
    "press": lambda: Event.open_to_press.is_(True),
    "public": lambda: Event.categories.any(Category.is_open.is_(True)),
    "stream": lambda: and_(Event.online_url != "", Event.online_is_public.is_(True)),
    "interpretation": lambda: cast(Event.interpretation, String).not_in(("[]", "null")),
}
