"""Reads of registrations: who is in, whom a link or a form means, who hears of a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from eventsapp.calendars import queries as calendars
from eventsapp.calendars.models import Answer, Invitation, Reply, Verdict
from eventsapp.core import tokens
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.inbox_models import StoppedAddress
from eventsapp.registration import searching, seats
from eventsapp.registration.models import (
    LINK,
    LIVE,
    Registration,
    Status,
)
from eventsapp.registration.people.models import Tag
from eventsapp.registration.tally_models import Tally

# What every registration asks is put together once.
_OF_EVENT = select(Registration).where(Registration.event_id == bindparam("event"))
_MADE_BY = _OF_EVENT.where(Registration.form_key == bindparam("form_key"))
_ADDRESSED = (
    Registration.party_id.is_(None),
    Registration.status.in_(bindparam("live", LIVE, expanding=True, literal_execute=True)),
)  # as in the index of live addresses, which serves only for the very same words
_LIVE_OF = _OF_EVENT.where(Registration.email == bindparam("email"), *_ADDRESSED)
_TOLD = select(Invitation.id).where(
    Invitation.event_id == bindparam("event"), Invitation.address == bindparam("email")
)
_KNOWN = (
    select(
        _MADE_BY.with_only_columns(Registration.id).scalar_subquery(),
        _LIVE_OF.with_only_columns(Registration.id).scalar_subquery(),
        _TOLD.scalar_subquery(),
        Tally.category_id,
        seats.TAKEN_NOW,
    )
    .select_from(Event)
    .outerjoin(Tally, Tally.event_id == Event.id)
    .where(Event.id == bindparam("event"))
)  # in one statement, as everybody waits who wants the same event
_COMPANIONS = (
    select(Registration)
    .where(Registration.party_id == bindparam("lead"), Registration.status.in_(LIVE))
    .order_by(Registration.id)
)
_OPENED = (
    select(Registration)
    .where(Registration.id == bindparam("id"))
    .options(
        joinedload(Registration.event).defer(Event.descriptions),
        joinedload(Registration.event).joinedload(Event.organisation),
        joinedload(Registration.category),
        joinedload(Registration.invitation),
    )
)


def _answered(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Registration.invitation_id.in_(select(Invitation.id).where(condition))


ANSWERED: dict[str, ColumnElement[bool]] = {
    **{
        each.value.lower(): _answered(
            (Invitation.answer == each) & Invitation.answered_at.is_not(None)
        )
        for each in (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED)
    },
    "open": _answered(Invitation.answer == Answer.NEEDS_ACTION),
    "unverified": Registration.invitation_id.in_(
        select(Reply.invitation_id).where(Reply.verdict == Verdict.UNVERIFIED)
    ),
    "stopped": Registration.email.in_(select(StoppedAddress.address)),
}  # the filters of the desk


@dataclass(frozen=True)
class Known:
    """What there is already of somebody who comes in, each by its number."""

    by_form: int | None
    live: int | None
    invitation: int | None
    taken: Mapping[int, int]  # seats by category, of everybody

    @property
    def registration(self) -> Registration | None:
        """What this filling of the form has made, or else the standing one of the address."""
        number = self.by_form or self.live
        return db.session.get(Registration, number) if number else None


def known(event: Event, email: str, form_key: str | None, now: datetime) -> Known:
    """What this address, stored lower-case, and this filling of a form have at the event.

    With the seats that are taken at this moment.
    """
    asked = {"event": event.id, "email": email, "form_key": form_key, "now": now}
    rows = db.session.execute(_KNOWN, asked).all()
    by_form, live, invitation = rows[0][:3]
    taken = {category_id: seated for *_own, category_id, seated in rows if category_id}
    return Known(by_form, live, invitation, taken)


def find_live(event: Event, email: str) -> Registration | None:
    """The standing registration of an address, which is stored lower-case."""
    return db.session.scalar(_LIVE_OF, {"event": event.id, "email": email})


def find_by_form(event: Event, form_key: str | None) -> Registration | None:
    """The registration that this filling of the form has made already."""
    if form_key is None:
        return None
    return db.session.scalar(_MADE_BY, {"event": event.id, "form_key": form_key})


def find_by_token(token: str) -> tuple[Registration | None, bool]:
    """The registration of a link, and whether the link still opens it."""
    read = tokens.read(LINK, token)
    registration = db.session.scalar(_OPENED, {"id": read[0]}) if read else None
    if read is None or registration is None:
        return None, False
    return registration, registration.generation == read[1] and registration.erased_at is None


def find_of(organisation_id: int, registration_id: int) -> Registration | None:
    """A registration by its number, if it is for an event of this organisation."""
    return db.session.scalar(
        select(Registration)
        .join(Registration.event)
        .where(Registration.id == registration_id, Event.organisation_id == organisation_id)
    )


def party_of(registration: Registration) -> list[Registration]:
    """A registration and the standing people who come along."""
    return [registration, *companions(registration)]


def companions(registration: Registration) -> Sequence[Registration]:
    """The standing people of a lead's party, without the lead."""
    return db.session.scalars(_COMPANIONS, {"lead": registration.id}).all()


def standing_together(registration: Registration) -> list[Registration]:
    """A lead and the companions who stand as the lead does, all as they are at this moment."""
    db.session.refresh(registration)
    with_it = select(Registration).where(
        Registration.party_id == registration.id, Registration.status == registration.status
    )
    anew = {"populate_existing": True}
    found = db.session.scalars(with_it.order_by(Registration.id), execution_options=anew)
    return [registration, *found]


def cancelled_together(registration: Registration) -> list[Registration]:
    """A cancelled registration and the companions that were cancelled with it."""
    with_it = select(Registration).where(
        Registration.party_id == registration.id,
        Registration.status == Status.CANCELLED,
        Registration.cancelled_at == registration.cancelled_at,
    )
    return [registration, *db.session.scalars(with_it.order_by(Registration.id))]


def all_of(email: str) -> list[Registration]:
    """Everything an address was ever registered for, by start."""
    return list(
        db.session.scalars(
            select(Registration)
            .join(Registration.event)
            .where(Registration.email == email)
            .order_by(Event.starts_at, Registration.id)
            .options(
                joinedload(Registration.event).options(
                    *calendars.shown(), selectinload(Event.categories)
                )
            )
        )
    )


def confirmed(event: Event) -> Sequence[Registration]:
    """Those with a place and an address to write to."""
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.status == Status.CONFIRMED,
            Registration.email.is_not(None),
        )
        .options(joinedload(Registration.category), joinedload(Registration.invitation))
        .order_by(Registration.id)
    ).all()


def listed(
    event: Event,
    *,
    status: Status | None = None,
    category_id: int | None = None,
    answer: str = "",
    tag: str = "",
    query: str = "",
) -> Select[Registration]:
    """The registrations of an event that the desk asks for, the last first."""
    wanted: list[ColumnElement[bool]] = [Registration.event_id == event.id]
    wanted += searching.matches(event.organisation_id, query)
    if status is not None:
        wanted.append(Registration.status == status)
    if category_id is not None:
        wanted.append(Registration.category_id == category_id)
    if answer in ANSWERED:
        wanted.append(ANSWERED[answer])
    if tag:
        tagged = select(Tag.registration_id).where(Tag.name == tag)
        wanted.append(Registration.id.in_(tagged))
    return (
        select(Registration)
        .where(*wanted)
        .options(
            joinedload(Registration.category),
            joinedload(Registration.party),
            joinedload(Registration.invitation).selectinload(Invitation.replies),
        )
        .order_by(Registration.registered_at.desc(), Registration.id.desc())
    )


def chosen(event: Event, ids: Iterable[int]) -> Sequence[Registration]:
    """Those of these registrations that belong to the event; leads before their companions."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.id.in_(list(ids)))
        .order_by(Registration.party_id.is_not(None), Registration.id)
    ).all()


def leads(event: Event, ids: Iterable[int]) -> Sequence[Registration]:
    """The parties of these registrations, each by its lead: who comes along stands for all of it."""
    chosen = (Registration.event_id == event.id, Registration.id.in_(list(ids)))
    of_parties = select(func.coalesce(Registration.party_id, Registration.id)).where(*chosen)
    return db.session.scalars(
        select(Registration).where(Registration.id.in_(of_parties)).order_by(Registration.id)
    ).all()


def cancelled_lately(event: Event, since: datetime) -> Sequence[Registration]:
    """What the organiser has cancelled since a moment and may want back."""
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.status == Status.CANCELLED,
            Registration.cancelled_by_organiser,
            Registration.cancelled_at >= since,
            Registration.erased_at.is_(None),
        )
        .order_by(Registration.party_id.is_not(None), Registration.id)
    ).all()


def count_by_status(event: Event) -> dict[Status, int]:
    """How many registrations of an event stand where."""
    counted = (
        select(Registration.status, func.count())
        .where(Registration.event_id == event.id)
        .group_by(Registration.status)
    )
    return {status: number for status, number in db.session.execute(counted)}  # noqa: C416 -- rows are not pairs to mypy


def stands(event: Event, address: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether an address, stored lower-case, has a standing registration."""
    return exists().where(
        Registration.event_id == event.id, Registration.email == address, *_ADDRESSED
    )


def count_standing(event: Event) -> int:
    """How many people have a place, or wait for one."""
    standing = (Registration.event_id == event.id, Registration.status.in_(LIVE))
    return db.session.scalar(select(func.count(Registration.id)).where(*standing)) or 0


def count_reached(*events: Event) -> int:
    """How many people will hear of a change: the addresses of standing registrations, each once."""
    return (
        db.session.scalar(
            select(func.count(Registration.email.distinct())).where(
                Registration.event_id.in_([event.id for event in events]),
                Registration.status.in_(LIVE),
            )
        )
        or 0
    )
