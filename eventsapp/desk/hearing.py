"""How many people will hear of what is about to be done, by the rules of the notices themselves."""

from datetime import datetime

from eventsapp.desk import pending
from eventsapp.events.models import Event, State
from eventsapp.messages.reach import count_told


def count(*events: Event, now: datetime) -> int:
    """How many hear of a change of these events: nobody of one that is over, or a draft."""
    told = [each for each in events if not each.is_over(now) and each.state is not State.DRAFT]
    return count_told(*told) if told else 0


def count_moved(*events: Event) -> int:
    """How many hear of other times; of an event that is over too, which is to come again then."""
    told = [each for each in events if each.state is not State.DRAFT]
    return count_told(*told) if told else 0


def count_published(*events: Event, now: datetime) -> int:
    """How many hear of what the first event's working copy changes, in all of these."""
    first = events[0]
    if not pending.tells(first):
        return 0
    return count_moved(*events) if pending.moves(first) else count(*events, now=now)
