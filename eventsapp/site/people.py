"""A person as readers know them: the public events at which they are on stage, and their words there.

Only people who chair, moderate or speak at a listed event have a page, unless it was switched off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, selectinload

from eventsapp.contacts.models import Contact
from eventsapp.core import search, slugs
from eventsapp.events import queries as events
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.outcome.models import Quote
from eventsapp.programme.models import Participation, PersonRole

ON_STAGE = (PersonRole.CHAIR, PersonRole.MODERATOR, PersonRole.SPEAKER)
MOST_QUOTES = 10
PART = 50  # people read at once: two letters may be in thousands of records


@dataclass(frozen=True)
class Person:
    """One person with their parts, the latest event first, and what they said there."""

    contact: Contact
    parts: Sequence[Participation]
    quotes: Sequence[Quote]

    @property
    def roles(self) -> set[PersonRole]:
        """What they do at these events."""
        return {part.role for part in self.parts}

    @property
    def latest(self) -> Participation:
        """Where the posts stand that they hold now, or held last."""
        return self.parts[0]


def slug(contact: Contact) -> str:
    """The last part of the page's address: the name for people, the number for us."""
    name = contact.names.read([contact.original_language]).text
    return "-".join(filter(None, (slugs.slugify(name, most=60), str(contact.id))))


def find(address: str) -> Person | None:
    """The person of a page's address, whatever name it says."""
    number = address.rpartition("-")[2]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    contact = db.session.scalar(_shown().where(Contact.id == int(number)))
    return Person(contact, _parts(contact), _quotes(contact)) if contact else None


def found(terms: Sequence[str], *, limit: int) -> list[Contact]:
    """People with a page whose names have each of these words; nothing else of theirs is looked at."""
    if not terms:
        return []
    likely = _shown().where(*(search.mentions(Contact.search_key, word) for word in terms))
    looked = db.session.scalars(likely, execution_options={"yield_per": PART})
    return list(islice((each for each in looked if _is_named(each, terms)), limit))


def _is_named(contact: Contact, terms: Sequence[str]) -> bool:
    key = search.key(contact.names.every())
    return all(search.has(key, word) for word in terms)


def _shown() -> Select[Contact]:
    on_stage = select(Participation.contact_id).where(
        Participation.role.in_(ON_STAGE), Participation.event_id.in_(_listed())
    )
    return (
        select(Contact)
        .where(Contact.has_page, Contact.merged_into_id.is_(None), Contact.id.in_(on_stage))
        .order_by(Contact.sort_key, Contact.id)
    )


def _parts(contact: Contact) -> Sequence[Participation]:
    wanted = (
        select(Participation)
        .join(Participation.event)
        .where(
            Participation.contact_id == contact.id,
            Participation.role.in_(ON_STAGE),
            Event.id.in_(_listed()),
        )
        .order_by(Event.starts_at.desc(), Event.id, Participation.position)
    )
    loaded = wanted.options(
        contains_eager(Participation.event).options(*events.shown_in_lists()),
        selectinload(Participation.posts),
    )
    return db.session.scalars(loaded).unique().all()


def _quotes(contact: Contact) -> Sequence[Quote]:
    wanted = (
        select(Quote)
        .join(Quote.participation)
        .join(Quote.event)
        .where(Participation.contact_id == contact.id, Event.id.in_(_listed()))
        .order_by(Event.starts_at.desc(), Quote.position)
        .options(contains_eager(Quote.event))
    )
    return db.session.scalars(wanted.limit(MOST_QUOTES)).all()


def _listed() -> Select[Any]:
    return events.listed(Filter()).order_by(None).with_only_columns(Event.id)
