"""A whole event copied to another day: each package copies its own part."""

from collections.abc import Iterable
from datetime import datetime

from eventsapp.events import services as events
from eventsapp.events.models import Event
from eventsapp.messages import reminders
from eventsapp.programme import services as programme


def copy(
    event: Event, *, starts: datetime, parts: Iterable[str], by: int | None, now: datetime
) -> Event:
    """A draft like this event, starting at another wall time; all times keep their distances.

    Registrations and sent messages are never copied.
    """
    made = events.clone(event, starts=starts, by=by, now=now)
    wanted = set(parts)
    if {"programme", "people"} & wanted:
        programme.copy(event, made, people="people" in wanted, items="programme" in wanted, now=now)
    if "messages" in wanted:
        reminders.copy_rules(event, made, now)
    else:
        reminders.add_usual_rules(made, now)
    return made
