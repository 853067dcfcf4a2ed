"""Reads of the desk: the queue and its numbers, papers, decisions that can be undone."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import TO_REVIEW, Ask, Need, Paper, Status
from eventsapp.accreditation.models import Applicant, Application, Decision, Document
from eventsapp.accreditation.outlet_models import Outlet
from eventsapp.accreditation.queries import FULL, find_intake
from eventsapp.core import search
from eventsapp.events.models import Event
from eventsapp.extensions import db

VIEWS = {
    "review": TO_REVIEW,
    "accepted": (Status.ACCEPTED,),
    "waiting": (Status.WAITLISTED,),
    "declined": (Status.DECLINED, Status.REVOKED, Status.WITHDRAWN),
}


def queue(
    event: Event, view: str, *, query: str = "", missing: bool = False, by_outlet: bool = False
) -> Select[Applicant]:
    """The applicants of one view of an event's queue, those who wait longest first."""
    wanted: list[ColumnElement[bool]] = [
        Applicant.event_id == event.id,
        Applicant.status.in_(VIEWS[view]),
        *(Applicant.search_key.contains(word) for word in search.terms(query)),
    ]
    if missing:
        intake = find_intake(event)
        wanted.append(_lacks_papers(intake) if intake else Applicant.id.is_(None))
    ordered = select(Applicant).join(Applicant.application).where(*wanted).options(*FULL)
    if by_outlet:
        ordered = ordered.outerjoin(Application.outlet).order_by(Outlet.name)
    return ordered.order_by(Application.submitted_at, Applicant.id)


def counts(event: Event) -> dict[str, int]:
    """How many applicants each view of the queue holds."""
    found = db.session.execute(
        select(Applicant.status, func.count())
        .where(Applicant.event_id == event.id)
        .group_by(Applicant.status)
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


def waiting_by_event(organisation_id: int, now: datetime) -> Sequence[tuple[Event, int]]:
    """The coming events of an organisation with applications to review, the next first."""
    counted = func.count(Applicant.id)
    found = db.session.execute(
        select(Event, counted)
        .join(Applicant, Applicant.event_id == Event.id)
        .where(
            Event.organisation_id == organisation_id,
            Event.starts_at > now,
            Applicant.status.in_(TO_REVIEW),
        )
        .group_by(Event.id)
        .order_by(Event.starts_at)
    )
    return [(event, number) for event, number in found]


def find_document(event: Event, document_id: int) -> Document | None:
    """An attached paper of this event."""
    return db.session.scalar(
        select(Document)
        .join(Document.application)
        .where(Document.id == document_id, Application.event_id == event.id)
    )


def decisions(event: Event, ids: Iterable[int]) -> Sequence[Decision]:
    """Those of these decisions that were made at the event."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.applicant)
        .where(Applicant.event_id == event.id, Decision.id.in_(list(ids)))
        .options(joinedload(Decision.applicant).options(*FULL))
        .order_by(Decision.id)
    ).all()


def undoable(event: Event, now: datetime) -> Sequence[Decision]:
    """The decisions whose answers have not left yet."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.applicant)
        .where(
            Applicant.event_id == event.id,
            Decision.answer_at > now,
            Decision.undone_at.is_(None),
            Decision.status == Applicant.status,
        )
        .order_by(Decision.id)
    ).all()


def _lacks_papers(intake: Intake) -> ColumnElement[bool]:
    """Those whose application lacks a paper that the event requires."""
    required = [
        ask for ask in (Ask.CARD, Ask.LETTER, Ask.PORTRAIT) if intake.need(ask) is Need.REQUIRED
    ]
    lacking = [~Application.documents.any(Document.paper == Paper(ask.value)) for ask in required]
    return or_(*lacking) if lacking else Applicant.id.is_(None)
