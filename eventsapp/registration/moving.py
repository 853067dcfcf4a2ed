"""Moving people to another way of taking part, by the team."""

from collections.abc import Sequence
from datetime import datetime

from eventsapp.events import queries as events
from eventsapp.events.models import Category
from eventsapp.extensions import db
from eventsapp.registration import queries, seats
from eventsapp.registration.models import SEATED, Registration
from eventsapp.registration.services import EventFull


def move(people: Sequence[Registration], category: Category, *, now: datetime) -> int:
    """Move standing people, with those who come along, to a category; return how many moved.

    All of them or nobody: raises EventFull where there are fewer places than people.
    """
    event = events.claim(category.event)
    leads = [each for each in people if each.is_live and not each.is_companion]
    parties = [queries.party_of(each) for each in leads if each.category_id != category.id]
    moving = [person for party in parties for person in party]
    taken = seats.taken_by_category([event.id], now=now)
    seated = [each for each in moving if each.status in SEATED]
    for each in seated:
        taken[each.category_id] = taken.get(each.category_id, 0) - 1
    if not seats.places(event, taken).by_category[category.id].has_room(len(seated)):
        raise EventFull
    for each in moving:
        each.category = category
    db.session.flush()
    return len(moving)
