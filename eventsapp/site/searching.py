"""The search: what its words find, and the filters beside it with how much each would leave."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from werkzeug.datastructures import MultiDict

from eventsapp.core.search import mentions
from eventsapp.core.search import terms as words_of
from eventsapp.events import queries as events
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.site import filtering, queries
from eventsapp.site.filtering import Chosen, Group, Option
from eventsapp.venues.models import City, Venue

TIMES = {"coming": _l("Upcoming events"), "past": _l("Past events")}
FEW = 1000  # events that are named by their numbers, so that their words are read once


@dataclass(frozen=True)
class Search:
    """What a reader looks for: words, what narrows them, and whether it is over or to come."""

    query: str
    filter: Filter
    times: tuple[str, ...] = ()  # of TIMES; none or both: all

    @property
    def terms(self) -> list[str]:
        """The words as keys have them; none of a query that is too short."""
        return [] if self.is_short else words_of(self.query)

    @property
    def is_short(self) -> bool:
        """Whether there are too few letters to look for."""
        return len("".join(self.query.split())) < 2

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but its words narrows it."""
        return bool(self.filter or self.times)

    def to_args(self) -> dict[str, Any]:
        """The query of the address that says the same."""
        return {"q": self.query} | self.filter.to_args() | {"when": list(self.times)}

    @cached_property
    def is_meant(self) -> ColumnElement[bool]:
        """Which events the words find, looked up once for all that is counted of them."""
        is_meant = and_(*(_mentions(word) for word in self.terms))
        named = events.listed(queries.NO_FILTER).where(is_meant).order_by(None)
        numbers = db.session.scalars(named.with_only_columns(Event.id).limit(FEW + 1)).all()
        return Event.id.in_(numbers) if len(numbers) <= FEW else is_meant


def asked(args: MultiDict[str, str]) -> Search:
    """What an address asks for."""
    query = args.get("q", "").strip()[:200]
    asked_for = args.getlist("when")
    narrowed = replace(filtering.asked(args), query="", languages=(), open=())
    return Search(query, narrowed, tuple(each for each in TIMES if each in asked_for))


def found(search: Search, *, now: datetime, limit: int) -> list[Event]:
    """Listed events with each of the words: coming ones first, then past ones, nearest first."""
    if not search.terms:
        return []
    is_past = case((events.not_over(now), 0), else_=1)
    distance = case((events.not_over(now), Event.local_starts_at))
    wanted = _matching(search, now).order_by(is_past, distance, Event.local_starts_at.desc())
    loaded = wanted.limit(limit).options(*events.shown_in_lists())
    return list(db.session.scalars(loaded).unique())


def groups(search: Search, *, now: datetime) -> list[Group]:
    """The filters of what the words find, each with how many events it would leave."""
    if not search.terms:
        return []

    def among(filter_: Filter) -> Select[Any]:
        return _matching(search, now, filter_=filter_)

    beside = filtering.of_kind_and_place(search.filter, among)
    times = Group("when", _("When"), _times(search, now))
    return [group for group in (times, *beside) if group.options]


def chosen(search: Search, lang: str, shown: list[Group]) -> list[Chosen]:
    """The filters in force, each with the way to be rid of it."""
    address = {"q": search.query, "when": list(search.times)}
    narrowed = filtering.chosen(search.filter, "site.search", lang, shown, **address)
    times = [
        Chosen(
            str(TIMES[each]),
            url_for("site.search", lang=lang, **_without(search, each).to_args()),
            search.filter,
        )
        for each in search.times
    ]
    return times + narrowed


def _without(search: Search, time: str) -> Search:
    return replace(search, times=tuple(each for each in search.times if each != time))


def _times(search: Search, now: datetime) -> list[Option]:
    """Coming and past, where both would find something or one is ticked."""
    coming = events.not_over(now)
    wanted = _matching(search, now, times=())
    counted = queries.count_each({"coming": coming, "past": ~coming}, wanted)
    if not (all(counted.values()) or search.times):
        return []
    return [
        Option(key, str(label), counted[key], key in search.times) for key, label in TIMES.items()
    ]


def _matching(
    search: Search,
    now: datetime,
    *,
    filter_: Filter | None = None,
    times: tuple[str, ...] | None = None,
) -> Select[Any]:
    """What the words find, narrowed as the reader asked, or by this filter or these times instead."""
    filter_ = search.filter if filter_ is None else filter_
    times = search.times if times is None else times
    wanted = events.listed(filter_).where(search.is_meant).order_by(None)
    if len(times) == 1:
        coming = events.not_over(now)
        return wanted.where(coming if times == ("coming",) else ~coming)
    return wanted


def _mentions(word: str) -> ColumnElement[bool]:
    """Named by the event itself, or by its city, venue or organisation."""
    beside = ((Event.city_id, City), (Event.venue_id, Venue), (Event.organisation_id, Organisation))
    return or_(
        mentions(Event.search_key, word),
        *(key.in_(select(of.id).where(mentions(of.search_key, word))) for key, of in beside),
    )
