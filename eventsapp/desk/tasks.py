"""What waits for a decision in an organisation, the most pressing first.

Each kind of task is one query, however many events there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from eventsapp.accreditation import desk_queries as accreditation
from eventsapp.core import dates
from eventsapp.desk import clashes, trouble
from eventsapp.desk.clashes import Clash
from eventsapp.events.models import Event, State
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.messages.models import Notice, NoticeState, Rule, RuleState
from eventsapp.outcome.models import Outcome
from eventsapp.registration.models import Registration, Status
from eventsapp.web.locale import current_language, read, reading_order

SOON = timedelta(days=7)  # a draft that starts within a week should be public
LATELY = timedelta(days=7)  # later nobody waits for an outcome
NEAR = timedelta(days=30)  # an event that people read about now, in their own language


@dataclass(frozen=True)
class Task:
    """One thing to decide about one event, where that is done, and what the button says."""

    event: Event
    symbol: str  # an icon
    words: str
    endpoint: str
    act: str

    @property
    def title(self) -> str:
        """The event's title, in the language that is spoken."""
        return read(self.event.titles, self.event.original_language) or _("Untitled event")

    @property
    def url(self) -> str:
        """Where it is done, as an address for letters."""
        return urls.absolute(self.endpoint, event_id=self.event.id)


def tasks(organisation_id: int, *, now: datetime) -> list[Task]:
    """Everything that waits, in words of the language that is spoken."""
    kinds = (
        _applications,
        _approvals,
        _held,
        _late_drafts,
        _clashes,
        _lost,
        _untranslated,
        _untold,
    )
    return [task for kind in kinds for task in kind(organisation_id, now)]


def _applications(organisation_id: int, now: datetime) -> Iterator[Task]:
    for event, number in accreditation.waiting_by_event(organisation_id, now):
        words = ngettext(
            "%(num)d journalist waits for an answer",
            "%(num)d journalists wait for an answer",
            number,
        )
        yield Task(event, "id-card", words, "press_queue.index", _("Decide"))


def _approvals(organisation_id: int, now: datetime) -> Iterator[Task]:
    for event, number in _to_approve(organisation_id, now):
        words = ngettext(
            "%(num)d registration waits for approval",
            "%(num)d registrations wait for approval",
            number,
        )
        yield Task(event, "user-check", words, "manage_registrations.index", _("Decide"))


def _held(organisation_id: int, now: datetime) -> Iterator[Task]:
    rules = select(Rule.event_id).where(Rule.state == RuleState.HELD)
    notices = select(Notice.event_id).where(Notice.state == NoticeState.HELD)
    held = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.starts_at > now,
        Event.id.in_(rules.union(notices)),
        is_kept(),
    )
    for event in db.session.scalars(held.order_by(Event.starts_at)):
        words = _("a message is on hold")
        yield Task(event, "pause", words, "manage_messages.index", _("Look at it"))


def _late_drafts(organisation_id: int, now: datetime) -> Iterator[Task]:
    drafts = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.state == State.DRAFT,
        is_kept(),
        Event.starts_at.between(now, now + SOON),
    )
    for event in db.session.scalars(drafts.order_by(Event.starts_at)):
        day = dates.without_weekday(event.local_starts_at, current_language())
        words = _("still a draft, starts on %(day)s", day=day)
        yield Task(event, "pencil", words, "manage_events.details", _("Open"))


def _clashes(organisation_id: int, now: datetime) -> Iterator[Task]:
    for clash in clashes.ahead(organisation_id, now=now):
        yield Task(
            clash.event, "triangle-alert", _clash_words(clash), "manage_events.details", _("Open")
        )


def _clash_words(clash: Clash) -> str:
    other = read(clash.other.titles, clash.other.original_language)
    if clash.person is None:
        return _("the room is taken at that hour by “%(other)s”", other=other)
    person = clash.person.names.read(reading_order()).text
    return _("%(person)s also takes part in “%(other)s” then", person=person, other=other)


def _lost(organisation_id: int, now: datetime) -> Iterator[Task]:
    for each in trouble.events_in_trouble(now, organisation_id):
        words = ngettext(
            "%(num)d letter of the last day did not arrive",
            "%(num)d letters of the last day did not arrive",
            each.failed,
        )
        yield Task(each.event, "mail", words, "manage_messages.index", _("Look at it"))


def _untranslated(organisation_id: int, now: datetime) -> Iterator[Task]:
    """Public events of the coming weeks whose title stands in one language only."""
    ahead = select(Event).where(
        Event.organisation_id == organisation_id,
        Event.state == State.PUBLISHED,
        Event.starts_at.between(now, now + NEAR),
    )
    for event in db.session.scalars(ahead.order_by(Event.starts_at)):
        if len(event.titles) == 1:
            words = _("the title stands in one language only")
            yield Task(event, "languages", words, "manage_events.details", _("Translate"))


def _untold(organisation_id: int, now: datetime) -> Iterator[Task]:
    """Events of the last week of which nobody has told yet how they ended."""
    untold = (
        select(Event)
        .outerjoin(Outcome, Outcome.event_id == Event.id)
        .where(
            Event.organisation_id == organisation_id,
            Event.state == State.PUBLISHED,
            Event.starts_at.between(now - LATELY, now),
            Outcome.published_at.is_(None),
        )
    )
    for event in db.session.scalars(untold.order_by(Event.starts_at)):
        if event.is_over(now):
            words = _("the outcome is not published")
            yield Task(event, "file-text", words, "manage_outcome.index", _("Write it"))


def _to_approve(organisation_id: int, now: datetime) -> Sequence[tuple[Event, int]]:
    counted = db.session.execute(
        select(Event, func.count())
        .join(Registration, Registration.event_id == Event.id)
        .where(
            Event.organisation_id == organisation_id,
            Event.starts_at > now,
            Registration.status == Status.PENDING,
            is_kept(),
        )
        .group_by(Event.id)
        .order_by(Event.starts_at)
    )
    return [(event, number) for event, number in counted]
