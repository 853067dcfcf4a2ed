"""People who come without a place: written down at the door, or let in from the list."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, false, or_, select

from eventsapp.core import search
from eventsapp.core.errors import Refusal
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import mails, queries, seats
from eventsapp.registration.models import LIVE, Registration, Status
from eventsapp.registration.refusals import EventFull, UnknownWay

_RETURNS = (Status.PENDING, Status.WAITLISTED, Status.OFFERED)  # to stand there, if undone


class NoRoomLeft(EventFull):
    """Every place is taken; who stands at the door may be let in all the same."""

    message = _l("Every place is taken. Tick the box to let this person in anyway.")


class NotLetIn(Refusal):
    """The organiser has said no to this person."""

    message = _l("The organiser has decided about this person. Send them to the desk.")


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


def same_people(event: Event, name: str, email: str | None) -> list[Registration]:
    """Who on the list has this address or this name, in any script and order; the live first."""
    words = sorted(search.terms(name))
    named = [Registration.search_key.contains(word, autoescape=True) for word in words]
    at_address = and_(Registration.email == email, Registration.party_id.is_(None))
    found = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.erased_at.is_(None))
        .where(or_(at_address, and_(*named) if named else false()))
        .order_by(Registration.status.not_in(LIVE), Registration.id)
    )
    return [
        each
        for each in found
        if (email and each.email == email) or sorted(search.terms(each.name)) == words
    ]


def can_let_in(person: Registration) -> bool:
    """Whether the door may give a place to somebody on the list: not against a decision.

    The press is decided about in its queue alone.
    """
    waits = person.is_live and not person.is_confirmed
    gone = person.status is Status.CANCELLED and not person.cancelled_by_organiser
    return (waits or gone) and not person.category.for_press


def standing_of(person: Registration) -> Registration:
    """Who has cancelled may have registered anew: then that registration."""
    if person.is_live or person.is_companion or not person.email:
        return person
    return queries.find_live(person.event, person.email) or person


def let_in(person: Registration, *, now: datetime) -> bool:
    """Give somebody on the list a place, even beyond the capacity; whether there was none before.

    The caller has claimed the event. Raises NotLetIn.
    """
    db.session.refresh(person)
    if person.is_confirmed:
        return False
    if not can_let_in(person):
        raise NotLetIn
    person.seat(now)
    db.session.flush()
    return True


def take_back(person: Registration, *, now: datetime) -> None:
    """Undo `let_in`: who waited waits again, anybody else has given the place back."""
    if person.former_status in _RETURNS:
        person.stand_as_before()
        person.confirmed_at = None
    else:
        person.release(now)


def strike_out(person: Registration, *, now: datetime) -> None:
    """Undo `register`: they have not come at all; who was written to hears of it."""
    person.release(now, by_organiser=True)
    if person.email and not mails.withdraw_welcome(person):
        mails.take_leave(person, now)
    db.session.flush()


def _category(event: Event, category_id: int) -> Category:
    found = db.session.get(Category, category_id)
    if found is None or found.event_id != event.id:
        raise UnknownWay
    return found
