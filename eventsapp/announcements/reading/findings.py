"""What was found in a text: a value, where it stood, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any, Generic, TypeVar


class Mark(StrEnum):
    """How far a finding can be relied on."""

    SURE = "sure"
    CHECK = "check"
    MISSING = "missing"


class Doubt(StrEnum):
    """Why a person should look."""

    NO_YEAR = "no_year"  # the year stands nowhere in the text
    WRONG_WEEKDAY = "wrong_weekday"  # the weekday named is not that of the date
    ONLY_STAMP = "only_stamp"  # only the date of the document was found
    DAY_GUESSED = "day_guessed"  # today, tomorrow, a weekday: counted from the day of the text
    DAY_LOST = "day_lost"  # a year, but no day
    FEAST = "feast"  # the day is that of a feast which the text names
    SEVERAL_EVENTS = "several_events"
    NO_EVENT = "no_event"  # a letter, or a text about something else
    VERSIONS_DIFFER = "versions_differ"  # one language names another day or hour than the other
    TOO_LONG = "too_long"  # only the beginning was read
    GUESSED = "guessed"  # the words allow it, nothing says it


Span = tuple[int, int]
HOLDING = ("organiser", "implementer", "host")  # the roles of bodies that hold an event
T = TypeVar("T")


@dataclass(frozen=True)
class Finding(Generic[T]):
    """One value with the places it came from, as offsets into the text."""

    value: T
    spans: tuple[Span, ...] = ()
    mark: Mark = Mark.SURE
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Deadline:
    """The last day, or moment, to accredit or confirm."""

    day: date
    hour: time | None = None

    def isoformat(self) -> str:
        """As `2026-12-04` or `2026-12-04T18:00`."""
        return f"{self.day}T{self.hour:%H:%M}" if self.hour else str(self.day)


@dataclass(frozen=True)
class Body:
    """An organisation and what it does for the event: `organiser`, `partner`, `funder` and so on."""

    name: str
    role: str


@dataclass(frozen=True)
class Person:
    """Somebody named with a post, and what they say."""

    name: str
    posts: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """What somebody said, word for word or told."""

    name: str
    post: str
    text: str
    is_direct: bool = True


@dataclass(frozen=True)
class Figure:
    """A number that the text gives as a fact."""

    number: str
    unit: str
    qualifier: str = ""  # about, over, under


@dataclass(frozen=True)
class Stage:
    """A stage of what was decided, and the year by which it ends."""

    year: int
    text: str


@dataclass(frozen=True)
class Phone:
    """A telephone number as written, and in E.164."""

    written: str
    e164: str


@dataclass(frozen=True)
class Boilerplate:
    """A paragraph about an organisation or project, with its address."""

    name: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Version:
    """The same announcement in another language of the text, and the lines it stands in."""

    language: str
    title: str
    venue: str
    lines: tuple[Span, ...]


@dataclass(frozen=True)
class Document:
    """What kind of document the text is, its own number and day; of a letter also what it answers."""

    kind: str  # announcement, release, letter, news
    number: str = ""
    day: date | None = None
    reply_to: str = ""


@dataclass
class Reading:
    """Everything found in one text. A field that was not found is None or empty."""

    language: str
    lines: list[Span] = field(default_factory=list)  # those of its language, where there are more
    versions: list[Finding[Version]] = field(default_factory=list)  # the other languages
    document: Finding[Document] | None = None
    title: Finding[str] | None = None
    type: Finding[str] | None = None
    type_name: Finding[str] | None = None  # what the meeting itself is called in full
    start_date: Finding[date] | None = None
    end_date: Finding[date] | None = None
    start_time: Finding[time] | None = None
    end_time: Finding[time] | None = None
    registration_time: Finding[time] | None = None
    accreditation_deadline: Finding[Deadline] | None = None
    city: Finding[str] | None = None
    city_key: str | None = None  # of the gazetteer
    venue: Finding[str] | None = None
    address: Finding[str] | None = None
    district: Finding[str] | None = None
    press_kit: Finding[str] | None = None
    side_visit: Finding[str] | None = None
    funding_line: Finding[str] | None = None
    phones: list[Finding[Phone]] = field(default_factory=list)
    answerer: Finding[str] | None = None  # named beside the first of them
    emails: list[Finding[str]] = field(default_factory=list)
    urls: list[Finding[str]] = field(default_factory=list)
    online_url: Finding[str] | None = None
    source: Finding[str] | None = None  # where the text was first published
    bodies: list[Finding[Body]] = field(default_factory=list)
    people: list[Finding[Person]] = field(default_factory=list)
    agenda: list[Finding[str]] = field(default_factory=list)
    quotes: list[Finding[Quote]] = field(default_factory=list)
    figures: list[Finding[Figure]] = field(default_factory=list)
    decision: Finding[str] | None = None
    stages: list[Finding[Stage]] = field(default_factory=list)
    boilerplates: list[Finding[Boilerplate]] = field(default_factory=list)
    year_inferred: bool = False
    doubts: tuple[Doubt, ...] = ()  # about the text as a whole

    @property
    def is_event(self) -> bool:
        """Whether the text announces, or tells of, an event."""
        return Doubt.NO_EVENT not in self.doubts

    @property
    def organisers(self) -> list[str]:
        """The bodies that hold the event."""
        return [found.value.name for found in self.bodies if found.value.role in HOLDING]

    def found(self) -> Iterator[tuple[str, Finding[Any]]]:
        """Every finding with the name of its field."""
        for name, value in vars(self).items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Finding):
                    yield name, one
