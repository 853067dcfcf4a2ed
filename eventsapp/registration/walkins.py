"""People who come without having registered: written down at the door."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from eventsapp.events.models import Category, Event
from eventsapp.extensions import db
from eventsapp.registration import mails, queries, seats
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.services import EventFull, UnknownWay


class NoRoomLeft(EventFull):
    """Every place is taken; who stands at the door may be let in all the same."""

    message = _l("Every place is taken. Tick the box to let this person in all the same.")


@dataclass(frozen=True)
class Details:
    """Who came. With `beyond` also where every place is taken; only then from a lost network."""

    name: str
    category_id: int
    language: str
    organisation_name: str = ""
    email: str | None = None
    beyond: bool = False


def register(event: Event, details: Details, *, now: datetime) -> Registration:
    """Give a person at the door a place; the caller has claimed the event.

    An address that is registered already is the person who is. Raises UnknownWay and NoRoomLeft.
    """
    if details.email and (standing := queries.find_live(event, details.email)):
        return standing
    category = _category(event, details.category_id)
    if not details.beyond and not seats.room_in(category, now).has_room():
        raise NoRoomLeft
    person = Registration(
        event=event,
        category=category,
        name=details.name,
        email=details.email,
        organisation_name=details.organisation_name,
        language=details.language,
        is_walk_in=True,
        status=Status.CONFIRMED,
        registered_at=now,
        confirmed_at=now,
    )
    person.refresh_search_key()
    db.session.add(person)
    db.session.flush()
    if details.email:
        mails.confirm(person, now)
    return person


def _category(event: Event, category_id: int) -> Category:
    found = db.session.get(Category, category_id)
    if found is None or found.event_id != event.id:
        raise UnknownWay
    return found
