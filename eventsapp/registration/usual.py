"""The ticket page of most: drawn once for all whom it looks alike to, with each one's words put in.

Whoever comes with others, has answered, passes the place on or could not be written to has a
page drawn for them alone (`ownpage`), and so has everybody without a confirmed place.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g, render_template, request, session
from markupsafe import Markup, escape
from sqlalchemy import Row, String, bindparam, cast, literal, or_, select

from eventsapp.calendars.models import Answer, Invitation
from eventsapp.core import qr, tokens
from eventsapp.core.publication import Publication
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import WAITING_STATES
from eventsapp.mail.models import State as MailState
from eventsapp.registration import ownpage, rules, seats
from eventsapp.registration.models import LINK, Registration, Status, entry_text
from eventsapp.registration.ownpage import Near, Ticket
from eventsapp.web import locale, memory
from eventsapp.web.caching import Term
from eventsapp.web.cut import Cut

_TOPIC = literal("event:").concat(cast(Registration.event_id, String))
_COLUMNS: tuple[Any, ...] = (
    Registration.id,
    Registration.generation,
    Registration.event_id,
    Registration.category_id,
    Registration.language,
    Registration.name,
    Registration.email,
    Registration.code,
    Registration.entry_key,
    Event.version,
    select(Publication.number).where(Publication.id == 1).scalar_subquery().label("number"),
    *ownpage.near(Registration.id, Registration.event_id, _TOPIC, Registration.email),
)
_SEEN = (
    select(*_COLUMNS)
    .join(Event, Event.id == Registration.event_id)
    .outerjoin(Invitation, Invitation.id == Registration.invitation_id)
    .where(
        Registration.id == bindparam("id"),
        Registration.generation == bindparam("generation"),
        Registration.status == Status.CONFIRMED,
        Registration.party_id.is_(None),
        Registration.email.is_not(None),
        Registration.erased_at.is_(None),
        or_(Invitation.answered_at.is_(None), Invitation.answer == Answer.NEEDS_ACTION),
    )
)
_UNREMARKABLE = (None, MailState.SENT, MailState.SENDING, *WAITING_STATES)


@dataclass(frozen=True)
class _Drawn:
    cut: Cut
    term: Term


def page(token: str, now: datetime) -> str | None:
    """The page of a link, where it is the usual one."""
    read = tokens.read(LINK, token)
    if read is None or request.args or "_flashes" in session:
        return None
    connection = db.session.connection()  # rows alone are wanted, no records
    found = connection.execute(_SEEN, {"id": read[0], "generation": read[1]}).one_or_none()
    if found is None or not _is_usual(found) or token != tokens.make(LINK, *read):
        return None
    g.publication = found.number or 0
    locale.use(found.language)
    return _drawn(found, now).filled(_own(found, token))


def _is_usual(found: Row[Any]) -> bool:
    has_more = found.has_companions or found.has_transfer or found.has_beside
    return found.letter in _UNREMARKABLE and not has_more


def _own(found: Row[Any], token: str) -> dict[str, str]:
    return {
        "token": token,
        "name": escape(found.name),
        "email": escape(found.email),
        "code": tokens.spell_code(found.code),
        "qr": qr.svg(entry_text(found.entry_key)),
    }


def _drawn(found: Row[Any], now: datetime) -> Cut:
    """The page with nobody's words in it, from memory while it holds."""
    language = locale.current_language()
    key = ("ticket", found.event_id, found.version, found.category_id, language, found.letter)
    kept: _Drawn | None = memory.ours().get(key)
    if kept is None or not kept.term.holds(memory.published(), now):
        kept = _draw(found, now)
        memory.ours().put(key, kept)
    return kept.cut


def _draw(found: Row[Any], now: datetime) -> _Drawn:
    """Draw it for somebody of whom only stand-ins are known, but for the link, which is cut out."""
    event = db.session.get_one(Event, found.event_id)
    anybody = Registration(
        event=event,
        category=db.session.get_one(Category, found.category_id),
        status=Status.CONFIRMED,
        id=found.id,
        generation=found.generation,
        email=secrets.token_hex(),
    )
    name, code, symbol = (secrets.token_hex() for _each in range(3))
    stand_ins = {
        "token": anybody.token,
        "email": anybody.email or "",
        "name": name,
        "code": tokens.spell_code(code),
        "qr": symbol,
    }
    ticket = Ticket(name, code, Markup(symbol))  # noqa: S704 -- hexadecimal digits
    alike = ownpage.page_of(anybody, [ticket], Near(letter=found.letter), now)
    drawn = render_template("registration/show.html", page=alike, form=None)
    term = Term(memory.published(), _next_change(event, now), None)
    return _Drawn(Cut(drawn, stand_ins), term)


def _next_change(event: Event, now: datetime) -> datetime:
    """The next moment at which the clock alone changes such a page."""
    ends = rules.changes_until(event)
    change = seats.next_change(event, now)
    return min(ends, change) if ends and ends > now else change
