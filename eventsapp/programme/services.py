"""What is done to the programme: items added, changed, moved, removed, copied."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from eventsapp.core.dates import locale_name
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events import services as events
from eventsapp.events.details import Details, Seats
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.programme import queries, timing
from eventsapp.programme.models import Item, ItemSpeaker, Openness, Participation, ParticipationPost
from eventsapp.programme.touch import touch


class ProgrammeBegun(Refusal):
    """The usual programme is for an empty one."""

    message = _l("This event has a programme already.")


@dataclass(frozen=True, kw_only=True)
class ItemDetails:
    """Everything that is asked about an item. Times are wall times in the event's zone."""

    titles: Texts
    notes: Texts = field(default_factory=Texts)
    starts: datetime | None = None
    minutes: int | None = None
    openness: Openness = Openness.OPEN
    speakers: tuple[int, ...] = ()  # numbers of participations, in order
    side_event_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SideVisit:
    """A visit beside an event, with places of its own."""

    titles: Texts
    starts: datetime
    minutes: int | None = None
    capacity: int | None = None  # persons


def add_item(event: Event, details: ItemDetails, *, now: datetime) -> Item:
    """Put an item where its hour belongs; without an hour, at the end."""
    items, item = queries.programme(event), Item(event=event)
    _write(item, details)
    db.session.add(item)
    _number(timing.place(items, item))
    touch(event, now=now)
    return item


def change_item(
    item: Item, details: ItemDetails, *, now: datetime, keep_later: bool = False
) -> None:
    """Write the details over an item. Later items move with its end unless they are kept."""
    items = queries.programme(item.event)
    ended = item.local_ends_at or item.local_starts_at
    _write(item, details)
    ends = item.local_ends_at or item.local_starts_at
    if ended and ends and not keep_later:
        timing.shift_later(items, item, ends - ended)
    _number(timing.place(items, item))
    touch(item.event, now=now)


def move_item(item: Item, step: int, *, now: datetime) -> None:
    """Let an item change places with the one before (-1) or after it (+1), in time too."""
    items = list(queries.programme(item.event))
    here = items.index(item)
    there = here + step
    if not 0 <= there < len(items):
        return
    timing.swap(items[min(here, there)], items[max(here, there)])
    items[here], items[there] = items[there], items[here]
    _number(items)
    touch(item.event, now=now)


def remove_item(item: Item, *, now: datetime) -> None:
    """Take an item out of the programme. The others keep their hours."""
    event = item.event
    db.session.delete(item)
    touch(event, now=now)


def use_usual(event: Event, *, now: datetime) -> None:
    """Fill an empty programme with what is usual for the event's type. Raises ProgrammeBegun."""
    if queries.programme(event):
        raise ProgrammeBegun
    starts = event.local_starts_at if event.has_hours else None
    for position, (minutes, title) in enumerate(event.kind.skeleton):
        item = Item(
            event=event, position=position, minutes=minutes, titles=_in_every_language(title)
        )
        item.local_starts_at = starts
        starts = starts and starts + timedelta(minutes=minutes)
        db.session.add(item)
    touch(event, now=now)


def add_side_visit(event: Event, visit: SideVisit, *, by: int | None, now: datetime) -> Item:
    """Make a draft of a visit with places of its own, and name it in the programme."""
    length = timedelta(minutes=visit.minutes) if visit.minutes else None
    details = Details(
        type=Type.PRESS_TOUR,
        original_language=visit.titles.read([event.original_language]).language,
        titles=visit.titles,
        starts=visit.starts,
        ends=visit.starts + length if length else None,
        zone=event.timezone,
        city_id=event.city_id,
        parent_id=event.id,
        categories=(Seats(capacity=visit.capacity),),
    )
    side = events.create(event.organisation, details, by=by, now=now)
    item = ItemDetails(
        titles=visit.titles, starts=visit.starts, minutes=visit.minutes, side_event_id=side.id
    )
    return add_item(event, item, now=now)


def copy(source: Event, target: Event, *, people: bool, items: bool, now: datetime) -> None:
    """Give one event the people and items of another; hours keep their distance to the start."""
    copies = {each.id: _copy_person(each, target) for each in queries.people(source) if people}
    for item in queries.programme(source) if items else ():
        db.session.add(_copy_item(item, target, copies))
    touch(target, now=now)


def _copy_person(person: Participation, target: Event) -> Participation:
    copied = Participation(
        event=target, contact=person.contact, role=person.role, position=person.position
    )
    copied.posts = [
        ParticipationPost(position=post.position, titles=Texts(post.titles))
        for post in person.posts
    ]
    db.session.add(copied)
    return copied


def _copy_item(item: Item, target: Event, people: dict[int, Participation]) -> Item:
    same: dict[str, Any] = {
        name: getattr(item, name)
        for name in ("position", "minutes_after", "counts_from_midnight", "minutes", "openness")
    }
    copied = Item(event=target, titles=Texts(item.titles), notes=Texts(item.notes), **same)
    copied.speakers = [
        ItemSpeaker(participation=people[speaker.participation_id], position=speaker.position)
        for speaker in item.speakers
        if speaker.participation_id in people
    ]
    return copied


def _write(item: Item, details: ItemDetails) -> None:
    item.titles, item.notes = details.titles, details.notes
    item.local_starts_at, item.minutes = details.starts, details.minutes
    item.openness, item.side_event_id = details.openness, details.side_event_id
    at_event = {person.id: person for person in queries.people(item.event)}
    standing = {speaker.participation_id: speaker for speaker in item.speakers}
    item.speakers = [
        standing.get(number) or ItemSpeaker(participation=at_event[number])
        for number in details.speakers
        if number in at_event
    ]
    for position, speaker in enumerate(item.speakers):
        speaker.position = position


def _number(items: Sequence[Item]) -> None:
    for position, item in enumerate(items):
        item.position = position


def _in_every_language(title: Any) -> Texts:
    """A title of ours in each language that our catalogues have it in."""
    texts = Texts()
    for language in LANGUAGES:
        with force_locale(locale_name(language)):
            texts.write(language, str(title))
    english = texts["en"]
    return Texts({code: text for code, text in texts.items() if code == "en" or text != english})
