"""A whole event copied to another day: each package copies its own part."""

from collections.abc import Iterable
from datetime import date, datetime

from eventsapp.events import services as events
from eventsapp.events.models import Event
from eventsapp.messages import reminders
from eventsapp.programme import services as programme
from eventsapp.questions import services as questions
from eventsapp.registration import rules
from eventsapp.registration.answers import services as answers

PARTS = ("programme", "people", "messages")


def copy(
    event: Event,
    *,
    starts: datetime,
    parts: Iterable[str],
    by: int | None,
    now: datetime,
    uid: str | None = None,
) -> Event:
    """A draft like this event, starting at another wall time; all times keep their distances.

    Registrations and sent messages are never copied.
    """
    made = events.clone(event, starts=starts, by=by, now=now, uid=uid)
    _bring(event, made, set(parts), now)
    return made


def repeat(event: Event, *, rule: str, until: date, by: int | None, now: datetime) -> list[Event]:
    """Drafts like this event on the later dates of a rule (RFC 5545 RRULE), with all parts."""
    made = events.repeat(event, rule=rule, until=until, by=by, now=now)
    for each in made:
        _bring(event, each, set(PARTS), now)
    return made


def _bring(event: Event, made: Event, wanted: set[str], now: datetime) -> None:
    answers.copy_rule(event, made)
    rules.copy(event, made)
    questions.copy(event, made)
    if {"programme", "people"} & wanted:
        programme.copy(event, made, people="people" in wanted, items="programme" in wanted, now=now)
    if "messages" in wanted:
        reminders.copy_rules(event, made, now)
    else:
        reminders.add_usual_rules(made, now)
