"""What the press room shows: coming events, kits, photos, who answers about what, boilerplates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventsapp.contacts.models import Contact
from eventsapp.events.kinds import Kind
from eventsapp.events.models import (
    PUBLIC_STATES,
    Event,
    EventOrganisation,
    PressContact,
    State,
    Visibility,
)
from eventsapp.events.queries import is_kept, shown_in_lists
from eventsapp.extensions import db
from eventsapp.materials import queries
from eventsapp.materials.kinds import Sort
from eventsapp.materials.models import Material
from eventsapp.organisations.models import Organisation

COMING, KITS, PHOTOS = 8, 12, 8
ANSWERS = timedelta(days=90)  # before and after an event somebody answers about it


@dataclass(frozen=True)
class PressRoom:
    """Everything the page shows, already in order."""

    coming: Sequence[Event]
    kits: Sequence[tuple[Event, Sequence[Material]]]
    topics: Sequence[tuple[Kind, Sequence[Contact]]]
    bodies: Sequence[Organisation]
    now: datetime

    @property
    def materials(self) -> list[Material]:
        """Those whose embargoes the page waits for."""
        return [each for _event, kit in self.kits for each in kit]

    @cached_property
    def photo_sets(self) -> list[tuple[Event, list[Material]]]:
        """The open photos by event."""
        sets = [(event, [each for each in kit if self._is_photo(each)]) for event, kit in self.kits]
        return [(event, photos[:PHOTOS]) for event, photos in sets if photos]

    def _is_photo(self, material: Material) -> bool:
        is_open = queries.is_for_everybody(material, self.now)
        return is_open and material.current.sort is Sort.PHOTO


def make(*, now: datetime) -> PressRoom:
    """The press room at this moment: as many queries however much there is."""
    events = queries.events_with_kits(limit=KITS)
    kits = queries.kits(events)
    answering, coming = _answering(now), _coming(now)
    return PressRoom(
        coming=coming,
        kits=[(event, kits[event.id]) for event in events],
        topics=_topics(answering),
        bodies=_bodies([*events, *coming]),
        now=now,
    )


def _coming(now: datetime) -> Sequence[Event]:
    wanted = select(Event).where(
        Event.state == State.PUBLISHED,
        Event.visibility == Visibility.PUBLIC,
        Event.open_to_press.is_(True),
        Event.starts_at > now,
    )
    found = db.session.scalars(
        wanted.order_by(Event.starts_at, Event.id).limit(COMING).options(*shown_in_lists())
    )
    return found.unique().all()


def _answering(now: datetime) -> Sequence[PressContact]:
    """Who answers about events of these months, the nearest first."""
    person = selectinload(PressContact.contact)
    own = (Contact.posts, Contact.phones, Contact.emails)
    return db.session.scalars(
        select(PressContact)
        .join(PressContact.event)
        .where(
            Event.state.in_(PUBLIC_STATES),
            Event.visibility == Visibility.PUBLIC,
            is_kept(),
            Event.starts_at.between(now - ANSWERS, now + ANSWERS),
        )
        .order_by(Event.starts_at.desc(), PressContact.position)
        .options(
            selectinload(PressContact.event),
            person.options(*(selectinload(each) for each in own)),
        )
    ).all()


def _topics(answering: Sequence[PressContact]) -> list[tuple[Kind, list[Contact]]]:
    """The contacts by type of event, each once a type."""
    found: dict[Kind, dict[int, Contact]] = {}
    for each in answering:
        found.setdefault(each.event.kind, {})[each.contact_id] = each.contact
    return [(kind, list(contacts.values())) for kind, contacts in found.items()]


def _bodies(events: Sequence[Event]) -> Sequence[Organisation]:
    """The bodies that keep events here, or stand at those shown, and say something of themselves."""
    standing = select(EventOrganisation.organisation_id).where(
        EventOrganisation.event_id.in_([event.id for event in events])
    )
    wanted = select(Organisation).where(
        Organisation.keeper_id.is_(None) | Organisation.id.in_(standing),
        Organisation.listed.is_(True),
    )
    return [
        body for body in db.session.scalars(wanted.order_by(Organisation.id)) if body.boilerplate
    ]
