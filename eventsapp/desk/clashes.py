"""Events that want the same room, or the same person, at the same hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from eventsapp.contacts.models import Contact
from eventsapp.events.models import Event, Precision, State
from eventsapp.events.room_models import RoomBooking
from eventsapp.extensions import db
from eventsapp.programme.models import Participation

TAKING_PLACE = (State.DRAFT, State.PUBLISHED)
LONG = timedelta(hours=12)
Other = aliased(Event)
_SHARING = select(RoomBooking.event_id).where(RoomBooking.is_shared)


@dataclass(frozen=True)
class Clash:
    """Two events at one time: in one room, or with one person."""

    event: Event
    other: Event
    person: Contact | None = None


def ahead(organisation_id: int, *, now: datetime) -> list[Clash]:
    """The coming events of an organisation that clash with another event of any house.

    Of two of its own the later one is named first, since it is the one to be changed. An event
    without an end clashes with what it starts in the middle of; nobody has to be at an event of
    several days all the time.
    """
    rooms = (
        _pairs(organisation_id, now)
        .where(Event.room_id == Other.room_id, _strangers())
        .where(Event.id.not_in(_SHARING), Other.id.not_in(_SHARING))
    )
    mine, theirs = aliased(Participation), aliased(Participation)
    people = (
        _pairs(organisation_id, now)
        .add_columns(Contact)
        .join(mine, mine.event_id == Event.id)
        .join(theirs, (theirs.event_id == Other.id) & (theirs.contact_id == mine.contact_id))
        .join(Contact, Contact.id == mine.contact_id)
        .where(_strangers(), Event.organisation_id == Other.organisation_id)
    )
    twice = (Clash(*row) for row in db.session.execute(people))
    return [
        *(Clash(event, other) for event, other in db.session.execute(rooms)),
        *(clash for clash in twice if not (_is_long(clash.event) or _is_long(clash.other))),
    ]


def _strangers() -> ColumnElement[bool]:
    above, below = Event.parent_id, Other.parent_id
    return above.is_distinct_from(Other.id) & below.is_distinct_from(Event.id)


def _is_long(event: Event) -> bool:
    return event.ends_at is not None and event.ends_at - event.starts_at > LONG


def _pairs(organisation_id: int, now: datetime) -> Select[Event, Event]:
    own_earlier = (Other.organisation_id == organisation_id) & (Other.id > Event.id)
    return (
        select(Event, Other)
        .join(Other, _overlap() & (Other.id != Event.id) & ~own_earlier)
        .where(
            Event.organisation_id == organisation_id,
            Event.starts_at > now,
            (Other.ends_at > now) | (Other.starts_at > now),  # follows, and an index serves
            *(each.state.in_(TAKING_PLACE) for each in (Event, Other)),
            *(each.trashed_at.is_(None) for each in (Event, Other)),
            *(each.precision == Precision.TIME for each in (Event, Other)),
        )
        .order_by(Event.starts_at, Event.id, Other.id)
    )


def _overlap() -> ColumnElement[bool]:
    one = func.coalesce(Event.ends_at, Event.starts_at)
    two = func.coalesce(Other.ends_at, Other.starts_at)
    during = (Event.starts_at < two) & (Other.starts_at < one)
    return during | (Event.starts_at == Other.starts_at)
