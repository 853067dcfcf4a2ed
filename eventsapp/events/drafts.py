"""Drafts and working copies: made, saved at the version they were read at, given up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm.exc import StaleDataError

from eventsapp.core import search
from eventsapp.core.errors import Refusal
from eventsapp.events import applying, details, directory, readiness
from eventsapp.events.details import Details
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation


class Conflict(Refusal):
    """Somebody else saved the event since this version of it was read."""

    message = _l("Somebody else changed this event meanwhile. Open it again to see how it stands.")


class WrongState(Refusal):
    """The event is in a state in which this cannot be done."""

    message = _l("This cannot be done with the event as it stands now.")


def create(
    organisation: Organisation,
    what: Details,
    *,
    by: int | None,
    now: datetime,
    uid: str | None = None,
) -> Event:
    """Make a draft, with a new uid unless one is given."""
    event = Event(organisation=organisation, created_by_id=by, created_at=now, updated_at=now)
    event.uid = uid or event.uid
    applying.apply(event, directory.settle(what, organisation, now=now))
    db.session.add(event)
    db.session.flush()
    refresh_search_key(event)
    return event


def save_draft(
    event: Event,
    what: Details,
    *,
    version: int,
    by: int | None,
    now: datetime,
    typing: bool = False,
) -> None:
    """Keep what was typed: in a draft itself, in the working copy of an event that is public.

    `typing`: kept by itself while a person types, so bodies and people named in words stay
    words until the form is sent. Raises Conflict when the event is no longer at `version`.
    """
    if event.version != version:
        raise Conflict
    if not typing:
        what = directory.settle(what, event.organisation, now=now)
    if event.state is State.DRAFT and directory.is_settled(what):
        applying.apply(event, what)
        keep_working_copy(event, None)
        event.updated_at = now
        refresh_search_key(event)
    else:
        differs = details.to_json(what) != details.to_json(details.of(event))
        keep_working_copy(event, details.to_json(what) if differs else None, by=by, now=now)
    flush()


def adopt_working_copy(event: Event, *, now: datetime) -> Details:
    """Make the event what its working copy says. Raises readiness.NotReady and Circular."""
    what = directory.settle(details.current(event), event.organisation, now=now)
    readiness.require(what)
    directory.refuse_circle(event, what.parent_id)
    if event.working_copy:
        applying.apply(event, what)
        keep_working_copy(event, None)
    return what


def discard_working_copy(event: Event) -> None:
    """Forget what was typed and not published."""
    keep_working_copy(event, None)
    flush()


def refresh_search_key(
    event: Event,
    extra_words: Iterable[str] | None = None,
    *,
    facts: Iterable[str] | None = None,
) -> None:
    """Fold again what the search finds an event by.

    `extra_words` are the names of its people, `facts` what was said and decided there; each is
    kept until it is given anew.
    """
    if extra_words is not None:
        event.people_key = search.key(extra_words)
    if facts is not None:
        event.facts_key = search.key(facts)
    event.search_key = search_key(event, event.people_key)


def search_key(event: Event, people_key: str) -> str:
    """What the search finds an event by, people included."""
    bodies = [event.organisation, *(body.organisation for body in event.bodies)]
    texts = [event.titles, event.type_names, event.place_notes]
    texts += [event.summaries, event.descriptions, event.funding_lines]
    texts += [place.names for place in (event.city, event.venue) if place]
    texts += [names for body in bodies for names in (body.names, body.short_names)]
    own = search.key(text for each in texts for text in each.every())
    return " ".join(filter(None, (own, people_key, event.facts_key)))


def require(event: Event, *states: State) -> None:
    """Raise WrongState unless the event is in one of these states."""
    if event.state not in states:
        raise WrongState


def keep_working_copy(
    event: Event,
    copy: dict[str, Any] | None,
    *,
    by: int | None = None,
    now: datetime | None = None,
) -> None:
    """Set or forget the working copy, and who left it when."""
    event.working_copy = copy
    event.working_copy_at = now if copy else None
    event.working_copy_by_id = by if copy else None


def flush() -> None:
    """Write to the database. Raises Conflict where two saved at the same moment."""
    try:
        db.session.flush()
    except StaleDataError:
        raise Conflict from None
