"""What the public pages ask: rows of the list, counts beside the filters, days with events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    union,
    union_all,
)

from eventsapp.accounts.models import Membership
from eventsapp.core import search
from eventsapp.core.texts import LANGUAGES
from eventsapp.events import queries as events
from eventsapp.events.filters import OPEN, Filter
from eventsapp.events.models import Event, EventOrganisation, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City

OLD_PLACE_HOURS = 12  # how long a moved event stays struck at its old place
NO_FILTER = Filter()
Among = Callable[[Filter], Select[Any]]  # the events that a page looks at, narrowed


@dataclass(frozen=True)
class Place:
    """Where one event stands in a list: at its day, or struck at the day it was moved from."""

    event: Event
    is_old: bool = False


def places(filter_: Filter, *, now: datetime, limit: int, offset: int) -> list[Place]:
    """One page of the list, by wall time: four queries however many rows."""
    wanted = _placed(filter_, now).subquery()
    found = db.session.execute(
        select(wanted.c.id, wanted.c.is_old)
        .order_by(wanted.c.at, wanted.c.id)
        .limit(limit)
        .offset(offset)
    ).all()
    loaded = by_id([event_id for event_id, _is_old in found])
    return [Place(loaded[event_id], bool(is_old)) for event_id, is_old in found]


def count_places(filter_: Filter, *, now: datetime) -> int:
    """How many rows the list has on all its pages."""
    return (
        db.session.scalar(select(func.count()).select_from(_placed(filter_, now).subquery())) or 0
    )


def count_events(filter_: Filter, *, now: datetime) -> int:
    """How many events that are not over a filter lets through."""
    wanted = among_listed(now)(filter_)
    return db.session.scalar(wanted.with_only_columns(func.count(Event.id))) or 0


def count_until(filter_: Filter, *, now: datetime, days: int) -> int:
    """How many events begin within so many days."""
    end = now + timedelta(days=days)
    wanted = events.listed(filter_).where(Event.starts_at > now, Event.starts_at <= end)
    return db.session.scalar(wanted.order_by(None).with_only_columns(func.count(Event.id))) or 0


def by_id(event_ids: Sequence[int]) -> dict[int, Event]:
    """Events by number, ready for a list row."""
    wanted = select(Event).where(Event.id.in_(event_ids)).options(*events.shown_in_lists())
    return {event.id: event for event in db.session.scalars(wanted).unique()}


def among_listed(now: datetime) -> Among:
    """The events of the list: those to come, or from a day on that the reader asks for."""
    return lambda filter_: events.listed(filter_).where(_wanted_still(filter_, now)).order_by(None)


def count_by_type(filter_: Filter, among: Among) -> dict[Any, int]:
    """Events per type, with all other filters in force."""
    return _count_by(Event.type, among(replace(filter_, types=())))


def count_by_city(filter_: Filter, among: Among) -> list[tuple[City, int]]:
    """Cities with events and how many, most first, with all other filters in force."""
    counted = _count_by(Event.city_id, among(replace(filter_, cities=())))
    found = db.session.scalars(
        select(City).where(or_(City.id.in_(counted.keys() - {None}), City.key.in_(filter_.cities)))
    )
    return sorted(((city, counted.get(city.id, 0)) for city in found), key=lambda pair: -pair[1])


def count_by_organiser(filter_: Filter, among: Among) -> list[tuple[Organisation, int]]:
    """Organisations that keep or hold events and how many, most first, other filters in force."""
    counted = _count_by_holder(among(replace(filter_, organisers=())))
    known = or_(Organisation.id.in_(counted), Organisation.slug.in_(filter_.organisers))
    found = db.session.scalars(select(Organisation).where(known))
    return sorted(((body, counted.get(body.id, 0)) for body in found), key=lambda pair: -pair[1])


def count_open(filter_: Filter, among: Among) -> dict[str, int]:
    """Events per way of being open, and per language heard there, in two queries."""
    ways = {key: events.is_open_to(key) for key in OPEN}
    heard = {language: events.is_heard_in(language) for language in LANGUAGES}
    return count_each(ways, among(replace(filter_, open=()))) | count_each(
        heard, among(replace(filter_, languages=()))
    )


def in_days(filter_: Filter, first: date, last: date) -> list[Event]:
    """Events that touch these days of their own calendars, over or not, ready for a row."""
    start, end = datetime.combine(first, time()), datetime.combine(last, time.max)
    begins = Event.local_starts_at
    wanted = events.listed(replace(filter_, since=None, until=None)).where(
        or_(
            and_(begins <= end, events.lasts_into(start)),
            and_(_is_moved(), Event.previous_local_starts_at.between(start, end)),
        )
    )
    loaded = wanted.order_by(None).order_by(begins, Event.uid).options(*events.shown_in_lists())
    return list(db.session.scalars(loaded).unique())


def next_change(now: datetime) -> datetime | None:
    """When the next listed event begins or ends, whatever list it stands in."""
    starts = select(func.min(Event.starts_at)).where(Event.starts_at > now)
    ends = select(func.min(Event.ends_at)).where(Event.ends_at > now)
    found = db.session.execute(select(starts.scalar_subquery(), ends.scalar_subquery())).one()
    return min((moment for moment in found if moment is not None), default=None)


def next_event(filter_: Filter, *, after: datetime) -> Event | None:
    """The first event that begins after this instant."""
    return db.session.scalar(events.listed(filter_).where(Event.starts_at > after).limit(1))


def organisations(*, now: datetime) -> list[tuple[Organisation, int]]:
    """The public list of organisations, with how many events each has coming."""
    counted = _count_by_holder(among_listed(now)(NO_FILTER))
    found = db.session.scalars(select(Organisation).where(Organisation.listed.is_(True)))
    return [(organisation, counted.get(organisation.id, 0)) for organisation in found]


def keepers() -> Sequence[Organisation]:
    """The listed organisations with a team here: those that keep what people enter."""
    teams = select(Membership.organisation_id)
    return db.session.scalars(
        select(Organisation).where(Organisation.listed.is_(True), Organisation.id.in_(teams))
    ).all()


def listed_slugs() -> Sequence[str]:
    """The addresses of the listed organisations, for the site map."""
    listed = select(Organisation.slug).where(Organisation.listed.is_(True))
    return db.session.scalars(listed.order_by(Organisation.slug)).all()


def find_organisation(slug: str) -> Organisation | None:
    """The organisation of a public address."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def past(filter_: Filter, *, now: datetime, limit: int) -> list[Event]:
    """Events that are over, last first, ready for a row."""
    wanted = events.listed(filter_).where(~events.not_over(now)).order_by(None)
    loaded = wanted.order_by(Event.starts_at.desc()).limit(limit).options(*events.shown_in_lists())
    return list(db.session.scalars(loaded).unique())


def count_past(filter_: Filter, *, now: datetime) -> int:
    """How many events are over."""
    wanted = events.listed(filter_).where(~events.not_over(now)).order_by(None)
    return db.session.scalar(wanted.with_only_columns(func.count(Event.id))) or 0


def found_organisations(terms: Sequence[str], *, limit: int) -> Sequence[Organisation]:
    """Listed organisations with each of these words in their names or in what they say of themselves.

    Those that are named by all the words come first.
    """
    if not terms:
        return []
    named = and_(*(search.mentions(Organisation.search_key, word) for word in terms))
    keys = (Organisation.search_key, Organisation.about_key)
    words = [or_(*(search.mentions(key, word) for key in keys)) for word in terms]
    wanted = select(Organisation).where(Organisation.listed.is_(True), *words)
    order = (case((named, 0), else_=1), Organisation.id)
    return db.session.scalars(wanted.order_by(*order).limit(limit)).all()


def addresses(limit: int) -> Sequence[tuple[str, datetime]]:
    """Slug and last change of listed events, latest first, for the site map."""
    wanted = events.listed(NO_FILTER).order_by(None).order_by(Event.starts_at.desc()).limit(limit)
    rows = db.session.execute(wanted.with_only_columns(Event.slug, Event.updated_at))
    return [(slug, changed) for slug, changed in rows if slug]


def count_each(conditions: dict[str, ColumnElement[bool]], wanted: Select[Any]) -> dict[str, int]:
    """How many of the wanted events each condition is true of, in one query."""
    sums = [func.sum(case((condition, 1), else_=0)) for condition in conditions.values()]
    row = db.session.execute(wanted.with_only_columns(*sums)).one()
    return {key: count or 0 for key, count in zip(conditions, row, strict=True)}


def _placed(filter_: Filter, now: datetime) -> CompoundSelect[Any]:
    """Every event at its place, and moved ones at their old place too: (id, at, is_old)."""
    current = _columns(events.listed(filter_), Event.local_starts_at, is_old=False)
    anywhere = events.listed(replace(filter_, since=None, until=None))
    old = _columns(anywhere, Event.previous_local_starts_at, is_old=True)
    stays = Event.previous_starts_at > now - timedelta(hours=OLD_PLACE_HOURS)
    return union_all(
        current.where(_wanted_still(filter_, now)),
        old.where(_is_moved(), stays, *_within(filter_)),
    )


def _columns(wanted: Select[Any], at: Any, *, is_old: bool) -> Select[Any]:
    return wanted.order_by(None).with_only_columns(
        Event.id, at.label("at"), literal(int(is_old)).label("is_old")
    )


def _is_moved() -> ColumnElement[bool]:
    """Moved to another day; an hour more or less leaves no old place behind."""
    other_day = func.date(Event.previous_local_starts_at) != func.date(Event.local_starts_at)
    known = Event.previous_local_starts_at.is_not(None)
    return and_(Event.state == State.PUBLISHED, known, other_day)


def _within(filter_: Filter) -> list[ColumnElement[bool]]:
    at, conditions = Event.previous_local_starts_at, []
    if filter_.since:
        conditions.append(at >= datetime.combine(filter_.since, time()))
    if filter_.until:
        conditions.append(at < datetime.combine(filter_.until + timedelta(days=1), time()))
    return conditions


def _wanted_still(filter_: Filter, now: datetime) -> ColumnElement[bool]:
    """Past events show only when the reader asks from a day that is past."""
    asks_for_past = filter_.since is not None and filter_.since < now.date()
    return true() if asks_for_past else events.not_over(now)


def _count_by(column: Any, wanted: Select[Any]) -> dict[Any, int]:
    counted = wanted.with_only_columns(column, func.count(Event.id)).group_by(column)
    return dict(db.session.execute(counted).all())


def _count_by_holder(wanted: Select[Any]) -> dict[Any, int]:
    """Events per organisation that keeps or holds them; both at once count once."""
    among = wanted.with_only_columns(Event.id, Event.organisation_id.label("holder_id")).cte()
    held = (
        select(among.c.id, EventOrganisation.organisation_id)
        .join(EventOrganisation, EventOrganisation.event_id == among.c.id)
        .where(EventOrganisation.role.in_(events.HOLDS))
    )
    holder_id = union(select(among), held).subquery().c.holder_id
    return dict(db.session.execute(select(holder_id, func.count()).group_by(holder_id)).all())
