"""Reading who is expected, who has come, and what was done at the doors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import joinedload

from eventsapp.checkin.models import Act, Attendance, Door, DoorNote, Kind, Verdict
from eventsapp.core import search
from eventsapp.events.category_models import Category, Mode
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.registration.models import Registration, Status

FEWEST_LETTERS = 2  # of a name, to look for it
MOST_FOUND = 30


@dataclass(frozen=True)
class Person:
    """One line of the door's list."""

    registration: Registration
    note: str
    inside_since: datetime | None
    entry: str | None  # the key of the act that let them in
    document_matches: bool | None  # of who is inside


@dataclass(frozen=True)
class Count:
    """How many of one way of taking part are expected, have come, and are inside."""

    category_id: int
    name: str
    places: int | None
    expected: int
    came: int
    inside: int


@dataclass(frozen=True)
class Device:
    """One telephone or tablet at a door."""

    key: str
    door: str
    acts: int
    heard_at: datetime


def find_door(code: str) -> Door | None:
    """The door of an address."""
    return db.session.scalar(select(Door).where(Door.code == code).options(joinedload(Door.event)))


def doors_of(event: Event) -> Sequence[Door]:
    """The doors of an event, oldest first."""
    return db.session.scalars(select(Door).where(Door.event_id == event.id).order_by(Door.id)).all()


def door_of(event: Event, door_id: int) -> Door | None:
    """One door of this event."""
    return db.session.scalar(select(Door).where(Door.event_id == event.id, Door.id == door_id))


def find_act(key: str) -> Act | None:
    """What a device has told already."""
    return db.session.get(Act, key)


def find_person(event: Event, registration_id: int) -> Registration | None:
    """Somebody on this event's list."""
    return db.session.scalar(
        select(Registration).where(
            Registration.event_id == event.id,
            Registration.id == registration_id,
            Registration.erased_at.is_(None),
        )
    )


def find_by_code(event: Event, code: str) -> Registration | None:
    """Whom a code belongs to: a QR's in any event of this organisation, read out only in this."""
    if code.startswith("DL1:"):
        return db.session.scalar(
            select(Registration)
            .join(Event)
            .where(
                Registration.entry_key == code.removeprefix("DL1:").lower(),
                Registration.erased_at.is_(None),
                Event.organisation_id == event.organisation_id,
            )
        )
    letters = "".join(filter(str.isalnum, code.upper()))
    return db.session.scalar(
        select(Registration).where(
            Registration.event_id == event.id,
            Registration.code == letters,
            Registration.erased_at.is_(None),
        )
    )


def document_matches(registration: Registration) -> bool | None:
    """What the last comparison of somebody's document has shown; None before the first."""
    verdict = db.session.scalar(
        select(Act.verdict)
        .where(Act.registration_id == registration.id, Act.kind == Kind.DOCUMENT)
        .order_by(Act.received_at.desc())
        .limit(1)
    )
    return None if verdict is None else verdict is Verdict.SAME_DOCUMENT


def stay_of(registration: Registration) -> Attendance | None:
    """The stay of somebody who is inside."""
    return db.session.scalar(
        select(Attendance)
        .where(Attendance.registration_id == registration.id, _is_inside())
        .options(joinedload(Attendance.door))
    )


def was_inside(registration: Registration, moment: datetime) -> bool:
    """Whether a stay that is over has lasted at a moment."""
    then = Attendance.entered_at <= moment, Attendance.left_at > moment
    own = select(Attendance.id).where(Attendance.registration_id == registration.id, *then)
    return db.session.scalar(own.limit(1)) is not None


def left_unseen(registration: Registration, entered_at: datetime) -> datetime | None:
    """When somebody has left of whose entry at this hour nobody knew then; None for most."""
    own = Act.registration_id == registration.id, Act.acted_at >= entered_at
    unknown = Act.kind == Kind.EXIT, Act.verdict == Verdict.NOT_IN
    return db.session.scalar(select(func.min(Act.acted_at)).where(*own, *unknown))


def people(event: Event) -> list[Person]:
    """Everybody the door may meet, in the order of their names."""
    return _read(_listed(event))


def is_too_short(query: str) -> bool:
    """Whether there are too few letters to look for."""
    return sum(map(len, search.terms(query))) < FEWEST_LETTERS


def find(event: Event, query: str) -> list[Person]:
    """Whom a few letters of a name, in any script, may mean."""
    words = search.terms(query)
    if is_too_short(query):
        return []
    named = (search.mentions(Registration.search_key, word) for word in words)
    return _read(_listed(event).where(*named).limit(MOST_FOUND))


def person(registration: Registration) -> Person:
    """The line of one of them."""
    return _read(_listed(registration.event).where(Registration.id == registration.id))[0]


def counts(event: Event, language: str) -> list[Count]:
    """The numbers of each way of taking part in the room."""
    stays = (
        select(Attendance.registration_id, func.max(case((_is_inside(), 1), else_=0)).label("in"))
        .where(Attendance.event_id == event.id, Attendance.undone_at.is_(None))
        .group_by(Attendance.registration_id)
        .subquery()
    )
    counted = (
        select(
            Registration.category_id,
            func.sum(case((Registration.status == Status.CONFIRMED, 1), else_=0)),
            func.count(stays.c.registration_id),
            func.coalesce(func.sum(stays.c["in"]), 0),
        )
        .outerjoin(stays, stays.c.registration_id == Registration.id)
        .where(Registration.event_id == event.id)
        .group_by(Registration.category_id)
    )
    found = {row[0]: tuple(map(int, row[1:])) for row in db.session.execute(counted)}
    return [
        Count(each.id, way(each, language), each.capacity, *found.get(each.id, (0, 0, 0)))
        for each in ways_in(event)
    ]


def ways_in(event: Event) -> Sequence[Category]:
    """The ways of taking part that lead through a door, those of the press after the public's."""
    return db.session.scalars(
        select(Category)
        .where(Category.event_id == event.id, Category.mode == Mode.ROOM)
        .order_by(Category.for_press, Category.position, Category.id)
    ).all()


def attended(event: Event) -> Select[Any]:
    """The ids of the registrations whose people came, to be used in a condition."""
    return select(Attendance.registration_id).where(
        Attendance.event_id == event.id, Attendance.undone_at.is_(None)
    )


def has_come(registration: Registration) -> bool:
    """Whether somebody has been inside, or is."""
    own = attended(registration.event).where(Attendance.registration_id == registration.id)
    return db.session.scalar(own.limit(1)) is not None


def came_by_event(event_ids: Iterable[int]) -> dict[int, int]:
    """How many people have come to each of these events."""
    counted = db.session.execute(
        select(Attendance.event_id, func.count(Attendance.registration_id.distinct()))
        .where(Attendance.event_id.in_(event_ids), Attendance.undone_at.is_(None))
        .group_by(Attendance.event_id)
    )
    return dict(counted.all())


def arrivals(event: Event) -> Sequence[datetime]:
    """When each person came in for the first time, in that order."""
    first = func.min(Attendance.entered_at)
    return db.session.scalars(
        select(first)
        .where(Attendance.event_id == event.id, Attendance.undone_at.is_(None))
        .group_by(Attendance.registration_id)
        .order_by(first)
    ).all()


def latest(event: Event, number: int = 8) -> Sequence[Act]:
    """What was done last."""
    return db.session.scalars(
        select(Act)
        .where(Act.event_id == event.id)
        .options(joinedload(Act.registration), joinedload(Act.door))
        .order_by(Act.received_at.desc(), Act.key)
        .limit(number)
    ).all()


def devices(event: Event) -> Sequence[Device]:
    """The devices that have sent something, the latest first."""
    heard = func.max(Act.received_at)
    rows = db.session.execute(
        select(Act.device, Door.name, func.count(), heard)
        .join(Door, Act.door_id == Door.id)
        .where(Act.event_id == event.id, Act.device != "")
        .group_by(Act.device, Door.name)
        .order_by(heard.desc())
    )
    return [Device(*row) for row in rows]


def note_of(registration: Registration) -> DoorNote | None:
    """What the door must read about somebody."""
    return db.session.get(DoorNote, registration.id)


def _is_inside() -> ColumnElement[bool]:
    return and_(Attendance.left_at.is_(None), Attendance.undone_at.is_(None))


def _listed(event: Event) -> Any:
    return (
        select(
            Registration,
            DoorNote.text,
            Attendance.entered_at,
            Attendance.act_key,
            Attendance.document_matches,
        )
        .outerjoin(DoorNote, DoorNote.registration_id == Registration.id)
        .outerjoin(Attendance, and_(Attendance.registration_id == Registration.id, _is_inside()))
        .where(
            Registration.event_id == event.id,
            Registration.erased_at.is_(None),
        )
        .options(joinedload(Registration.category), joinedload(Registration.event))
        .order_by(Registration.name, Registration.id)
    )


def _read(wanted: Any) -> list[Person]:
    return [Person(who, note or "", *stay) for who, note, *stay in db.session.execute(wanted)]
