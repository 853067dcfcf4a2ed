"""Reads of the desk: the queue and its numbers, papers, decisions that can be undone."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import TO_REVIEW, Ask, Need, Paper, Status
from eventsapp.accreditation.models import Applicant, Application, Decision, Document
from eventsapp.accreditation.queries import FULL
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core import search
from eventsapp.events.models import Event, State
from eventsapp.events.queries import is_kept
from eventsapp.extensions import db

VIEWS = {
    "review": TO_REVIEW,
    "accepted": (Status.ACCEPTED,),
    "waiting": (Status.WAITLISTED,),
    "declined": (Status.DECLINED, Status.REVOKED, Status.WITHDRAWN),
}


def of_event(event: Event) -> ColumnElement[bool]:
    """The applicants of one event."""
    return Applicant.event_id == event.id


def of_coming(organisation_id: int, now: datetime) -> ColumnElement[bool]:
    """The applicants of every event of an organisation that can still take place."""
    return Applicant.event_id.in_(
        select(Event.id)
        .join(Intake, Intake.event_id == Event.id)
        .where(
            Event.organisation_id == organisation_id,
            is_kept(),
            or_(Event.starts_at > now, Event.state == State.POSTPONED),
            Event.state.not_in((State.CANCELLED, State.WITHDRAWN)),
        )
    )


def queue(
    where: ColumnElement[bool], view: str, *, query: str = "", by_outlet: bool = False
) -> Select[Applicant]:
    """The applicants of one view of a queue, those who wait longest first."""
    words = (search.mentions(Applicant.search_key, word) for word in search.terms(query))
    ordered = (
        select(Applicant)
        .join(Applicant.application)
        .where(where, Applicant.status.in_(VIEWS[view]), *words)
        .options(*FULL, joinedload(Applicant.event))
    )
    if by_outlet:
        ordered = ordered.outerjoin(Application.outlet).order_by(Outlet.name)
    return ordered.order_by(Application.submitted_at, Applicant.id)


def counts(where: ColumnElement[bool]) -> dict[str, int]:
    """How many applicants each view of a queue holds."""
    found = db.session.execute(
        select(Applicant.status, func.count()).where(where).group_by(Applicant.status)
    )
    by_status = {status: number for status, number in found}  # noqa: C416 -- rows are not pairs to mypy
    return {
        view: sum(by_status.get(each, 0) for each in statuses) for view, statuses in VIEWS.items()
    }


def waiting(event: Event) -> int:
    """How many applicants wait for a decision, for the tab."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Applicant.event_id == event.id, Applicant.status.in_(TO_REVIEW)
            )
        )
        or 0
    )


def undecided(event: Event) -> ColumnElement[bool]:
    """The applicants who wait for an answer or a place and have an address of their own."""
    statuses = (*TO_REVIEW, Status.WAITLISTED)
    return and_(of_event(event), Applicant.status.in_(statuses), Applicant.email.is_not(None))


def waiting_by_event(organisation_id: int, now: datetime) -> Sequence[tuple[Event, int]]:
    """The coming events of an organisation with applications to review, the next first."""
    counted = func.count(Applicant.id)
    found = db.session.execute(
        select(Event, counted)
        .join(Applicant, Applicant.event_id == Event.id)
        .where(of_coming(organisation_id, now), Applicant.status.in_(TO_REVIEW))
        .group_by(Event.id)
        .order_by(Event.starts_at)
    )
    return [(event, number) for event, number in found]


def events_of(where: ColumnElement[bool]) -> Sequence[Event]:
    """The events somebody has applied for, the next first."""
    applied = select(Applicant.event_id).where(where, Applicant.status != Status.DRAFT)
    return db.session.scalars(
        select(Event).where(Event.id.in_(applied)).order_by(Event.starts_at, Event.id)
    ).all()


def intakes(applicants: Iterable[Applicant]) -> dict[int, Intake]:
    """How the events of these applicants take the press, by the event's number."""
    found = db.session.scalars(
        select(Intake)
        .where(Intake.event_id.in_({each.event_id for each in applicants}))
        .options(joinedload(Intake.category), selectinload(Intake.quotas))
    )
    return {each.event_id: each for each in found}


def chosen(where: ColumnElement[bool], ids: Iterable[int]) -> Sequence[Applicant]:
    """Those of these applicants that belong to a queue, event by event."""
    return db.session.scalars(
        select(Applicant)
        .where(where, Applicant.id.in_(list(ids)))
        .options(*FULL, joinedload(Applicant.event))
        .order_by(Applicant.event_id, Applicant.id)
    ).all()


def find_document(event: Event, document_id: int) -> Document | None:
    """An attached paper of this event."""
    return db.session.scalar(
        select(Document)
        .join(Document.application)
        .where(Document.id == document_id, Application.event_id == event.id)
    )


def decisions(where: ColumnElement[bool], ids: Iterable[int]) -> Sequence[Decision]:
    """Those of these decisions that were made about people of a queue."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.applicant)
        .where(where, Decision.id.in_(list(ids)))
        .options(joinedload(Decision.applicant).options(*FULL))
        .order_by(Decision.id)
    ).all()


def undoable(where: ColumnElement[bool], now: datetime) -> Sequence[Decision]:
    """The decisions of a queue whose answers have not left yet."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.applicant)
        .where(
            where,
            Decision.answer_at > now,
            Decision.undone_at.is_(None),
            Decision.status == Applicant.status,
        )
        .options(contains_eager(Decision.applicant).joinedload(Applicant.event))
        .order_by(Decision.id)
    ).all()


def lacks_papers(intake: Intake) -> ColumnElement[bool]:
    """Those whose application lacks a paper that the event requires."""
    required = [
        ask for ask in (Ask.CARD, Ask.LETTER, Ask.PORTRAIT) if intake.need(ask) is Need.REQUIRED
    ]
    lacking = [~Application.documents.any(Document.paper == Paper(ask.value)) for ask in required]
    return or_(*lacking) if lacking else Applicant.id.is_(None)
