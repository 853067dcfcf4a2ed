"""What the worker and the press service would have done since: notices, reminders, mails sent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from eventsapp.calendars.models import Invitation
from eventsapp.core.texts import Texts
from eventsapp.demo.content.shapes import Cancelled, Moved, Plan, Postponed, Rehoused, Retyped
from eventsapp.demo.staging import Stage
from eventsapp.events import details, services
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.mail.models import OPEN_STATES, Message, State
from eventsapp.messages import notices, reminders
from eventsapp.messages.models import Rule, RuleState

LATELY = timedelta(minutes=20)


def befall(stage: Stage, plan: Plan) -> None:
    """Let happen to an event what its plan says; its people hear of it ten minutes later."""
    if plan.fate is None:
        return
    event, by = stage.events[plan.key], stage.directory.colleague.id
    at = stage.now - timedelta(days=plan.fate.days_ago)
    if isinstance(plan.fate, Moved):
        _move(stage, event, plan.fate, at)
    elif isinstance(plan.fate, Postponed):
        services.postpone(event, reasons=Texts(plan.fate.reasons), by=by, now=at)
    elif isinstance(plan.fate, Cancelled):
        services.cancel(event, reasons=Texts(plan.fate.reasons), by=by, now=at)
    notices.note_changes(event, at)
    reminders.follow_events(at)
    notices.send_due(at + notices.DELAY)


def _move(stage: Stage, event: Event, fate: Moved, at: datetime) -> None:
    starts = fate.to(to_local(stage.now, event.timezone))
    by = starts - event.local_starts_at
    services.move(
        event,
        starts=starts,
        ends=event.local_ends_at and event.local_ends_at + by,
        doors=event.local_doors_at and event.local_doors_at + by,
        by=stage.directory.colleague.id,
        now=at,
    )


def throw_away(stage: Stage, event: Event) -> None:
    """A copy that nobody needed lies in the trash."""
    by, starts = stage.directory.colleague.id, event.local_starts_at + timedelta(days=7)
    copy = services.clone(event, starts=starts, by=by, now=stage.now)
    services.put_away(copy, by=by, now=stage.now)


def remind(events: Iterable[Event], now: datetime) -> None:
    """Queue every reminder of these events that has been due, each at its moment."""
    numbers = [event.id for event in events]
    due = select(Rule.due_at).where(
        Rule.event_id.in_(numbers), Rule.state == RuleState.SCHEDULED, Rule.due_at <= now
    )
    for moment in sorted({moment for moment in db.session.scalars(due) if moment}):
        reminders.queue_due(moment)


def post(events: Iterable[Event], *others: str) -> None:
    """Mark the mails of these events, and those of other topics, as sent when they were due."""
    events = list(events)
    db.session.flush()
    topics = [*(event.topic for event in events), *others]
    _mark_sent(Message.topic.in_(topics))
    for event in events:
        db.session.execute(
            update(Invitation)
            .where(Invitation.event_id == event.id)
            .values(sent_sequence=event.sequence + Invitation.offset, sent_at=event.updated_at)
        )


def post_to(address: str) -> None:
    """Mark the mails to an invented address as sent when they were due."""
    db.session.flush()
    _mark_sent(Message.recipient == address)


def _mark_sent(which: ColumnElement[bool]) -> None:
    waiting = update(Message).where(which, Message.state.in_(OPEN_STATES))
    db.session.execute(waiting.values(state=State.SENT, sent_at=Message.due_at, attempts=1))


def add_loose_ends(stage: Stage, plan: Plan) -> None:
    """What a colleague began a while ago: texts not yet published, a notice kept back."""
    event, at = stage.events[plan.key], stage.now - LATELY
    if isinstance(plan.lately, Retyped):
        typed = replace(
            details.of(event),
            titles=dict(plan.lately.titles),
            summaries=dict(plan.lately.summaries),
        )
        _type(stage, event, typed, at)
    elif isinstance(plan.lately, Rehoused):
        venue = stage.directory.venues[plan.lately.venue]
        room = venue.rooms[plan.lately.room]
        _type(stage, event, replace(details.of(event), venue_id=venue.id, room_id=room.id), at)
        services.publish_changes(event, minor=False, by=stage.directory.colleague.id, now=at)
        notice = notices.note_changes(event, at)
        if notice is not None:
            notices.hold(notice)


def _type(stage: Stage, event: Event, typed: details.Details, at: datetime) -> None:
    services.save_draft(
        event, typed, version=event.version, by=stage.directory.colleague.id, now=at
    )
