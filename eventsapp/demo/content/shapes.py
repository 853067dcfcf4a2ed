"""What a row of each table says. Keys name rows of the other tables."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole, Precision, Visibility
from eventsapp.programme.models import Openness, PersonRole

When = Callable[[datetime], datetime]  # from the present to the start, both as wall time


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation; its logo is a figure of `logos` in two colours."""

    names: Texts
    language: str
    short_names: Texts = field(default_factory=Texts)
    boilerplate: Texts = field(default_factory=Texts)
    postal_address: Texts = field(default_factory=Texts)
    website: str = ""
    email: str = ""
    phone: str = ""
    zone: str = "Asia/Almaty"
    listed: bool = True
    logo: tuple[str, str, str] | None = None  # figure, ground, ink


@dataclass(frozen=True, kw_only=True)
class Site:
    """A venue with its rooms: names and seats."""

    city: str
    names: Texts
    language: str
    address: Texts = field(default_factory=Texts)
    access: Texts = field(default_factory=Texts)
    point: tuple[float, float] | None = None  # latitude and longitude, degrees
    capacity: int | None = None
    rooms: tuple[tuple[Texts, int | None], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the address book, or a desk without a name."""

    names: Texts = field(default_factory=Texts)
    language: str = "ru"
    posts: tuple[Texts, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way of taking part, and how many persons have taken it."""

    mode: Mode = Mode.ROOM
    names: Texts = field(default_factory=Texts)
    capacity: int | None = None
    registered: int = 0
    cancelled: int = 0
    waiting: int = 0  # parties in the line of a full one
    opens_in: timedelta | None = None  # from the present
    closes_before: timedelta | None = None  # the start


@dataclass(frozen=True, kw_only=True)
class Talk:
    """An item of the programme; it begins where the one before it ended, after a break."""

    titles: Texts
    minutes: int | None = None
    after: int = 0  # minutes of break before it
    speakers: tuple[str, ...] = ()
    notes: Texts = field(default_factory=Texts)
    openness: Openness = Openness.OPEN


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A visit beside the event, with places of its own."""

    titles: Texts
    after: int  # minutes from the start of the event
    minutes: int
    capacity: int
    registered: int = 0
    summaries: Texts = field(default_factory=Texts)
    venue: str = ""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """It was given another date."""

    to: When
    days_ago: float


@dataclass(frozen=True, kw_only=True)
class Postponed:
    """Its date was taken away."""

    reasons: Texts
    days_ago: float


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """It does not take place."""

    reasons: Texts
    days_ago: float


@dataclass(frozen=True, kw_only=True)
class Retyped:
    """A colleague has typed other texts that are not published yet."""

    titles: Texts = field(default_factory=Texts)
    summaries: Texts = field(default_factory=Texts)


@dataclass(frozen=True, kw_only=True)
class Rehoused:
    """It was given another room a while ago; the notice of it is kept back."""

    venue: str
    room: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One event and what became of it."""

    key: str
    type: Type
    language: str
    titles: Texts
    when: When
    minutes: int | None = None  # of a day event: to its last day
    doors: int | None = None  # minutes before the start
    precision: Precision = Precision.TIME
    type_names: Texts = field(default_factory=Texts)
    summaries: Texts = field(default_factory=Texts)
    descriptions: Texts = field(default_factory=Texts)
    funding_lines: Texts = field(default_factory=Texts)
    place_notes: Texts = field(default_factory=Texts)

    city: str = ""
    venue: str = ""
    room: int | None = None  # its number among the venue's rooms
    zone: str = ""
    online_url: str = ""
    online_is_public: bool = False
    visibility: Visibility = Visibility.PUBLIC
    open_to_press: bool = True
    working_languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()

    bodies: tuple[tuple[str, OrganisationRole], ...] = ()
    contacts: tuple[str, ...] = ()
    people: tuple[tuple[str, PersonRole], ...] = ()
    talks: tuple[Talk, ...] = ()
    usual_programme: bool = False
    ways: tuple[Way, ...] = ()
    visit: Visit | None = None
    parent: str = ""
    source_url: str = ""
    repeat_weeks: int = 0  # further ones, each a week later

    is_draft: bool = False
    announced_days: int = 14  # published so long before the present, or before a start in the past
    fate: Moved | Postponed | Cancelled | None = None
    lately: Retyped | Rehoused | None = None
