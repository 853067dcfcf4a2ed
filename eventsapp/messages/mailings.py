"""Messages that people write: kept as drafts, let go with a minute to undo, queued in batches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from eventsapp.core.database import begin_reading
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import circulars
from eventsapp.mail.models import Message
from eventsapp.mail.reach import Reach
from eventsapp.messages import queries
from eventsapp.messages.audience import Audience, Person, Reason, reach
from eventsapp.messages.composed import Composed
from eventsapp.messages.models import Mailing, MailingState

UNDO = timedelta(seconds=60)
BATCH = 100  # people a pass of the worker; in between it delivers


class ChangedMeanwhile(Refusal):
    """Somebody else saved the message while the form lay open."""

    message = _l("A colleague has changed this message meanwhile. Look at theirs before you go on.")


class OnItsWay(Refusal):
    """It has begun to go out, or was stopped already."""

    message = _l("This message has already gone out or was withdrawn.")


class NobodyReached(Refusal):
    """The audience is empty."""

    message = _l("Nobody would get this message. Choose another audience.")
    status = 422


class NothingWritten(Refusal):
    """No language has both subject and text."""

    message = _l("Write the message in at least one language.")
    status = 422


class TooLate(Refusal):
    """A moment in the past was chosen."""

    message = _l("This moment has passed. Choose a later one.")
    status = 422


@dataclass(frozen=True)
class Content:
    """What is entered about a message."""

    audience: Audience
    subjects: Texts
    bodies: Texts


def write(
    event: Event, content: Content, *, by: int, now: datetime, form_key: str | None = None
) -> Mailing:
    """Keep a new draft. Safe to repeat: one filling of a form makes one draft."""
    standing = queries.find_by_form(event, form_key)
    if standing:
        return standing
    mailing = Mailing(event=event, form_key=form_key, created_by_id=by, created_at=now)
    _enter(mailing, content, by, now)
    db.session.add(mailing)
    db.session.flush()
    return mailing


def change(mailing: Mailing, content: Content, *, version: int, by: int, now: datetime) -> None:
    """Store what was entered. Raises ChangedMeanwhile over another version, OnItsWay too late."""
    _check(mailing, version, allowed=mailing.can_change)
    _enter(mailing, content, by, now)
    db.session.flush()


def release(
    mailing: Mailing, *, version: int, by: int, now: datetime, at: datetime | None = None
) -> None:
    """Let a message go out at a moment; without one, when the minute to undo is over.

    Raises ChangedMeanwhile, OnItsWay, NothingWritten, NobodyReached and TooLate.
    """
    _check(mailing, version, allowed=mailing.can_change)
    if at is not None and at <= now:
        raise TooLate
    if not mailing.written_languages:
        raise NothingWritten
    if not reached(mailing, now=at or now).people:
        raise NobodyReached
    mailing.state = MailingState.SCHEDULED if at else MailingState.QUEUED
    mailing.due_at = at or now + UNDO
    mailing.released_at, mailing.released_by_id = now, by
    db.session.flush()


def stop(mailing: Mailing) -> None:
    """Make it a draft again. Raises OnItsWay once the first letter is queued."""
    if not mailing.can_stop:
        raise OnItsWay
    mailing.state, mailing.due_at = MailingState.DRAFT, None
    mailing.released_at = mailing.released_by_id = None
    db.session.flush()


def unschedule(event: Event) -> int:
    """Make drafts again of what is scheduled for the event's people; return how many there were."""
    scheduled = queries.scheduled_mailings(event)
    for mailing in scheduled:
        stop(mailing)
    return len(scheduled)


def withdraw(mailing: Mailing) -> None:
    """Never send it; it stays in the list. Raises OnItsWay once the first letter is queued."""
    if not mailing.can_stop:
        raise OnItsWay
    mailing.state = MailingState.WITHDRAWN
    db.session.flush()


def discard(mailing: Mailing) -> None:
    """Throw a draft away. Raises OnItsWay for anything else."""
    if mailing.state is not MailingState.DRAFT:
        raise OnItsWay
    db.session.delete(mailing)
    db.session.flush()


def reached(
    mailing: Mailing, composed: Composed | None = None, *, now: datetime
) -> Reach[Person, Reason]:
    """Who would get a message at its moment, by what is known now, and who would not."""
    composed, had = composed or Composed(mailing), queries.digests(mailing.event)

    def has_had(person: Person) -> bool:
        return composed.digest(person.language, person.email or "") in had

    at = max(mailing.due_at or now, now)
    return reach(mailing.event, Audience(**mailing.audience), has_had, at=at)


def queue_due(now: datetime) -> int:
    """Queue the next letters of every message whose time has come; return how many there were.

    A batch a pass, so that the worker delivers in between. Safe to repeat: one key per message
    and person, and one digest for the same words to the same address.
    """
    begin_reading(db.session())  # the usual answer is no, and then no writer has waited
    if not queries.is_mailing_due(now):
        return 0
    db.session.rollback()
    return sum(_queue_batch(mailing, now) for mailing in queries.due_mailings(now))


def _check(mailing: Mailing, version: int, *, allowed: bool) -> None:
    if not allowed:
        raise OnItsWay
    if mailing.version != version:
        raise ChangedMeanwhile


def _enter(mailing: Mailing, content: Content, by: int, now: datetime) -> None:
    mailing.audience = content.audience.to_stored()
    mailing.subjects, mailing.bodies = Texts(content.subjects), Texts(content.bodies)
    mailing.updated_by_id, mailing.updated_at = by, now


def _free_digests(digests: list[str | None]) -> None:
    """What never arrived has not been read: the same words may go to these people after all."""
    unread = update(Message).where(Message.digest.in_(digests), Message.state.in_(queries.UNREAD))
    db.session.execute(unread.values(digest=None))


def _queue_batch(mailing: Mailing, now: datetime) -> int:
    """Queue some letters; with the last ones the message counts as sent."""
    mailing.state = MailingState.QUEUED
    composed, after = Composed(mailing), mailing.last_reached_id
    waiting = [each.id for each in reached(mailing, composed, now=now).people if each.id > after]
    batch = queries.people(waiting[:BATCH])
    copies = [composed.copy_for(person, now=now) for person in batch]
    _free_digests([copy.message.digest for copy in copies])
    mailing.recipients += circulars.enqueue_all(copies)
    if batch:
        mailing.last_reached_id = batch[-1].id
    if len(waiting) <= BATCH:
        mailing.state, mailing.sent_at = MailingState.SENT, now
    db.session.flush()
    return len(batch)
