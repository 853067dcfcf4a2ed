"""Moving people to another way of taking part, by the team."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.extensions import db
from eventsapp.registration import queries, seats
from eventsapp.registration.entry import line
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import PressDecides


def move(
    people: Sequence[Registration], category: Category, *, now: datetime
) -> tuple[list[Registration], list[Registration]]:
    """Move standing people, with those who come along, to a category; give who moved and who not.

    Those who registered first go first, each party as a whole, as long as places are free there.
    Places that the line of the category waits for are not free. Who waits goes on waiting, by
    the hour of the registration: before those who registered later, behind those who did earlier,
    as if this category had been asked for then. Where there is no line, and no place either,
    who waits stays. Who asks for approval needs no place yet. Raises PressDecides.
    """
    events.claim(category.event)
    chosen = queries.leads(category.event, (each.id for each in people))
    if any(each.category.for_press for each in chosen):
        raise PressDecides
    leads = [each for each in chosen if each.category_id != category.id]
    moved: list[Registration] = []
    left: list[Registration] = []
    for lead in sorted(leads, key=lambda each: (each.registered_at, each.id)):
        db.session.refresh(lead)
        party = queries.party_of(lead) if lead.is_live else []
        if not _fits(party, category, now):
            left.append(lead)
            continue
        for each in party:
            each.category = category
        db.session.flush()
        moved += party
    return moved, left


def _fits(party: Sequence[Registration], category: Category, now: datetime) -> bool:
    if not party or party[0].status is Status.PENDING:
        return True
    taken = Counter(seats.taken_by_category([category.event_id], now=now))
    seated = [each for each in party if each.has_seat and _is_held(each, now)]
    for each in seated:
        taken[each.category_id] -= 1
    has_room = seats.places(category.event, taken).by_category[category.id].has_room(len(party))
    if party[0].status is Status.WAITLISTED:
        return category.has_waiting_list or has_room
    return not seated or (has_room and not line.somebody_waits(category))


def _is_held(person: Registration, now: datetime) -> bool:
    return person.held_until is None or person.held_until > now
