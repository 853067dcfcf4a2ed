"""Reads of an event's messages: rules, notices, what people wrote, and the letters of each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import defer, joinedload

from eventsapp.events.change_models import Change
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.mail.models import FAILED_STATES, Message
from eventsapp.mail.models import State as Delivery
from eventsapp.messages.models import (
    Anchor,
    Mailing,
    MailingState,
    Notice,
    NoticeState,
    Rule,
    RuleState,
)
from eventsapp.registration.models import Registration

_WITHOUT_WORDS = (defer(Message.html), defer(Message.text), defer(Message.calendar))
WAITING = (NoticeState.PENDING, NoticeState.HELD)
UNREAD = (Delivery.WITHDRAWN, *FAILED_STATES)  # letters that never reached their readers


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
    return _rules_to_follow(Rule.computed_for.is_(None) | (Rule.computed_for < Event.updated_at))


def rules_by_intake(now: datetime) -> Sequence[Rule]:
    """Rules that count from the closing of accreditation, which changes without the event.

    Those that are done too, while the event lies ahead.
    """
    can_change = (Rule.state == RuleState.SCHEDULED) | (Event.starts_at > now)
    return _rules_to_follow((Rule.anchor == Anchor.ACCREDITATION) & can_change)


def count_written(rule: Rule) -> int:
    """How many letters the present run of a rule has."""
    of_run = Message.key.startswith(f"reminder:{rule.id}:") & Message.key.endswith(f":{rule.run}")
    counted = select(func.count()).where(Message.topic == rule.event.topic, of_run)
    return db.session.scalar(counted) or 0


def due_rules(now: datetime) -> Sequence[Rule]:
    """Scheduled rules of published events whose moment has come, the earliest first."""
    return db.session.scalars(
        select(Rule)
        .join(Event, Rule.event_id == Event.id)
        .where(
            Rule.state == RuleState.SCHEDULED,
            Rule.due_at <= now,
            Event.state == State.PUBLISHED,
        )
        .order_by(Rule.due_at, Rule.id)
    ).all()


def claim_rule(rule_id: int) -> Rule | None:
    """A rule that is still to go out, for one worker alone until it commits."""
    wanted = select(Rule).where(Rule.id == rule_id, Rule.state == RuleState.SCHEDULED)
    anew = {"populate_existing": True}
    return db.session.scalar(wanted.with_for_update(skip_locked=True), execution_options=anew)


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


def last_changes(events: Sequence[Event]) -> dict[int, datetime]:
    """When the last change was made that a notice has taken up, by event; none where there is none."""
    last = (
        select(Change.event_id, func.max(Change.made_at))
        .where(Change.event_id.in_([event.id for event in events]), Change.noticed_at.is_not(None))
        .group_by(Change.event_id)
    )
    return {event_id: made_at for event_id, made_at in db.session.execute(last)}  # noqa: C416 -- rows are not pairs to mypy


def mailings(event: Event) -> Sequence[Mailing]:
    """What people wrote to the event's people, the first to go out first, drafts last."""
    return db.session.scalars(
        select(Mailing)
        .where(Mailing.event_id == event.id)
        .order_by(Mailing.due_at.is_(None), Mailing.due_at, Mailing.id)
    ).all()


def scheduled_mailings(event: Event) -> Sequence[Mailing]:
    """What is to go out to the event's people at a later moment, kept from the worker."""
    return db.session.scalars(_scheduled([event]).with_for_update()).all()


def count_scheduled(*events: Event) -> int:
    """How many written messages of these events are to go out at a later moment."""
    counted = _scheduled(events).with_only_columns(func.count())
    return db.session.scalar(counted) or 0


def find_mailing(event: Event, mailing_id: int, *, to_change: bool = False) -> Mailing | None:
    """A written message of the event; `to_change` keeps the worker from beginning with it."""
    wanted = select(Mailing).where(Mailing.id == mailing_id, Mailing.event_id == event.id)
    return db.session.scalar(wanted.with_for_update() if to_change else wanted)


def find_by_form(event: Event, form_key: str | None) -> Mailing | None:
    """The message that this filling of the form has made already."""
    if not form_key:
        return None
    return db.session.scalar(
        select(Mailing).where(Mailing.event_id == event.id, Mailing.form_key == form_key)
    )


def is_mailing_due(now: datetime) -> bool:
    """Whether a written message waits for its turn."""
    return db.session.scalar(_due_mailings(now).with_only_columns(Mailing.id).limit(1)) is not None


def due_mailings(now: datetime) -> Sequence[Mailing]:
    """Written messages whose moment has come, each for one worker alone."""
    return db.session.scalars(_due_mailings(now).with_for_update(skip_locked=True)).all()


def people(ids: Sequence[int]) -> Sequence[Registration]:
    """These registrations, in the order in which they were made."""
    return db.session.scalars(
        select(Registration).where(Registration.id.in_(ids)).order_by(Registration.id)
    ).all()


def digests(event: Event) -> set[str]:
    """Of the words that went to somebody about this event, and to whom."""
    return set(
        db.session.scalars(
            select(Message.digest).where(
                Message.topic == event.topic,
                Message.digest.is_not(None),
                Message.state.not_in(UNREAD),
            )
        )
    )


def letters(
    event: Event,
    *,
    step: str = "",
    states: Sequence[Delivery] = (),
    language: str = "",
    query: str = "",
) -> Select[Message]:
    """The letters of an event, the last first: those of one step, state, language, addressee.

    A step is what the keys of its letters begin with, as in `reminder:7`, or a template. The
    words of the letters stay in the database until they are asked for.
    """
    wanted = select(Message).where(Message.topic == event.topic).options(*_WITHOUT_WORDS)
    if step:
        of_step = Message.key.startswith(f"{step}:", autoescape=True)
        wanted = wanted.where(or_(of_step, Message.template == step))
    if states:
        wanted = wanted.where(Message.state.in_(states))
    if language:
        wanted = wanted.where(Message.language == language)
    for word in query.split():
        named = Message.recipient_name.icontains(word, autoescape=True)
        wanted = wanted.where(or_(named, Message.recipient.icontains(word, autoescape=True)))
    return wanted.order_by(Message.due_at.desc(), Message.id.desc())


def count_letters(event: Event, step: str = "") -> dict[Delivery, int]:
    """How many letters of an event, or of one of its steps, stand where."""
    counted = (
        letters(event, step=step)
        .with_only_columns(Message.state, func.count())
        .order_by(None)
        .group_by(Message.state)
    )
    return {state: number for state, number in db.session.execute(counted)}  # noqa: C416 -- rows are not pairs to mypy


def _rules_to_follow(wanted: ColumnElement[bool]) -> Sequence[Rule]:
    return db.session.scalars(
        select(Rule)
        .join(Event, Rule.event_id == Event.id)
        .where(wanted)
        .options(joinedload(Rule.event).selectinload(Event.categories))
    ).all()


def _scheduled(events: Sequence[Event]) -> Select[Mailing]:
    return select(Mailing).where(
        Mailing.event_id.in_([event.id for event in events]),
        Mailing.state == MailingState.SCHEDULED,
    )


def _due_mailings(now: datetime) -> Select[Mailing]:
    waiting = (MailingState.SCHEDULED, MailingState.QUEUED)
    return (
        select(Mailing)
        .where(Mailing.state.in_(waiting), Mailing.due_at <= now)
        .order_by(Mailing.due_at, Mailing.id)
    )
