"""Everything that is known about a contact, as forms, files and services hand it on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from eventsapp.contacts.models import Contact, Subject
from eventsapp.core.texts import Texts

_DATES = ("consented_on", "last_met_on")


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Everything that is asked about a contact. A desk may have no name."""

    names: Texts = field(default_factory=Texts)
    original_language: str = "en"
    language: str | None = None  # in which they are written to
    note: str = ""
    posts: tuple[Texts, ...] = ()
    phones: tuple[str, ...] = ()  # as written
    emails: tuple[str, ...] = ()
    outlet: str = ""
    beats: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    consent_source: str = ""
    consented_on: date | None = None
    last_met_on: date | None = None

    @classmethod
    def of(cls, contact: Contact) -> "ContactDetails":
        """What stands about a contact."""
        return cls(
            names=Texts(contact.names),
            original_language=contact.original_language,
            language=contact.language,
            note=contact.note,
            posts=tuple(Texts(post.titles) for post in contact.posts),
            phones=tuple(phone.written for phone in contact.phones),
            emails=tuple(email.address for email in contact.emails),
            outlet=contact.outlet,
            beats=tuple(contact.words_on(Subject.BEAT)),
            regions=tuple(contact.words_on(Subject.REGION)),
            consent_source=contact.consent_source,
            consented_on=contact.consented_on,
            last_met_on=contact.last_met_on,
        )

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        values = asdict(self)
        return values | {day: values[day] and values[day].isoformat() for day in _DATES}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "ContactDetails":
        """Back from plain values."""
        read = dict(values)
        read |= {day: values[day] and date.fromisoformat(values[day]) for day in _DATES}
        read |= {each: tuple(values[each]) for each in ("phones", "emails", "beats", "regions")}
        read |= {"names": Texts(values["names"]), "posts": tuple(map(Texts, values["posts"]))}
        return cls(**read)
