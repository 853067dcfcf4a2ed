"""The Details tab as one value: what the form says, a working copy keeps, a publication applies.

As JSON it is what `Event.working_copy` holds. Wall times are naive, in the event's zone.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from eventsapp.events.category_models import Category, Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, OrganisationRole, Precision, Visibility
from eventsapp.events.times import to_local

TEXTS = ("type_names", "titles", "summaries", "descriptions", "funding_lines", "place_notes")
PLAIN = (
    "type", "original_language", "precision", "city_id", "venue_id", "room_id", "online_url",
    "online_is_public", "visibility", "open_to_press", "parent_id", "capacity", "retention_days",
    "source_url",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation in its role: one of the directory, or a new one by its name."""

    role: OrganisationRole
    organisation_id: int | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Answerer:
    """Who answers the press: a contact of the address book, or a new one as typed."""

    contact_id: int | None = None
    name: str = ""
    phones: tuple[str, ...] = ()  # as written
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seats:
    """One category of registration: in the room, online."""

    id: int | None = None  # of the stored category
    mode: Mode = Mode.ROOM
    names: Mapping[str, str] = field(default_factory=dict)
    capacity: int | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    is_open: bool = True
    code: str = ""
    by_invitation: bool = False
    allowed: tuple[str, ...] = ()  # domains and addresses; none: all
    organisation_limit: int | None = None


@dataclass(frozen=True, kw_only=True)
class Details:
    """Everything that stands on the Details tab of an event."""

    type: Type
    original_language: str
    starts: datetime
    ends: datetime | None = None  # a day event: its last day
    doors: datetime | None = None
    precision: Precision = Precision.TIME
    zone: str = ""  # empty: that of the venue, the city, the organisation

    type_names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    funding_lines: Mapping[str, str] = field(default_factory=dict)
    place_notes: Mapping[str, str] = field(default_factory=dict)

    city_id: int | None = None
    venue_id: int | None = None
    room_id: int | None = None
    online_url: str = ""
    online_is_public: bool = False

    visibility: Visibility = Visibility.PUBLIC
    open_to_press: bool = True
    working_languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    contacts: tuple[Answerer, ...] = ()
    parent_id: int | None = None
    categories: tuple[Seats, ...] = ()
    capacity: int | None = None
    retention_days: int | None = None
    source_url: str = ""
    slug: str = ""  # empty: as it is, or made from the title


def current(event: Event) -> Details:
    """What the Details tab shows: the working copy where there is one, else what is stored."""
    return from_json(event.working_copy) if event.working_copy else of(event)


def of(event: Event) -> Details:
    """What is stored, and public once the event is published."""
    columns: dict[str, Any] = {name: getattr(event, name) for name in PLAIN}
    columns |= {name: dict(getattr(event, name)) for name in TEXTS}
    return Details(
        starts=event.local_starts_at,
        ends=event.local_ends_at,
        doors=event.local_doors_at,
        zone="" if event.timezone == place_zone(event) else event.timezone,
        working_languages=tuple(event.working_languages),
        interpretation=tuple(event.interpretation),
        bodies=tuple(Body(role=b.role, organisation_id=b.organisation_id) for b in event.bodies),
        contacts=tuple(Answerer(contact_id=contact.contact_id) for contact in event.contacts),
        categories=tuple(_seats(category, event.timezone) for category in event.categories),
        slug=event.slug or "",
        **columns,
    )


def place_zone(event: Event) -> str:
    """The zone of its place: the venue's, else the city's, else the organisation's."""
    if event.venue is not None:
        return event.venue.zone
    return event.city.timezone if event.city else event.organisation.timezone


def to_json(details: Details) -> dict[str, Any]:
    """The value as JSON, for the working copy and for comparing."""
    plain: dict[str, Any] = _plain(asdict(details))
    return plain


def from_json(data: Mapping[str, Any]) -> Details:
    """The value again. Fields that a later release does not know any more are left out."""
    known = {f.name for f in fields(Details)}
    given = {name: _READ.get(name, _same)(data[name]) for name in data if name in known}
    return Details(**given)


def _seats(category: Category, zone: str) -> Seats:
    return Seats(
        id=category.id,
        mode=category.mode,
        names=dict(category.names),
        capacity=category.capacity,
        opens=category.opens_at and to_local(category.opens_at, zone),
        closes=category.closes_at and to_local(category.closes_at, zone),
        is_open=category.is_open,
        code=category.code,
        by_invitation=category.by_invitation,
        allowed=tuple(category.allowed),
        organisation_limit=category.organisation_limit,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _texts(data: dict[str, str]) -> dict[str, str]:
    return {language: str(text) for language, text in data.items()}


def _body(data: dict[str, Any]) -> Body:
    return Body(**data | {"role": OrganisationRole(data["role"])})


def _answerer(data: dict[str, Any]) -> Answerer:
    return Answerer(**data | {name: tuple(data[name]) for name in ("phones", "emails")})


def _read_seats(data: dict[str, Any]) -> Seats:
    moments = {name: _moment(data[name]) for name in ("opens", "closes")}
    told = {"mode": Mode(data["mode"]), "allowed": tuple(data.get("allowed", ()))}
    return Seats(**data | moments | told)


def _each(read: Callable[[dict[str, Any]], Any]) -> Callable[[list[dict[str, Any]]], tuple]:
    return lambda rows: tuple(read(row) for row in rows)


_READ: dict[str, Callable[[Any], Any]] = {
    "type": Type,
    "precision": Precision,
    "visibility": Visibility,
    "starts": _moment,
    "ends": _moment,
    "doors": _moment,
    "bodies": _each(_body),
    "contacts": _each(_answerer),
    "categories": _each(_read_seats),
    **dict.fromkeys(TEXTS, _texts),
}
