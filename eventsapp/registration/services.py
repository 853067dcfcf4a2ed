"""What people do about their places: take one, change it, give it back, take it again.

All of it happens one after the other, under the event's row: the last seat goes to one person,
and who cancels while somebody decides about them has cancelled.
"""

from collections.abc import Sequence
from datetime import datetime

from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import enrolling, mails, queries, seats, setting_aside
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.entry import admission, entering
from eventsapp.registration.entry import letters as entry_letters
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import (
    AlreadyRegistered,
    EventFull,
    LeadGone,
    PressDecides,
    RegistrationClosed,
)


def register(
    event: Event,
    details: AttendeeDetails,
    *,
    now: datetime,
    by_organiser: bool = False,
    greets: bool = True,
) -> Registration:
    """Give a person, and those who come along, places at the event.

    The same form sent twice makes one registration. An address that is registered already keeps
    what it has, and gets its link by mail. An organiser may register outside the window, not
    beyond the places. Without `greets` the caller writes the first letter. Raises RegistrationClosed,
    EventFull, UnknownWay and those of `admission`.
    """
    event = events.claim(event)  # one after the other, so that the last place goes to one person
    known = queries.known(event, details.email, details.key, now)
    standing = known.registration
    if standing and known.by_form:
        return standing
    category = admission.way(event, details.category_id)
    admission.require_open(event, category, now, by_organiser=by_organiser)
    if not by_organiser:
        admission.require(category, admission.comer(details, standing))
    persons = 1 + len(details.companions)
    if by_organiser:  # whose guests have places, or do not come in
        _require_room(category, persons, now)
        status = Status.CONFIRMED
    else:
        status = entering.status_for(category, persons, now, known.taken)
    if standing:
        if not by_organiser:
            _send_link(standing, now)
        return standing
    is_checked = category.checks_address and not by_organiser
    first = Status.UNCONFIRMED_EMAIL if is_checked else status
    is_new = known.invitation is None
    registration, companions = enrolling.enter(category, details, now, first, is_new=is_new)
    if is_checked:
        entering.ask_address([registration, *companions], status, now)
    if greets:
        entry_letters.greet(registration, now, companions=companions)
    return registration


def admit(
    category: Category,
    details: AttendeeDetails,
    *,
    standing: Registration | None = None,
    status: Status = Status.CONFIRMED,
    now: datetime,
) -> Registration:
    """Give one person a place without a letter, which whoever decides about it writes.

    `standing` is the address's live registration, which moves to this category; with another
    status somebody new waits instead. The caller has claimed the event and looked whether there
    is room.
    """
    if standing is not None:
        standing.category = category
        standing.seat(now)
        return standing
    return enrolling.enter(category, details, now, status)[0]


def cancel(
    registration: Registration, *, by_organiser: bool = False, taken_by: str = "", now: datetime
) -> None:
    """Give a person's place back, and those of the people who came along; twice is harmless.

    The seats are free at once. The mail, with the calendar's CANCEL, waits for a minute in
    which `undo_cancel` can still take it back. `taken_by` names who comes instead.
    """
    events.claim(registration.event)  # else a decision at the same moment would be written over it
    db.session.refresh(registration)
    if not registration.is_live:
        return
    for person in queries.party_of(registration):
        person.release(now, by_organiser=by_organiser)
    mails.take_leave(registration, now, taken_by=taken_by)
    db.session.flush()


def undo_cancel(registration: Registration, *, now: datetime, by_organiser: bool = False) -> None:
    """Take the places again that were given back, if they are still free; twice is harmless.

    Within the minute it is as if nothing had happened. Later, and in places of the press always,
    the person is registered anew, in the window only and by no way that needs an invitation,
    unless an organiser does it. Raises
    RegistrationClosed, EventFull, AlreadyRegistered, NotInvited, LeadGone and PressDecides.
    """
    event = registration.event
    events.claim(event)
    if registration.status is not Status.CANCELLED:
        return
    if by_organiser:
        _require_returnable(registration, now)
    gone = queries.cancelled_together(registration)
    in_time = mails.in_grace(registration, now)
    as_before = by_organiser or in_time
    admission.require_open(event, registration.category, now, by_organiser=as_before)
    former = registration.former_status or Status.CONFIRMED
    if not as_before and not registration.category.is_offered:
        raise admission.NotInvited
    status = _status_again(gone, now, as_before=as_before)
    if registration.email and queries.find_live(event, registration.email):
        raise AlreadyRegistered
    for person in gone:
        person.restore(status)
    db.session.flush()
    asked_in_time = in_time and former is not Status.CONFIRMED  # nothing was written then
    unheard = bool(registration.email) and mails.take_back(registration, now, in_time=in_time)
    if asked_in_time or (unheard and status is former):
        setting_aside.bring_back(registration)
    elif registration.email:
        registration.registered_at = now
        entry_letters.greet(registration, now)


def resend_link(event: Event, email: str, *, now: datetime) -> None:
    """Mail a registered address its link; say nothing about one that is not registered."""
    if standing := queries.find_live(event, email):
        _send_link(standing, now)


def resend_confirmation(registration: Registration, *, now: datetime) -> None:
    """Mail the entry code and the invitation again, as an organiser asks."""
    if not registration.is_live or registration.email is None:
        raise RegistrationClosed
    entry_letters.greet(registration, now)


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


def _require_returnable(registration: Registration, now: datetime) -> None:
    """What a team does by hand keeps parties together, and decides nothing about the press."""
    if registration.category.for_press and not mails.is_unheard(registration, now):
        raise PressDecides
    if registration.party and not registration.party.is_live:
        raise LeadGone


def _status_again(gone: Sequence[Registration], now: datetime, *, as_before: bool) -> Status:
    """How those stand who come back: as before, or as newcomers."""
    lead = gone[0]
    former = lead.former_status or Status.CONFIRMED
    if not as_before:
        return entering.status_for(lead.category, len(gone), now)
    if former is Status.OFFERED:
        return Status.WAITLISTED  # where they were before, and first in the line as it was
    if former is Status.CONFIRMED:
        _require_room(lead.category, len(gone), now)
    return former


def _send_link(standing: Registration, now: datetime) -> None:
    """The link; who has not confirmed the address yet is asked again to."""
    if standing.status is Status.UNCONFIRMED_EMAIL:
        entry_letters.greet(standing, now)
    else:
        mails.send_link(standing, now)


def _require_room(category: Category, persons: int, now: datetime) -> None:
    if not seats.room_in(category, now).has_room(persons):
        raise EventFull
