"""What is over, by year and month, with what each event left behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import extract, func, select

from eventsapp.events import queries as events
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import queries as materials
from eventsapp.materials.kinds import Audience
from eventsapp.outcome.models import Outcome


@dataclass(frozen=True)
class Left:
    """One past event, and what readers find there besides the announcement."""

    event: Event
    has_outcome: bool
    has_recording: bool
    has_materials: bool


@dataclass(frozen=True)
class Month:
    """The past events of one month, the last first."""

    first: date
    lines: Sequence[Left]


def years(filter_: Filter, *, now: datetime) -> dict[int, int]:
    """How many events are over in each year that has any, the last year first."""
    year = extract("year", Event.local_starts_at)
    over = events.listed(_dateless(filter_)).where(~events.not_over(now)).order_by(None)
    counted = over.with_only_columns(year, func.count(Event.id)).group_by(year)
    return {int(each): number for each, number in db.session.execute(counted.order_by(year.desc()))}


def months(filter_: Filter, year: int, *, now: datetime) -> list[Month]:
    """The past events of a year under their months: as many queries for one as for all."""
    over = (
        events.listed(of_year(filter_, year, now=now)).where(~events.not_over(now)).order_by(None)
    )
    latest = over.order_by(Event.local_starts_at.desc(), Event.uid)
    found = db.session.scalars(latest.options(*events.shown_in_lists())).unique().all()
    lines = _left(found, now)
    return [
        Month(first, list(together))
        for first, together in groupby(
            lines, key=lambda line: line.event.local_starts_at.date().replace(day=1)
        )
    ]


def of_year(filter_: Filter, year: int, *, now: datetime) -> Filter:
    """The filter with the days of a year until today."""
    return replace(filter_, since=date(year, 1, 1), until=min(date(year, 12, 31), now.date()))


def _dateless(filter_: Filter) -> Filter:
    return replace(filter_, since=None, until=None)


def _left(found: Sequence[Event], now: datetime) -> list[Left]:
    told = select(Outcome).where(
        Outcome.event_id.in_([event.id for event in found]), Outcome.published_at.is_not(None)
    )
    outcomes = {each.event_id: each for each in db.session.scalars(told)}
    kits = materials.kits(found)
    return [
        Left(
            event,
            has_outcome=event.id in outcomes and bool(outcomes[event.id].texts),
            has_recording=event.id in outcomes and bool(outcomes[event.id].recording_url),
            has_materials=any(
                each.audience is Audience.PUBLIC and each.is_open(now)
                for each in kits.get(event.id, ())
            ),
        )
        for event in found
    ]
