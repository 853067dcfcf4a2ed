"""Reads of an event's programme: items, people, visits beside it."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.events.models import PUBLIC_STATES, Event, Visibility
from eventsapp.events.queries import is_kept, shown_in_lists
from eventsapp.extensions import db
from eventsapp.programme.models import Item, ItemSpeaker, Participation


def programme(event: Event) -> Sequence[Item]:
    """The items in order, with speakers and their posts: as many queries however many items."""
    return db.session.scalars(
        select(Item)
        .where(Item.event_id == event.id)
        .order_by(Item.position, Item.id)
        .options(
            joinedload(Item.side_event),
            selectinload(Item.speakers).joinedload(ItemSpeaker.participation).options(*_person()),
        )
    ).all()


def people(event: Event) -> Sequence[Participation]:
    """The people with a part in the event, in order, with their posts there."""
    return db.session.scalars(
        select(Participation)
        .where(Participation.event_id == event.id)
        .order_by(Participation.position, Participation.id)
        .options(*_person())
    ).all()


def side_events(event: Event) -> Sequence[Event]:
    """The listed events that belong to this one: the visits of a trip, a school after the talks."""
    return (
        db.session.scalars(
            select(Event)
            .where(Event.parent_id == event.id, Event.state.in_(PUBLIC_STATES))
            .where(Event.visibility == Visibility.PUBLIC, is_kept())
            .order_by(Event.starts_at, Event.id)
            .options(*shown_in_lists())
        )
        .unique()
        .all()
    )


def find_item(event: Event, item_id: int) -> Item | None:
    """An item by its number, if it stands in this event's programme."""
    return db.session.scalar(select(Item).where(Item.id == item_id, Item.event_id == event.id))


def find_person(event: Event, participation_id: int) -> Participation | None:
    """A person's role by its number, if it is at this event."""
    return db.session.scalar(
        select(Participation)
        .where(Participation.id == participation_id, Participation.event_id == event.id)
        .options(*_person())
    )


def names_of_people(event: Event) -> list[Texts]:
    """The names of everybody with a part in the event, for the search."""
    return list(
        db.session.scalars(
            select(Contact.names).join(Participation).where(Participation.event_id == event.id)
        )
    )


def names_by_event(events: Select[int]) -> dict[int, list[str]]:
    """The same for many events at once, every spelling of each name."""
    found: dict[int, list[str]] = {}
    named = select(Participation.event_id, Contact.names).join(Participation.contact)
    for event_id, names in db.session.execute(named.where(Participation.event_id.in_(events))):
        found.setdefault(event_id, []).extend(names.every())
    return found


def _person() -> tuple:
    return (joinedload(Participation.contact), selectinload(Participation.posts))
