"""Change notices: what was published becomes one mail to each person, ten minutes later.

Further changes join the notice that waits. If in the end everything is as people were last
told, it is withdrawn.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from eventsapp.accreditation import held
from eventsapp.events.change_models import Change, ChangeKind
from eventsapp.events.changes import kinds, snapshot
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.messages import mailings, queries, reach
from eventsapp.messages.applicants import Undecided
from eventsapp.messages.letters import Notices
from eventsapp.messages.models import Notice, NoticeState
from eventsapp.messages.reminders import TEMPLATES as REMINDERS
from eventsapp.messages.series_letters import SeriesLetters
from eventsapp.registration import setting_aside

DELAY = timedelta(minutes=10)
AT_ONCE_BEFORE_START = timedelta(hours=2)
_PUT_OFF = (ChangeKind.CANCELLED, ChangeKind.POSTPONED)

reach.PARTIES.append(Undecided())


def take_up_changes(now: datetime) -> int:
    """Make or extend the notices of every published change; return how many changes there were."""
    changes = sorted(queries.untold_changes(), key=lambda change: (change.event_id, change.id))
    for _event_id, group in groupby(changes, key=lambda change: change.event_id):
        _take_up(list(group), now)
    return len(changes)


def note_changes(event: Event, now: datetime) -> Notice | None:
    """Take up the changes of one event at once, so that the organiser sees the notice.

    None when nobody has to be told.
    """
    changes = queries.untold_changes(event.id)
    return _take_up(list(changes), now) if changes else queries.waiting_notice(event)


def send_due(now: datetime) -> int:
    """Queue the mails of every notice whose time has come; return how many notices there were.

    Whoever is registered for several dates of a series that change together gets one letter.
    Safe to repeat: one message key per notice and person.
    """
    due = sorted(queries.due_notices(now), key=_series)
    for _key, together in groupby(due, key=_series):
        _send(sorted(together, key=lambda notice: notice.event.starts_at), now)
    return len(due)


def hold(notice: Notice) -> None:
    """Keep a notice back until it is released."""
    if notice.state is NoticeState.PENDING:
        notice.state = NoticeState.HELD


def release(notice: Notice, now: datetime) -> None:
    """Let a held notice go out, ten minutes from now at the earliest asked for."""
    if notice.state is NoticeState.HELD:
        notice.state, notice.due_at = NoticeState.PENDING, max(notice.due_at, now)


def send_now(notice: Notice, now: datetime) -> bool:
    """Let it go out with the worker's next pass; False where it has gone or was withdrawn."""
    is_waiting = notice.state in queries.WAITING
    if is_waiting:
        notice.state, notice.due_at = NoticeState.PENDING, now
    return is_waiting


def withdraw(notice: Notice) -> None:
    """Tell nobody after all."""
    if notice.state in queries.WAITING:
        notice.state = NoticeState.WITHDRAWN


def _take_up(changes: list[Change], now: datetime) -> Notice | None:
    event = changes[0].event
    for change in changes:
        change.noticed_at = now
    held.follow(event, now)
    if _is_off(event) or _is_moved(changes[0].before, event):
        _withdraw_reminders(event)
    if _is_off(event) and any(change.kind in _PUT_OFF for change in changes):
        mailings.unschedule(event)  # written for an event that was to take place
    notice = queries.waiting_notice(event)
    before = notice.before if notice else changes[0].before
    after = snapshot(event)
    if before.get("state") == after["state"] and not kinds(before, after):
        if notice is not None:
            withdraw(notice)
        return None
    if notice is None:
        if event.is_over(now) or not reach.count_told(event):
            return None
        notice = Notice(event=event, before=before, created_at=now)
        db.session.add(notice)
    notice.template = template_of(before, event)
    notice.due_at = _due(event, before, now)
    db.session.flush()
    return notice


def _is_off(event: Event) -> bool:
    return event.state in (State.CANCELLED, State.POSTPONED)


def _is_moved(before: dict, event: Event) -> bool:
    """Whether it starts otherwise than reminders that were written before say."""
    after = snapshot(event)
    return any(before.get(name) != after[name] for name in ("starts", "zone", "precision"))


def _withdraw_reminders(event: Event) -> None:
    outbox.withdraw(topic=event.topic, templates=REMINDERS)
    setting_aside.drop(event.topic, REMINDERS)


def template_of(before: dict, event: Event) -> str:
    """Which of the four mails tells what is different now."""
    if event.state is State.CANCELLED:
        return "messages/cancelled"
    if event.state is State.POSTPONED:
        return "messages/postponed"
    if before.get("state") == State.CANCELLED:
        return "messages/reinstated"
    return "messages/changed"


def _due(event: Event, before: dict, now: datetime) -> datetime:
    """At once for whoever may be on the way: to the start as it is, or as they were told."""
    starts = [event.starts_at]
    if told := before.get("utc"):
        starts.append(datetime.fromisoformat(told))
    soon = any(now <= start <= now + AT_ONCE_BEFORE_START for start in starts)
    return now if soon else now + DELAY


def _series(notice: Notice) -> tuple[int, int]:
    """The same for notices of one series; an event of no series stands alone."""
    series = notice.event.series_id
    return (0, notice.event_id) if series is None else (series, 0)


def _send(together: Sequence[Notice], now: datetime) -> None:
    events = [notice.event for notice in together]
    several = reach.registered_for_several(events) if len(events) > 1 else []
    for notice in together:
        letters = Notices(notice, now)
        for people in reach.in_parts(notice.event, without=set(several)):
            letters.send(people)
        notice.recipients = reach.count_noticed(notice.event)
        notice.state, notice.sent_at = NoticeState.SENT, now
    for people in reach.of_addresses(events, several):
        SeriesLetters(together, now).send(people)
    for outsiders in reach.PARTIES:
        outsiders.tell(together, now)
