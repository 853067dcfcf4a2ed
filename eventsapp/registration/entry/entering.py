"""Where somebody who comes in stands at first, and how that goes on once the address is confirmed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.registration import queries, rules, seats
from eventsapp.registration.entry import letters, waiting
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import EventFull, RegistrationClosed


def status_for(
    category: Category, persons: int, now: datetime, taken: Mapping[int, int] | None = None
) -> Status:
    """How people stand who come in by themselves; the caller has claimed the event.

    Who asks for approval holds no place. `taken` is what `seats.taken_by_category` would find,
    for a caller who knows. Raises EventFull where there is no line to join.
    """
    if category.has_waiting_list:
        waiting.settle(category.event, now)
        taken = None  # others may have got some
    if not waiting.fits(category, persons, now, taken):
        if not category.has_waiting_list:
            raise EventFull
        return Status.PENDING if category.needs_approval else Status.WAITLISTED
    return Status.PENDING if category.needs_approval else Status.CONFIRMED


def stand(party: Sequence[Registration], status: Status, now: datetime) -> None:
    """Let a party stand where it comes in."""
    for person in party:
        if status is Status.CONFIRMED:
            person.confirm(now)
        else:
            person.status, person.confirmed_at, person.held_until = status, None, None


def ask_address(party: Sequence[Registration], status: Status, now: datetime) -> None:
    """Hold the seats, if they would get them, until the address is confirmed."""
    takes_seat = status is Status.CONFIRMED
    until = rules.address_until(party[0].category, now) if takes_seat else now
    for person in party:
        person.hold(Status.UNCONFIRMED_EMAIL, until)
        person.confirmed_at = None


def confirm_address(registration: Registration, *, now: datetime) -> None:
    """Go on from the confirmed address; twice is harmless. Raises RegistrationClosed, EventFull."""
    event = events.claim(registration.event)
    party = queries.standing_together(registration)
    if registration.status is not Status.UNCONFIRMED_EMAIL:
        return
    if not seats.accepts(event, registration.category, now):
        raise RegistrationClosed
    held = registration.held_until
    is_held = held is not None and held > now
    status = Status.CONFIRMED if is_held else status_for(registration.category, len(party), now)
    registration.registered_at = now
    stand(party, status, now)
    letters.greet(registration, now, companions=party[1:])
