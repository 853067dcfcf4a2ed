"""Reads of invitations: how far each has come, whom a link means, who is to be written to."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import joinedload, selectinload

from eventsapp.checkin.models import Attendance
from eventsapp.checkin.queries import attended
from eventsapp.contacts.models import Contact
from eventsapp.core import search, tokens
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.invitations.models import LINK, Guest, Invitee, Round, Standing
from eventsapp.mail.models import Unsubscription
from eventsapp.registration.models import LIVE, Registration

BATCH = 100  # letters a pass of the worker; in between it delivers
WITH_ALL = (
    joinedload(Invitee.event),
    joinedload(Invitee.round).joinedload(Round.category),
)
_WANTS_MAIL = and_(
    ~exists().where(Contact.id == Invitee.contact_id, Contact.stopped_at.is_not(None)),
    ~exists().where(
        Unsubscription.address == Invitee.email,
        Unsubscription.topic == literal("event:") + cast(Invitee.event_id, String),
    ),
)  # nor unsubscribed from the event


class Funnel(NamedTuple):
    """Numbers of invited people, each a part of the one before."""

    invited: int
    opened: int
    answered: int
    came: int


def counts(event: Event) -> dict[Standing, int]:
    """How many invitations to an event have come how far, every standing named."""
    own = select(Invitee.standing.label("name")).where(Invitee.event_id == event.id).subquery()
    rows = db.session.execute(select(own.c.name, func.count()).group_by(own.c.name))
    return dict.fromkeys(Standing, 0) | {Standing(name): number for name, number in rows}


def funnel(event: Event) -> Funnel:
    """How many people were invited, and how far they have come."""
    came = exists(
        attended(event)
        .join(Guest, Guest.registration_id == Attendance.registration_id)
        .where(Guest.invite_id == Invitee.id)
    )
    reached = (
        Invitee.sent_at.is_not(None),
        Invitee.opened_at.is_not(None),
        Invitee.answer.is_not(None),
        came,
    )
    counted = [func.count().filter(each) for each in reached]
    own = select(*counted).where(Invitee.event_id == event.id)
    return Funnel._make(db.session.execute(own).one())


def listed(event: Event, *, standing: str = "", query: str = "") -> Select[Invitee]:
    """The invitations to an event by name, narrowed to a standing or to words of a name."""
    wanted: list[ColumnElement[bool]] = [Invitee.event_id == event.id]
    wanted += [search.mentions(Invitee.search_key, word) for word in search.terms(query)]
    if standing in set(Standing):
        wanted.append(Invitee.standing == standing)
    return (
        select(Invitee)
        .where(*wanted)
        .options(
            *WITH_ALL,
            joinedload(Invitee.message),
            selectinload(Invitee.guests).joinedload(Guest.registration),
        )
        .order_by(Invitee.name, Invitee.id)
    )


def find(event: Event, invite_id: int) -> Invitee | None:
    """An invitation by its number, if it is to this event."""
    return db.session.scalar(
        select(Invitee).where(Invitee.id == invite_id, Invitee.event_id == event.id)
    )


def find_round(event: Event, round_id: int) -> Round | None:
    """One time that people were invited, if it was to this event."""
    return db.session.scalar(select(Round).where(Round.id == round_id, Round.event_id == event.id))


def find_by_form(event: Event, form_key: str | None) -> Round | None:
    """What this filling of the form has made already."""
    if form_key is None:
        return None
    return db.session.scalar(
        select(Round).where(Round.event_id == event.id, Round.form_key == form_key)
    )


def find_by_token(token: str) -> Invitee | None:
    """The invitation that a link opens."""
    read = tokens.read(LINK, token)
    if read is None:
        return None
    invite = db.session.scalar(select(Invitee).where(Invitee.id == read[0]).options(*WITH_ALL))
    return invite if invite is not None and invite.generation == read[1] else None


def waiting_round(event: Event) -> Round | None:
    """Who is invited in this minute, while all of it can still be undone."""
    unsent = select(Invitee.id).where(Invitee.round_id == Round.id, Invitee.sent_at.is_(None))
    begun = select(Invitee.id).where(Invitee.round_id == Round.id, Invitee.sent_at.is_not(None))
    return db.session.scalar(
        select(Round)
        .where(Round.event_id == event.id, unsent.exists(), ~begun.exists())
        .order_by(Round.id.desc())
        .limit(1)
    )


def size(one: Round) -> int:
    """How many people were invited at one time."""
    return db.session.scalar(select(func.count(Invitee.id)).where(Invitee.round_id == one.id)) or 0


def taken_addresses(event: Event) -> tuple[set[int], set[str], set[str]]:
    """The contacts and addresses that are invited already, and the addresses that are registered."""
    rows = db.session.execute(
        select(Invitee.contact_id, Invitee.email).where(Invitee.event_id == event.id)
    ).all()
    live = (Registration.event_id == event.id, Registration.status.in_(LIVE))
    there = db.session.scalars(select(Registration.email).where(*live))
    contacts = {contact_id for contact_id, _email in rows if contact_id}
    return contacts, {email for _id, email in rows if email}, {each for each in there if each}


def people_through(invite: Invitee) -> int:
    """How many people have a place through an invitation, or wait for one."""
    leads = select(Guest.registration_id).where(Guest.invite_id == invite.id)
    through = or_(Registration.id.in_(leads), Registration.party_id.in_(leads))
    counted = select(func.count(Registration.id)).where(through, Registration.status.in_(LIVE))
    return db.session.scalar(counted) or 0


def live_guests(invite: Invitee) -> Sequence[Guest]:
    """Those who stand through an invitation, without their companions."""
    return db.session.scalars(
        select(Guest)
        .join(Guest.registration)
        .where(Guest.invite_id == invite.id, Registration.status.in_(LIVE))
        .order_by(Guest.registration_id)
    ).all()


def wants_mail(invite: Invitee) -> bool:
    """Whether the person has neither stopped mail nor unsubscribed from the event."""
    own = select(Invitee.id).where(Invitee.id == invite.id, _WANTS_MAIL)
    return db.session.scalar(own) is not None


def is_any_due(now: datetime) -> bool:
    """Whether somebody is to be written to."""
    return db.session.scalar(select(select(Invitee.id).where(*_due(now)).exists())) or False


def due(now: datetime) -> Sequence[Invitee]:
    """The next people to be invited, for this worker alone."""
    return db.session.scalars(
        select(Invitee)
        .where(*_due(now))
        .options(*WITH_ALL)
        .order_by(Invitee.round_id, Invitee.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=Invitee)
    ).all()


def silent(now: datetime) -> Sequence[Invitee]:
    """The next people who have not answered, and are to be reminded for once."""
    return db.session.scalars(
        select(Invitee)
        .join(Invitee.round)
        .join(Invitee.event)
        .where(
            Round.remind_at <= now,
            Round.answer_by > now,
            Event.state == State.PUBLISHED,
            Event.starts_at > now,
            Invitee.sent_at < Round.remind_at,
            Invitee.reminded_at.is_(None),
            Invitee.answer.is_(None),
            Invitee.withdrawn_at.is_(None),
            Invitee.email.is_not(None),
            _WANTS_MAIL,
        )
        .options(*WITH_ALL)
        .order_by(Invitee.round_id, Invitee.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=Invitee)
    ).all()


def silent_of(event: Event) -> ColumnElement[bool]:
    """Written to, not registered by another way, and willing to hear of the event."""
    registered = select(Registration.email).where(
        Registration.event_id == event.id,
        Registration.status.in_(LIVE),
        Registration.email.is_not(None),
    )
    return and_(
        Invitee.event_id == event.id,
        Invitee.sent_at.is_not(None),
        Invitee.answer.is_(None),
        Invitee.withdrawn_at.is_(None),
        Invitee.email.is_not(None),
        Invitee.email.not_in(registered),
        _WANTS_MAIL,
    )


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    stands = select(Event.id).where(
        Event.id == Invitee.event_id, Event.state == State.PUBLISHED, Event.starts_at > now
    )
    return (
        Invitee.due_at <= now,
        Invitee.withdrawn_at.is_(None),
        Invitee.email.is_not(None),
        stands.exists(),
        _WANTS_MAIL,
    )
