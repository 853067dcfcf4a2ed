"""Reminder rules: kept in step with their event, and queued once when their moment has come."""

from datetime import datetime, time, timedelta

from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.messages import letters, queries
from eventsapp.messages.models import Anchor, Rule, RuleState, Unit
from eventsapp.messages.moments import due_moment
from eventsapp.registration import queries as registrations
from eventsapp.registration.models import Registration

TOO_LATE = timedelta(days=2)
USUAL = (
    ("messages/week", -7, Unit.DAYS, time(10)),
    ("messages/day", -1, Unit.DAYS, time(12)),
    ("messages/hour", -1, Unit.HOURS, None),
)
TEMPLATES = tuple(template for template, *_rest in USUAL)


def add_usual_rules(event: Event, now: datetime) -> list[Rule]:
    """Give a new event the usual reminders: a week, a day and an hour before the start."""
    rules = [
        Rule(event=event, template=template, amount=amount, unit=unit, local_time=hour)
        for template, amount, unit, hour in USUAL
    ]
    db.session.add_all(rules)
    for rule in rules:
        follow(rule, now)
    db.session.flush()
    return rules


def copy_rules(source: Event, target: Event, now: datetime) -> None:
    """Give a copied event the same reminders, none of them sent yet."""
    for rule in queries.rules(source):
        copy = Rule(
            event=target,
            template=rule.template,
            anchor=rule.anchor,
            amount=rule.amount,
            unit=rule.unit,
            local_time=rule.local_time,
            subjects=Texts(rule.subjects),
            bodies=Texts(rule.bodies),
        )
        if copy.anchor is not Anchor.ABSOLUTE:  # a fixed date belongs to the first event
            db.session.add(copy)
            follow(copy, now)
    db.session.flush()


def follow_events(now: datetime) -> int:
    """Compute anew the moments of rules whose event has changed; return how many there were."""
    outdated = queries.outdated_rules()
    for rule in outdated:
        follow(rule, min(now, rule.event.updated_at))  # as if at once, however late this comes
    return len(outdated)


def follow(rule: Rule, now: datetime) -> None:
    """Compute when a rule is due. A finished one runs again only if that lies ahead now."""
    former, rule.due_at = rule.due_at, due_moment(rule, rule.event)
    rule.computed_for = rule.event.updated_at
    moved_ahead = rule.due_at is not None and rule.due_at > now and rule.due_at != former
    if rule.state is RuleState.DONE and moved_ahead:
        rule.run += 1
    if rule.state in (RuleState.DONE, RuleState.MISSED) and moved_ahead:
        rule.state, rule.done_at = RuleState.SCHEDULED, None


def queue_due(now: datetime) -> int:
    """Queue the mails of every due rule; return how many rules there were.

    Safe to repeat: one message key per rule, run and person, so nobody hears twice. A rule more
    than two days late is missed, not sent.
    """
    follow_events(now)
    due = queries.due_rules(now)
    for rule in due:
        late = rule.due_at is None or now - rule.due_at > TOO_LATE
        rule.state = RuleState.MISSED if late else RuleState.DONE
        rule.done_at = now
        if not late:
            _queue(rule, now)
    return len(due)


def recipients(rule: Rule) -> list[Registration]:
    """Those a rule reaches: with a place, wanting reminders, registered before it was due."""
    silent = outbox.unsubscribed(rule.event.topic)
    return [
        person
        for person in registrations.confirmed(rule.event)
        if person.wants_reminders
        and person.email not in silent
        and (rule.due_at is None or person.registered_at <= rule.due_at)
    ]


def _queue(rule: Rule, now: datetime) -> None:
    for person in recipients(rule):
        letters.send_reminder(
            rule, person, key=f"reminder:{rule.id}:{person.id}:{rule.run}", now=now
        )
