"""The filters beside the list: what can be ticked, how many events each would leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from eventsapp.core import dates
from eventsapp.core.days_off import COUNTRIES
from eventsapp.core.texts import ENDONYMS, LANGUAGES
from eventsapp.events import filters
from eventsapp.events.filters import Filter
from eventsapp.events.kinds import KINDS, Type
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.site import queries
from eventsapp.site.queries import Among
from eventsapp.venues.models import City
from eventsapp.web.locale import current_language, read


@dataclass(frozen=True)
class Option:
    """One value that can be ticked, and how many events it stands for."""

    value: str
    label: str
    count: int
    chosen: bool
    lang: str = ""  # where the label is not in the page's language
    type: str = ""  # draws the coloured square


@dataclass(frozen=True)
class Group:
    """One question of the filters; `name` is its key in the address."""

    name: str
    title: str
    options: Sequence[Option]


@dataclass(frozen=True)
class Chosen:
    """One filter in force, and the address of the list without it."""

    label: str
    url: str
    without: Filter


def asked(args: MultiDict[str, str]) -> Filter:
    """The filter of an address; cities and organisers that do not exist are left out."""
    cities = dict.fromkeys(_known(City.key, args.getlist("city")))
    organisers = dict.fromkeys(_known(Organisation.slug, args.getlist("organiser")))
    return filters.read(args, cities=cities, organisers=organisers)


def groups(filter_: Filter, among: Among) -> list[Group]:
    """Every question with the values that have events among these, and those that are ticked."""
    counted = queries.count_open(filter_, among)
    kind, *place_and_holder = of_kind_and_place(filter_, among)
    found = [
        kind,
        Group("open", _("For me"), _each(filters.OPEN, counted, filter_.open)),
        *place_and_holder,
        Group("language", _("Language of the event"), _languages(filter_, counted)),
    ]
    return [group for group in found if group.options]


def of_kind_and_place(filter_: Filter, among: Among) -> list[Group]:
    """The same of what, where and who alone, also where there is nothing to choose."""
    return [
        Group("type", _("Type"), _types(filter_, among)),
        Group("city", _("City"), _cities(filter_, among)),
        Group("organiser", _("Organiser"), _organisers(filter_, among)),
    ]


def countries(filter_: Filter) -> Sequence[str]:
    """The countries of the cities asked for, else all whose holidays are known."""
    wanted = select(City.country).where(City.key.in_(filter_.cities)).distinct()
    return db.session.scalars(wanted.order_by(City.country)).all() or COUNTRIES


def chosen(
    filter_: Filter, endpoint: str, lang: str, shown: Sequence[Group], **address: Any
) -> list[Chosen]:
    """The filters in force, each with the way to be rid of it; `address` as the page has it."""
    labels = {(group.name, each.value): each.label for group in shown for each in group.options}
    found = []
    for without, name, value in _without_each(filter_):
        label = labels.get((name, value)) or _said_otherwise(name, value)
        found.append(
            Chosen(label, url_for(endpoint, lang=lang, **address, **without.to_args()), without)
        )
    return found


def best_to_remove(found: Sequence[Chosen], *, now: datetime) -> tuple[Chosen, int] | None:
    """The filter in force whose removal gives the most events, and how many."""
    counted = [(each, queries.count_events(each.without, now=now)) for each in found]
    best = max(counted, key=lambda pair: pair[1], default=None)
    return best if best and best[1] else None


def _known(column: Any, given: list[str]) -> list[str]:
    asked = [each for each in given if "\0" not in each]  # PostgreSQL's text takes no NUL
    return list(db.session.scalars(select(column).where(column.in_(asked)))) if asked else []


def _types(filter_: Filter, among: Among) -> list[Option]:
    counted = queries.count_by_type(filter_, among)
    return [
        Option(
            type_, str(KINDS[type_].name), counted.get(type_, 0), type_ in filter_.types, type=type_
        )
        for type_ in Type
        if counted.get(type_) or type_ in filter_.types
    ]


def _cities(filter_: Filter, among: Among) -> list[Option]:
    return [
        Option(city.key, read(city.names), count, city.key in filter_.cities)
        for city, count in queries.count_by_city(filter_, among)
    ]


def _organisers(filter_: Filter, among: Among) -> list[Option]:
    options = []
    for body, count in queries.count_by_organiser(filter_, among):
        name = (body.short_names or body.names).read([current_language(), body.original_language])
        lang = name.language if name.language != current_language() else ""
        options.append(Option(body.slug, name.text, count, body.slug in filter_.organisers, lang))
    return options


def _languages(filter_: Filter, counted: dict[str, int]) -> list[Option]:
    return [
        Option(code, ENDONYMS[code], counted[code], code in filter_.languages, lang=code)
        for code in LANGUAGES
        if counted[code] or code in filter_.languages
    ]


def _each(names: dict[str, Any], counted: dict[str, int], ticked: tuple[str, ...]) -> list[Option]:
    return [
        Option(key, str(name), counted[key], key in ticked)
        for key, name in names.items()
        if counted[key] or key in ticked
    ]


def _without_each(filter_: Filter) -> list[tuple[Filter, str, str]]:
    """The filter once without each of its values, with the value's key and itself."""
    several = {
        "type": "types",
        "open": "open",
        "city": "cities",
        "organiser": "organisers",
        "language": "languages",
    }
    found = []
    for name, attribute in several.items():
        values = getattr(filter_, attribute)
        for value in values:
            rest = tuple(other for other in values if other != value)
            changed: dict[str, Any] = {attribute: rest}
            found.append((replace(filter_, **changed), name, str(value)))
    if filter_.since:
        found.append((replace(filter_, since=None), "from", filter_.since.isoformat()))
    if filter_.until:
        found.append((replace(filter_, until=None), "to", filter_.until.isoformat()))
    if filter_.query:
        found.append((replace(filter_, query=""), "q", filter_.query))
    return found


def _said_otherwise(name: str, value: str) -> str:
    say: dict[str, Callable[[], str]] = {
        "from": lambda: _("From %(day)s", day=_day(value)),
        "to": lambda: _("Until %(day)s", day=_day(value)),
        "q": lambda: _("“%(words)s”", words=value),
    }
    return say[name]() if name in say else value


def _day(value: str) -> str:
    return dates.without_weekday(datetime.fromisoformat(value), current_language())
