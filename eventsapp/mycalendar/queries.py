"""Reads of a person's own calendar: whose it is, what belongs into it, what it depends on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.models import Applicant, Application, Decision
from eventsapp.calendars import queries as calendars
from eventsapp.core import tokens
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mycalendar.models import FEED, PAGE, OwnCalendar
from eventsapp.registration.models import Registration

_answered = (
    select(func.max(Decision.answer_at))
    .where(Decision.applicant_id == Applicant.id, Decision.undone_at.is_(None))
    .scalar_subquery()
)
HOPED_FOR = (Standing.SUBMITTED, Standing.INCOMPLETE, Standing.WAITLISTED)


def of_address(email: str) -> OwnCalendar | None:
    """The calendar of an address, if it has one."""
    return db.session.scalar(select(OwnCalendar).where(OwnCalendar.email == email))


def by_feed(token: str) -> OwnCalendar | None:
    """The calendar that a secret address still shows."""
    read = tokens.read(FEED, token)
    calendar = db.session.get(OwnCalendar, read[0]) if read else None
    return calendar if calendar and read and calendar.generation == read[1] else None


def by_page(token: str) -> OwnCalendar | None:
    """The calendar that the link of a mail arranges."""
    read = tokens.read(PAGE, token)
    return db.session.get(OwnCalendar, read[0]) if read else None


def applications(email: str, now: datetime) -> Sequence[Applicant]:
    """What an address has applied for and does not know yet, by start."""
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.event)
        .where(
            Applicant.email == email,
            Applicant.status.in_(HOPED_FOR) | Applicant.id.in_(_untold(Applicant.id, email, now)),
        )
        .options(
            joinedload(Applicant.event).options(*calendars.shown()),
            joinedload(Applicant.application).load_only(Application.language),
        )
        .order_by(Event.starts_at, Applicant.id)
    ).all()


def untold(email: str, now: datetime) -> set[int | None]:
    """The registrations of accepted journalists who have not had their answer yet."""
    return set(db.session.scalars(_untold(Applicant.registration_id, email, now)))


def state(email: str, now: datetime) -> list[Row[Any]]:
    """Everything of the person itself that the calendar depends on, without reading one event."""
    registered = select(
        Registration.id,
        Registration.event_id,
        Registration.category_id,  # decides who gets the link to join by
        Registration.status,
        Registration.generation,
        Registration.confirmed_at,
        Registration.cancelled_at,
    ).where(Registration.email == email)
    applied = select(
        Applicant.id,
        Applicant.event_id,
        Applicant.status,
        Applicant.generation,
        Applicant.status_at,
        Applicant.id.in_(_untold(Applicant.id, email, now)),
        _answered,
    ).where(Applicant.email == email)
    rows = [db.session.execute(each.order_by("id")).all() for each in (registered, applied)]
    return [row for part in rows for row in part]


def unknown() -> Sequence[OwnCalendar]:
    """The calendars of addresses under which we know nobody any more."""
    known = [
        select(column).where(column.is_not(None))
        for column in (Registration.email, Applicant.email, Card.email)
    ]
    wanted = select(OwnCalendar)
    for each in known:
        wanted = wanted.where(OwnCalendar.email.not_in(each))
    return db.session.scalars(wanted).all()


def _untold(column: ColumnElement[Any] | Any, email: str, now: datetime) -> Select[Any]:
    return (
        select(column)
        .join(Decision, Decision.applicant_id == Applicant.id)
        .where(
            Applicant.email == email,
            Applicant.status == Standing.ACCEPTED,
            Decision.status == Standing.ACCEPTED,
            Decision.undone_at.is_(None),
            Decision.answer_at > now,
        )
    )
