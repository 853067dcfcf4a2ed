"""Reads of an event's message plan: its rules, its notices, who each of them reaches."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from eventsapp.events.models import Change, Event, State
from eventsapp.extensions import db
from eventsapp.messages.models import Notice, NoticeState, Rule, RuleState
from eventsapp.registration.models import LIVE, Registration

WAITING = (NoticeState.PENDING, NoticeState.HELD)


def rules(event: Event) -> Sequence[Rule]:
    """The event's reminder rules, the earliest due first, those without a moment last."""
    return db.session.scalars(
        select(Rule).where(Rule.event_id == event.id).order_by(Rule.due_at.is_(None), Rule.due_at)
    ).all()


def notices(event: Event) -> Sequence[Notice]:
    """The event's change notices, newest first."""
    return db.session.scalars(
        select(Notice).where(Notice.event_id == event.id).order_by(Notice.id.desc())
    ).all()


def waiting_notice(event: Event) -> Notice | None:
    """The notice that further changes of the event join."""
    return db.session.scalar(
        select(Notice)
        .where(Notice.event_id == event.id, Notice.state.in_(WAITING))
        .order_by(Notice.id)
    )


def outdated_rules() -> Sequence[Rule]:
    """Rules whose event has changed since their due moment was computed."""
    return db.session.scalars(
        select(Rule)
        .join(Event, Rule.event_id == Event.id)
        .where(or_(Rule.computed_for.is_(None), Rule.computed_for < Event.updated_at))
        .options(joinedload(Rule.event).selectinload(Event.categories))
    ).all()


def due_rules(now: datetime) -> Sequence[Rule]:
    """Scheduled rules of published events whose moment has come, each for one worker alone."""
    return db.session.scalars(
        select(Rule)
        .join(Event, Rule.event_id == Event.id)
        .where(
            Rule.state == RuleState.SCHEDULED,
            Rule.due_at <= now,
            Event.state == State.PUBLISHED,
        )
        .with_for_update(of=Rule, skip_locked=True)
    ).all()


def due_notices(now: datetime) -> Sequence[Notice]:
    """Pending notices whose ten minutes are over, each for one worker alone."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.state == NoticeState.PENDING, Notice.due_at <= now)
        .with_for_update(skip_locked=True)
    ).all()


def untold_changes(event_id: int | None = None) -> Sequence[Change]:
    """Published changes that no notice has taken up yet, oldest first."""
    untold = select(Change).where(Change.noticed_at.is_(None)).order_by(Change.id)
    if event_id is not None:
        untold = untold.where(Change.event_id == event_id)
    return db.session.scalars(untold.with_for_update(skip_locked=True)).all()


def reached(event: Event) -> Sequence[Registration]:
    """Everyone who has to hear of a change: standing registrations with an address."""
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.status.in_(LIVE),
            Registration.email.is_not(None),
        )
        .options(joinedload(Registration.category), joinedload(Registration.invitation))
        .order_by(Registration.id)
    ).all()
