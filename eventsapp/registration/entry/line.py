"""The line of a full event: who waits, in which order, and how many seats are kept from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import seats
from eventsapp.registration.models import Registration, Status

_LEADS = select(Registration).where(
    Registration.status == Status.WAITLISTED, Registration.party_id.is_(None)
)


def waiting(event: Event) -> Sequence[Registration]:
    """Those who wait at an event, in the order of the line, as they stand now."""
    line = _LEADS.where(Registration.event_id == event.id)
    return db.session.scalars(
        line.options(joinedload(Registration.category)).order_by(
            Registration.registered_at, Registration.id
        ),
        execution_options={"populate_existing": True},
    ).all()


def somebody_waits(category: Category) -> bool:
    """Whether there is a line for one way of taking part."""
    if not category.has_waiting_list:
        return False
    ahead = _LEADS.where(Registration.category_id == category.id).limit(1)
    return db.session.scalar(ahead) is not None


def number_of(registration: Registration) -> int:
    """The place of somebody in the line, from 1."""
    own, at = registration.category_id, registration.registered_at
    earlier = (Registration.registered_at < at) | (
        (Registration.registered_at == at) & (Registration.id < registration.id)
    )
    ahead = _LEADS.where(Registration.category_id == own, earlier).subquery()
    return 1 + (db.session.scalar(select(func.count()).select_from(ahead)) or 0)


def numbers(registrations: Iterable[Registration]) -> dict[int, int]:
    """The places in the line of some people of one event, by their ids."""
    wanted = [each.id for each in registrations if each.status is Status.WAITLISTED]
    if not wanted:
        return {}
    order = func.row_number().over(
        partition_by=Registration.category_id,
        order_by=(Registration.registered_at, Registration.id),
    )
    events = select(Registration.event_id).where(Registration.id.in_(wanted))
    placed = (
        select(Registration.id, order.label("number"))
        .where(
            Registration.event_id.in_(events),
            Registration.status == Status.WAITLISTED,
            Registration.party_id.is_(None),
        )
        .subquery()
    )
    found = db.session.execute(select(placed.c.id, placed.c.number).where(placed.c.id.in_(wanted)))
    return {person: number for person, number in found}  # noqa: C416 -- rows are not pairs to mypy


def sizes(leads: Iterable[Registration]) -> Counter[int]:
    """How many people each party has, by the lead's id."""
    ids = [lead.id for lead in leads]
    counted = (
        select(Registration.party_id, func.count())
        .where(Registration.party_id.in_(ids), Registration.status == Status.WAITLISTED)
        .group_by(Registration.party_id)
    )
    companions = {lead: number for lead, number in db.session.execute(counted) if lead}
    return Counter(dict.fromkeys(ids, 1)) + Counter(companions)


def taken(
    event: Event,
    now: datetime,
    *,
    kept_back: datetime,
    seated: Mapping[int, int] | None = None,
) -> Mapping[int, int]:
    """Seats by category that the line cannot have: those taken, and those given back since.

    Whoever gives a place back can take it again for a minute. `seated` is what
    `seats.taken_by_category` found, for a caller who has asked already.
    """
    found = Counter(seats.taken_by_category([event.id], now=now) if seated is None else seated)
    given_back = (
        select(Registration.category_id, func.count())
        .where(
            Registration.event_id == event.id,
            Registration.status == Status.CANCELLED,
            Registration.former_status == Status.CONFIRMED,
            Registration.cancelled_at > kept_back,
        )
        .group_by(Registration.category_id)
    )
    return found + Counter({way: number for way, number in db.session.execute(given_back)})  # noqa: C416 -- as above


def events_to_look_at(now: datetime) -> Sequence[Event]:
    """Events where somebody waits, or where an offer has run out."""
    ran_out = (Registration.status == Status.OFFERED) & (Registration.held_until <= now)
    found = select(Registration.event_id).where(
        (Registration.status == Status.WAITLISTED) | ran_out
    )
    return db.session.scalars(select(Event).where(Event.id.in_(found)).order_by(Event.id)).all()


def ran_out(event: Event, now: datetime) -> Sequence[Registration]:
    """Everybody, companions too, whose offer has run out."""
    return db.session.scalars(
        select(Registration).where(
            Registration.event_id == event.id,
            Registration.status == Status.OFFERED,
            Registration.held_until <= now,
        ),
        execution_options={"populate_existing": True},
    ).all()
