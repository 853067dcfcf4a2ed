"""Reminder rules: kept in step with their event, and queued once when their moment has come."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.messages import queries, reach, usual
from eventsapp.messages.letters import Reminders
from eventsapp.messages.models import Anchor, Rule, RuleState
from eventsapp.messages.moments import due_moment

log = structlog.get_logger()

TOO_LATE = timedelta(days=2)
TEMPLATES = ("messages/week", "messages/day", "messages/hour")  # true of one start alone
OVER = (RuleState.DONE, RuleState.MISSED, RuleState.FAILED)


def add_usual_rules(event: Event, now: datetime) -> list[Rule]:
    """Give a new event the usual messages of its type."""
    rules = [Rule(event=event, **vars(each)) for each in usual.plan_of(event.type)]
    db.session.add_all(rules)
    for rule in rules:
        follow(rule, now)
    db.session.flush()
    return rules


def copy_rules(source: Event, target: Event, now: datetime) -> None:
    """Give a copied event the same reminders, none of them sent yet."""
    ways = dict(zip(_ways(source), _ways(target), strict=False))
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
            categories=[ways[number] for number in rule.categories if number in ways],
            states=list(rule.states),
            languages=list(rule.languages),
            attendance=rule.attendance,
            attaches_calendar=rule.attaches_calendar,
        )
        if copy.anchor is not Anchor.ABSOLUTE:  # a fixed date belongs to the first event
            db.session.add(copy)
            follow(copy, now)
    db.session.flush()


def follow_events(now: datetime) -> int:
    """Compute anew the moments of rules whose event has changed; return how many there were.

    Those that count from the closing of accreditation follow it too.
    """
    outdated = queries.outdated_rules()
    for rule in outdated:
        follow(rule, min(now, rule.event.updated_at))  # as if at once, however late this comes
    for rule in queries.rules_by_intake(now):
        _follow_intake(rule, now)
    return len(outdated)


def follow(rule: Rule, now: datetime) -> None:
    """Compute when a rule is due. A finished one runs again only if that lies ahead now."""
    former, rule.due_at = rule.due_at, due_moment(rule, rule.event)
    rule.computed_for = rule.event.updated_at
    moved_ahead = rule.due_at is not None and rule.due_at > now and rule.due_at != former
    has_letters = rule.state is RuleState.DONE or rule.recipients > 0
    if has_letters and moved_ahead:
        rule.run, rule.recipients = rule.run + 1, 0
    if rule.state in OVER and moved_ahead:
        rule.state = RuleState.SCHEDULED


def _follow_intake(rule: Rule, now: datetime) -> None:
    """Follow another closing of accreditation; a moment that has had its letters gets no more."""
    former, moment = rule.due_at, due_moment(rule, rule.event)
    is_past = former is not None and former <= now and (moment is None or moment <= now)
    if is_past or moment == former:
        return  # it has gone out, or goes out now: by itself, or because somebody said so
    follow(rule, now)
    was_done = moment is not None and rule.done_at is not None and moment <= rule.done_at
    if rule.state is RuleState.SCHEDULED and rule.run > 1 and was_done:
        _end_again(rule)


def _end_again(rule: Rule) -> None:
    """Take back a further run of which nothing has gone out."""
    rule.run, rule.state = rule.run - 1, RuleState.DONE
    rule.recipients = queries.count_written(rule)


def arrange(rule: Rule, now: datetime) -> bool:
    """Take up what an organiser has entered; whether its moment lies ahead.

    What should have gone out already goes to nobody unless the organiser says so: `send_now`.
    """
    db.session.add(rule)
    follow(rule, now)
    passed = rule.due_at is not None and rule.due_at <= now
    if passed and rule.state is RuleState.SCHEDULED:
        rule.state = RuleState.MISSED
    db.session.flush()
    return not passed


def send_now(rule: Rule, now: datetime) -> None:
    """Let a rule go out with the worker's next pass, to those whom it reaches now.

    Who has had its letter gets no second one.
    """
    rule.due_at, rule.computed_for = now, rule.event.updated_at
    rule.state, rule.last_error = RuleState.SCHEDULED, ""


def queue_due(now: datetime) -> int:
    """Queue the mails of every due rule; return how many rules there were.

    Commits after each part, so that thousands of letters take no more memory than some hundreds,
    and holds up nobody. Safe to repeat: one message key per rule, run and person, so nobody hears
    twice. A rule more than two days late is missed, not sent, and so is a reminder of what is over.
    """
    follow_events(now)
    db.session.commit()
    due = [rule.id for rule in queries.due_rules(now)]
    for number in due:
        _queue(number, now)
    return len(due)


def _queue(number: int, now: datetime) -> None:
    """Queue a rule part by part, for as long as nobody holds it back."""
    letters, last = None, 0
    while rule := queries.claim_rule(number):
        letters = letters or Reminders(rule, now)
        try:
            last = _queue_part(rule, letters, last)
        except SQLAlchemyError:
            raise
        except Exception as error:  # one rule that cannot be written never holds up the others
            db.session.rollback()
            log.exception("reminder_not_written", rule=number)
            _end(queries.claim_rule(number), RuleState.FAILED, now, str(error))
        db.session.commit()


def _queue_part(rule: Rule, letters: Reminders, last: int) -> int:
    """Queue the next part of a rule, or end it; the last registration that was written to."""
    if _is_missed(rule, letters.now):
        _end(rule, RuleState.MISSED, letters.now)
        return last
    people = reach.by_rule(rule, after=last)
    rule.recipients += letters.send(people)
    if len(people) < reach.PART:
        _end(rule, RuleState.DONE, letters.now)
    return people[-1].id if people else last


def _is_missed(rule: Rule, now: datetime) -> bool:
    """Whether it comes too late to be of use: nobody is reminded of what is over."""
    if rule.due_at is None or now - rule.due_at > TOO_LATE:
        return True
    was_before_the_end = rule.due_at < rule.event.effective_end
    return rule.template in TEMPLATES and was_before_the_end and rule.event.is_over(now)


def _end(rule: Rule | None, state: RuleState, now: datetime, error: str = "") -> None:
    if rule is not None:
        rule.state, rule.done_at, rule.last_error = state, now, error


def _ways(event: Event) -> list[int]:
    return [category.id for category in event.categories]
