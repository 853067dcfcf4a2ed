"""What people do about their places: take one, change it, give it back, take it again.

Seats are taken one after the other, under the event's row; giving one back needs no lock.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Category, Event, State
from eventsapp.extensions import db
from eventsapp.registration import admission, filling, mails, queries, seats
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.models import Registration, Status


class RegistrationClosed(Refusal):
    """Outside its window, or the event does not take place as announced."""

    message = _l("Registration for this event is closed.")


class EventFull(Refusal):
    """Fewer places are left than are asked for."""

    message = _l("There are not enough places left.")


class UnknownWay(Refusal):
    """A category of another event, or of none."""

    message = _l("Choose one of the ways to take part that are offered.")
    status = 422


class AlreadyRegistered(Refusal):
    """The address has another standing registration."""

    message = _l("This address is registered for the event already.")


def register(
    event: Event, details: AttendeeDetails, *, now: datetime, by_organiser: bool = False
) -> Registration:
    """Give a person, and those who come along, places at the event.

    The same form sent twice makes one registration. An address that is registered already keeps
    what it has, and gets its link by mail. An organiser may register outside the window, not
    beyond the places. Raises RegistrationClosed, EventFull, UnknownWay and those of `admission`.
    """
    event = events.claim(event)  # one after the other, so that the last place goes to one person
    if earlier := queries.find_by_form(event, details.key):
        return earlier
    category = _category(event, details.category_id)
    _require_open(event, category, now, by_organiser=by_organiser)
    standing = queries.find_live(event, details.email)
    if not by_organiser:
        admission.require(category, admission.comer(details, standing))
    _require_room(category, 1 + len(details.companions), now)
    if standing:
        if not by_organiser:
            mails.send_link(standing, now)
        return standing
    registration, companions = _enter(event, category, details, now)
    mails.welcome(registration, companions, now)
    return registration


def admit(
    category: Category, details: AttendeeDetails, *, standing: Registration | None, now: datetime
) -> Registration:
    """Give one person a place without a letter, which whoever decides about it writes.

    `standing` is the address's live registration, which moves to this category. The caller has
    claimed the event and looked whether there is room.
    """
    if standing is not None:
        standing.category = category
        return standing
    return _enter(category.event, category, details, now)[0]


def change(registration: Registration, wishes: Wishes, *, now: datetime) -> None:
    """Note a person's new wishes; another way of taking part, or more people, need free places.

    Raises RegistrationClosed for one that does not stand, EventFull and UnknownWay.
    """
    events.claim(registration.event)
    if not registration.is_live:
        raise RegistrationClosed
    party = queries.companions(registration)
    _require_room_to_change(registration, wishes, party, now)
    registration.name = wishes.name
    registration.phone = wishes.phone
    registration.phone_e164 = wishes.phone_e164
    registration.organisation_name = wishes.organisation_name
    registration.wants_reminders = wishes.wants_reminders
    registration.category = _wished(registration, wishes)
    registration.refresh_search_key()
    filling.note(registration, wishes.answers, now)
    _regroup(registration, party, wishes.companions, now)
    mails.note_wish_for_reminders(registration)


def cancel(registration: Registration, *, by_organiser: bool = False, now: datetime) -> None:
    """Give a person's place back, and those of the people who came along; twice is harmless.

    The seats are free at once. The mail, with the calendar's CANCEL, waits for a minute in
    which `undo_cancel` can still take it back.
    """
    if not registration.is_live:
        return
    for person in queries.party_of(registration):
        person.release(now, by_organiser=by_organiser)
    mails.take_leave(registration, now)
    db.session.flush()


def undo_cancel(registration: Registration, *, now: datetime, by_organiser: bool = False) -> None:
    """Take the places again that were given back, if they are still free; twice is harmless.

    Within the minute it is as if nothing had happened. Later the person is registered anew,
    in the window only, unless an organiser does it. Raises RegistrationClosed, EventFull and
    AlreadyRegistered.
    """
    event = registration.event
    events.claim(event)
    if registration.status is not Status.CANCELLED:
        return
    gone = queries.cancelled_together(registration)
    in_time = (
        registration.cancelled_at is not None and now < registration.cancelled_at + mails.GRACE
    )
    _require_open(event, registration.category, now, by_organiser=by_organiser or in_time)
    _require_room(registration.category, len(gone), now)
    if registration.email and queries.find_live(event, registration.email):
        raise AlreadyRegistered
    for person in gone:
        person.restore()
    db.session.flush()
    if registration.email and not mails.take_back(registration, now):
        registration.registered_at = now
        mails.confirm(registration, now)


def resend_link(event: Event, email: str, *, now: datetime) -> None:
    """Mail a registered address its link; say nothing about one that is not registered."""
    if standing := queries.find_live(event, email):
        mails.send_link(standing, now)


def resend_confirmation(registration: Registration, *, now: datetime) -> None:
    """Mail the entry code and the invitation again, as an organiser asks."""
    if not registration.is_live or registration.email is None:
        raise RegistrationClosed
    mails.confirm(registration, now)


def correct_address(registration: Registration, email: str, *, now: datetime) -> None:
    """Write to another address from now on, beginning with the confirmation.

    Raises AlreadyRegistered when that address has a registration of its own.
    """
    events.claim(registration.event)
    standing = queries.find_live(registration.event, email)
    if standing is not None and standing is not registration:
        raise AlreadyRegistered
    registration.email = email
    registration.refresh_search_key()
    resend_confirmation(registration, now=now)


def _category(event: Event, category_id: int) -> Category:
    found = next((each for each in event.categories if each.id == category_id), None)
    if found is None:
        raise UnknownWay
    return found


def _wished(registration: Registration, wishes: Wishes) -> Category:
    own = registration.category
    return own if own.id == wishes.category_id else _category(own.event, wishes.category_id)


def _require_open(event: Event, category: Category, now: datetime, *, by_organiser: bool) -> None:
    stands = event.state in (State.PUBLISHED, State.POSTPONED)
    if not (stands if by_organiser else seats.accepts(event, category, now)):
        raise RegistrationClosed


def _require_room(category: Category, persons: int, now: datetime) -> None:
    if not seats.room_in(category, now).has_room(persons):
        raise EventFull


def _enter(
    event: Event, category: Category, details: AttendeeDetails, now: datetime
) -> tuple[Registration, Sequence[Registration]]:
    registration = _person(event, category, details.name, details.language, now)
    registration.email = details.email
    registration.phone = details.phone
    registration.phone_e164 = details.phone_e164
    registration.organisation_name = details.organisation_name
    registration.wants_reminders = details.wants_reminders
    registration.form_key = details.key
    registration.refresh_search_key()
    mails.expect(registration, now)
    db.session.add(registration)
    filling.note(registration, details.answers, now)
    return registration, _add_companions(registration, details.companions, now)


def _person(
    event: Event, category: Category, name: str, language: str, now: datetime
) -> Registration:
    return Registration(
        event=event,
        category=category,
        name=name,
        language=language,
        status=Status.CONFIRMED,
        registered_at=now,
        confirmed_at=now,
    )


def _add_companions(
    lead: Registration, names: Sequence[str], now: datetime
) -> Sequence[Registration]:
    companions = [_person(lead.event, lead.category, name, lead.language, now) for name in names]
    for companion in companions:
        companion.party = lead
        companion.refresh_search_key()
    db.session.add_all(companions)
    db.session.flush()  # gives the rows their ids, which the links need
    return companions


def _require_room_to_change(
    registration: Registration, wishes: Wishes, party: Sequence[Registration], now: datetime
) -> None:
    """Another way of taking part, or more people, need places beside those of the party itself."""
    event, category = registration.event, _wished(registration, wishes)
    coming, standing = 1 + sum(map(bool, wishes.companions)), 1 + len(party)
    if category.id == registration.category_id and coming <= standing:
        return
    _require_open(event, category, now, by_organiser=False)
    admission.require(category, admission.comer_again(registration, wishes))
    taken = seats.taken_by_category([event.id], now=now)
    taken[registration.category_id] = taken.get(registration.category_id, 0) - standing
    if not seats.places(event, taken).by_category[category.id].has_room(coming):
        raise EventFull


def _regroup(
    lead: Registration, party: Sequence[Registration], names: Sequence[str], now: datetime
) -> None:
    """Give the people of a party these names in turn: an empty one leaves, one too many is new."""
    for position, companion in enumerate(party):
        if any(names[position : position + 1]):
            companion.name, companion.category = names[position], lead.category
            companion.refresh_search_key()
        else:
            companion.release(now)
    _add_companions(lead, [name for name in names[len(party) :] if name], now)
