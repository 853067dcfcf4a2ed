"""Tags that the team puts on registered people."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from eventsapp.registration.people.models import Tag


def of(people: Iterable[Registration]) -> dict[int, list[str]]:
    """The tags of these people, in one query."""
    ids = [each.id for each in people]
    found: dict[int, list[str]] = {}
    wanted = select(Tag).where(Tag.registration_id.in_(ids)).order_by(Tag.name)
    for tag in db.session.scalars(wanted):
        found.setdefault(tag.registration_id, []).append(tag.name)
    return found


def at(event: Event) -> Sequence[str]:
    """Every tag in use at an event."""
    return db.session.scalars(
        select(Tag.name)
        .join(Registration, Registration.id == Tag.registration_id)
        .where(Registration.event_id == event.id)
        .distinct()
        .order_by(Tag.name)
    ).all()


def put(people: Sequence[Registration], name: str) -> None:
    """Put a tag on these people; twice is harmless."""
    standing = of(people)
    for each in people:
        if name not in standing.get(each.id, ()):
            db.session.add(Tag(registration_id=each.id, name=name))
    db.session.flush()


def take_off(people: Iterable[Registration], name: str) -> None:
    """Take a tag off these people."""
    ids = [each.id for each in people]
    db.session.execute(delete(Tag).where(Tag.registration_id.in_(ids), Tag.name == name))
