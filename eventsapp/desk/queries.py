"""Reads of the desk: an organisation's events by what they are waiting for."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from eventsapp.core import search
from eventsapp.events.kinds import Type
from eventsapp.events.models import PUBLIC_STATES, Event, State
from eventsapp.events.queries import is_kept, not_over, shown_in_lists
from eventsapp.extensions import db

VIEWS = ("upcoming", "drafts", "past", "all")


def events(
    organisation_id: int, view: str, *, query: str, type_: str, now: datetime
) -> Select[Event]:
    """The organisation's events of one view, ready for a table row."""
    chosen = select(Event).where(Event.organisation_id == organisation_id, is_kept())
    if view == "upcoming":
        chosen = chosen.where(Event.state.in_(PUBLIC_STATES), not_over(now))
    elif view == "drafts":
        chosen = chosen.where(Event.state == State.DRAFT)
    elif view == "past":
        chosen = chosen.where(Event.state != State.DRAFT, ~not_over(now))
    if type_ in set(Type):
        chosen = chosen.where(Event.type == Type(type_))
    for word in search.terms(query):
        chosen = chosen.where(search.mentions(Event.search_key, word))
    later_first = view in ("past", "all")
    order = Event.starts_at.desc() if later_first else Event.starts_at
    return chosen.order_by(order, Event.id).options(*shown_in_lists())


def counts(organisation_id: int, now: datetime) -> dict[str, int]:
    """How many events each view holds."""
    draft = Event.state == State.DRAFT
    ahead = Event.state.in_(PUBLIC_STATES) & not_over(now)
    past = (Event.state != State.DRAFT) & ~not_over(now)
    row = db.session.execute(
        select(
            func.count().filter(ahead),
            func.count().filter(draft),
            func.count().filter(past),
            func.count(),
        ).where(Event.organisation_id == organisation_id, is_kept())
    ).one()
    return dict(zip(VIEWS, row, strict=True))


def has_any(organisation_id: int) -> bool:
    """Whether there is an event, drafts among them."""
    mine = select(Event.id).where(Event.organisation_id == organisation_id, is_kept())
    return bool(db.session.scalar(select(mine.exists())))


def sources(organisation_id: int, query: str, *, limit: int = 30) -> list[Event]:
    """Events to copy from, the latest first."""
    chosen = select(Event).where(Event.organisation_id == organisation_id, is_kept())
    for word in search.terms(query):
        chosen = chosen.where(search.mentions(Event.search_key, word))
    return list(db.session.scalars(chosen.order_by(Event.starts_at.desc()).limit(limit)))


def trashed(organisation_id: int) -> Select[Event]:
    """What the organisation has in the trash, the last on top."""
    mine = select(Event).where(Event.organisation_id == organisation_id, ~is_kept())
    return mine.order_by(Event.trashed_at.desc(), Event.id).options(
        joinedload(Event.organisation), joinedload(Event.trashed_by)
    )


def find_trashed(organisation_id: int, event_id: int) -> Event | None:
    """An event in this organisation's trash."""
    return db.session.scalar(trashed(organisation_id).where(Event.id == event_id))
