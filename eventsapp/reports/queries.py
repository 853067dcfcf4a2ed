"""The numbers of one event, each in one query however many people there were."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.checkin import queries as checkin
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration, Status

Counted = Sequence[tuple[Any, int]]
MOST_OUTLETS = 20


def registered(event: Event) -> int:
    """How many people hold a place."""
    return _number(select(func.count(Registration.id)).where(*_holding(event)))


def cancelled(event: Event) -> int:
    """How many have given theirs up."""
    gone = (Registration.event_id == event.id, Registration.status == Status.CANCELLED)
    return _number(select(func.count(Registration.id)).where(*gone))


def applied(event: Event) -> int:
    """How many journalists have applied."""
    sent = (Applicant.event_id == event.id, Applicant.status != Standing.DRAFT)
    return _number(select(func.count(Applicant.id)).where(*sent))


def accredited(event: Event) -> int:
    """How many of them are accepted."""
    accepted = (Applicant.event_id == event.id, Applicant.status == Standing.ACCEPTED)
    return _number(select(func.count(Applicant.id)).where(*accepted))


def came(event: Event) -> int:
    """How many people were let in."""
    return checkin.came_by_event([event.id]).get(event.id, 0)


def arrivals(event: Event) -> Sequence[datetime]:
    """When each person came in for the first time, in order."""
    return checkin.arrivals(event)


def by_way(event: Event) -> list[tuple[Category, int]]:
    """Places held in each category."""
    counted = select(Registration.category_id, func.count(Registration.id)).where(*_holding(event))
    numbers = dict(_rows(counted.group_by(Registration.category_id)))
    own = db.session.scalars(
        select(Category)
        .where(Category.id.in_(numbers))
        .order_by(Category.for_press, Category.position)
    )
    return [(category, numbers[category.id]) for category in own]


def by_language(event: Event) -> Counted:
    """Languages that people read, most first."""
    number = func.count(Registration.id)
    wanted = select(Registration.language, number).where(*_holding(event))
    return _rows(wanted.group_by(Registration.language).order_by(number.desc()))


def by_outlet(event: Event) -> Counted:
    """Outlets with accepted journalists, most first."""
    number = func.count(Applicant.id)
    wanted = (
        select(Outlet.name, number)
        .join(Application, Application.outlet_id == Outlet.id)
        .join(Applicant, Applicant.application_id == Application.id)
        .where(Applicant.event_id == event.id, Applicant.status == Standing.ACCEPTED)
        .group_by(Outlet.name)
    )
    return _rows(wanted.order_by(number.desc(), Outlet.name).limit(MOST_OUTLETS))


def _holding(event: Event) -> tuple[Any, ...]:
    return (Registration.event_id == event.id, Registration.status == Status.CONFIRMED)


def _number(wanted: Any) -> int:
    return db.session.scalar(wanted) or 0


def _rows(wanted: Any) -> Counted:
    return [(value, number) for value, number in db.session.execute(wanted)]
