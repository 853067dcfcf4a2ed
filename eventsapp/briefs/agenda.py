"""The day of a press service: what takes place, and what waits for a decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from eventsapp.accreditation import desk_queries as accreditation
from eventsapp.core import dates
from eventsapp.core.texts import Text
from eventsapp.events.models import Event, State
from eventsapp.events.place import short_place
from eventsapp.events.queries import shown_in_lists
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.messages.models import Notice, NoticeState, Rule, RuleState
from eventsapp.organisations.models import Organisation
from eventsapp.registration import seats
from eventsapp.registration.models import Registration, Status
from eventsapp.web import locale

SOON = timedelta(days=7)  # a draft that starts within a week should be public


@dataclass(frozen=True)
class Appointment:
    """One event of the day."""

    title: Text
    when: str
    place: str
    taken: int
    url: str


@dataclass(frozen=True)
class Task:
    """One thing to decide."""

    words: str
    url: str


@dataclass(frozen=True)
class Agenda:
    """A day's appointments and tasks; false when there is neither."""

    appointments: Sequence[Appointment]
    tasks: Sequence[Task]

    def __bool__(self) -> bool:
        return bool(self.appointments or self.tasks)


def agenda(organisation: Organisation, language: str, *, now: datetime) -> Agenda:
    """What an organisation has before it today, in its own zone, in words of a language."""
    with locale.speaking(language):
        return Agenda(_appointments(organisation, language, now), list(_tasks(organisation, now)))


def _appointments(
    organisation: Organisation, language: str, now: datetime
) -> Sequence[Appointment]:
    today = to_local(now, organisation.timezone).date()
    day = datetime.combine(today, time()), datetime.combine(today, time.max)
    held = select(Event).where(
        Event.organisation_id == organisation.id,
        Event.state == State.PUBLISHED,
        Event.local_starts_at.between(*day),
    )
    found = held.order_by(Event.starts_at).options(*shown_in_lists())
    events = db.session.scalars(found).unique().all()
    taken = seats.taken_by_category([event.id for event in events])
    return [_appointment(event, taken, language) for event in events]


def _appointment(event: Event, taken: dict[int, int], language: str) -> Appointment:
    order = [language, event.original_language]
    hours = dates.clock_range(event.local_starts_at, event.local_ends_at, language)
    return Appointment(
        title=event.titles.read(order),
        when=hours if event.has_hours else "",
        place=short_place(event, order),
        taken=sum(taken.get(each.id, 0) for each in event.categories),
        url=urls.absolute("manage_registrations.index", event_id=event.id),
    )


def _tasks(organisation: Organisation, now: datetime) -> Iterator[Task]:
    for event, number in accreditation.waiting_by_event(organisation.id, now):
        words = ngettext(
            "%(title)s: %(num)d journalist waits for an answer",
            "%(title)s: %(num)d journalists wait for an answer",
            number,
            title=_title(event),
        )
        yield Task(words, urls.absolute("manage_accreditation.index", event_id=event.id))
    for event, number in _to_approve(organisation, now):
        words = ngettext(
            "%(title)s: %(num)d registration waits for approval",
            "%(title)s: %(num)d registrations wait for approval",
            number,
            title=_title(event),
        )
        yield Task(words, urls.absolute("manage_registrations.index", event_id=event.id))
    for event in _held_back(organisation, now):
        words = _("%(title)s: a message is on hold", title=_title(event))
        yield Task(words, urls.absolute("manage_messages.index", event_id=event.id))
    for event in _late_drafts(organisation, now):
        day = dates.without_weekday(event.local_starts_at, locale.current_language())
        words = _("%(title)s: still a draft, starts on %(day)s", title=_title(event), day=day)
        yield Task(words, urls.absolute("manage_events.details", event_id=event.id))


def _held_back(organisation: Organisation, now: datetime) -> Sequence[Event]:
    rules = select(Rule.event_id).where(Rule.state == RuleState.HELD)
    notices = select(Notice.event_id).where(Notice.state == NoticeState.HELD)
    held = Event.id.in_(rules.union(notices))
    coming = select(Event).where(Event.organisation_id == organisation.id, Event.starts_at > now)
    return db.session.scalars(coming.where(held).order_by(Event.starts_at)).all()


def _late_drafts(organisation: Organisation, now: datetime) -> Sequence[Event]:
    drafts = select(Event).where(
        Event.organisation_id == organisation.id,
        Event.state == State.DRAFT,
        Event.starts_at.between(now, now + SOON),
    )
    return db.session.scalars(drafts.order_by(Event.starts_at)).all()


def _to_approve(organisation: Organisation, now: datetime) -> Iterator[tuple[Event, int]]:
    counted = db.session.execute(
        select(Event, func.count())
        .join(Registration, Registration.event_id == Event.id)
        .where(
            Event.organisation_id == organisation.id,
            Event.starts_at > now,
            Registration.status == Status.PENDING,
        )
        .group_by(Event.id)
        .order_by(Event.starts_at)
    )
    return ((event, number) for event, number in counted)


def _title(event: Event) -> str:
    return locale.read(event.titles, event.original_language)
