"""Everything that is known about a contact, as forms, files and services hand it on."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from eventsapp.contacts.models import Contact, Post, Subject
from eventsapp.core.texts import Texts

_DATES = ("consented_on", "last_met_on")
_HELD = ("held_from", "held_until")
_WRITTEN = re.compile(
    r"(?P<title>.*?)(?: @ (?P<place>[^@]*?))?"
    r"(?:\s*\((?P<from>\d{4}(?:-\d\d-\d\d)?)?\s*[–—-]\s*(?P<until>\d{4}(?:-\d\d-\d\d)?)?\))?\s*"
)


@dataclass(frozen=True, kw_only=True)
class PostDetails:
    """One post: what it is called, where, from which day to which."""

    titles: Texts = field(default_factory=Texts)
    place: str = ""  # an organisation or outlet
    held_from: date | None = None
    held_until: date | None = None

    @classmethod
    def of(cls, post: Post) -> "PostDetails":
        """What stands about a post."""
        return cls(
            titles=Texts(post.titles),
            place=post.place,
            held_from=post.held_from,
            held_until=post.held_until,
        )

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "PostDetails":
        """Back from plain values; of posts that had a title alone too."""
        if "titles" not in values:
            return cls(titles=Texts(values))
        days = {day: values[day] and date.fromisoformat(values[day]) for day in _HELD}
        return cls(titles=Texts(values["titles"]), place=values["place"], **days)

    @classmethod
    def read(cls, written: str, language: str) -> "PostDetails":
        """One post from a cell: "Editor @ Courier (2019-03-01 – 2021-06-30)"; years will do.

        Raises ValueError for days that do not exist or do not follow each other.
        """
        found = _WRITTEN.fullmatch(written)
        if found is None:
            return cls(titles=Texts({language: written}))
        start, end = found["from"], found["until"]
        held_from = (
            date.fromisoformat(start if "-" in start else f"{start}-01-01") if start else None
        )
        held_until = date.fromisoformat(end if "-" in end else f"{end}-12-31") if end else None
        if held_from and held_until and held_until < held_from:
            raise ValueError(written)
        return cls(
            titles=Texts({language: found["title"]}),
            place=found["place"] or "",
            held_from=held_from,
            held_until=held_until,
        )

    def written(self, language: str) -> str:
        """The same as a cell of a table."""
        title = self.titles.read([language]).text
        where = f" @ {self.place}" if self.place else ""
        if not (self.held_from or self.held_until):
            return f"{title}{where}".strip()
        return f"{title}{where} ({self.held_from or ''} – {self.held_until or ''})".strip()

    def is_over(self, day: date) -> bool:
        """Whether it ended before a day."""
        return self.held_until is not None and self.held_until < day

    def says_less_than(self, other: "PostDetails") -> bool:
        """Whether the other is the same post, with more said of it."""
        known = {name: value for name, value in vars(self).items() if value}
        same = all(getattr(other, name) == value for name, value in known.items())
        return same and self != other


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Everything that is asked about a contact. A desk may have no name."""

    names: Texts = field(default_factory=Texts)
    original_language: str = "en"
    language: str | None = None  # in which they are written to
    note: str = ""
    posts: tuple[PostDetails, ...] = ()
    phones: tuple[str, ...] = ()  # as written
    emails: tuple[str, ...] = ()
    outlet: str = ""
    beats: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    consent_source: str = ""
    consented_on: date | None = None
    last_met_on: date | None = None
    has_page: bool = True  # if they speak at public events

    @classmethod
    def of(cls, contact: Contact) -> "ContactDetails":
        """What stands about a contact."""
        return cls(
            names=Texts(contact.names),
            original_language=contact.original_language,
            language=contact.language,
            note=contact.note,
            posts=tuple(map(PostDetails.of, contact.posts)),
            phones=tuple(phone.written for phone in contact.phones),
            emails=tuple(email.address for email in contact.emails),
            outlet=contact.outlet,
            beats=tuple(contact.words_on(Subject.BEAT)),
            regions=tuple(contact.words_on(Subject.REGION)),
            consent_source=contact.consent_source,
            consented_on=contact.consented_on,
            last_met_on=contact.last_met_on,
            has_page=contact.has_page,
        )

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        values = asdict(self)
        posts = [_plain(post, _HELD) for post in values["posts"]]
        return _plain(values, _DATES) | {"posts": posts}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "ContactDetails":
        """Back from plain values."""
        read = dict(values)
        read |= {day: values[day] and date.fromisoformat(values[day]) for day in _DATES}
        read |= {each: tuple(values[each]) for each in ("phones", "emails", "beats", "regions")}
        posts = tuple(map(PostDetails.from_json, values["posts"]))
        return cls(**(read | {"names": Texts(values["names"]), "posts": posts}))


def _plain(values: Mapping[str, Any], days: tuple[str, ...]) -> dict[str, Any]:
    """The values with days as text."""
    return {**values} | {day: values[day] and values[day].isoformat() for day in days}
