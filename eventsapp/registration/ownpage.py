"""What the page of one's own shows: the tickets of the party, what can be done, what is known."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from flask import get_template_attribute
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy import Label, SQLColumnExpression, bindparam, exists, select
from sqlalchemy.orm import aliased

from eventsapp.calendars.links import add_links
from eventsapp.calendars.models import Answer
from eventsapp.core import qr
from eventsapp.core.texts import Text
from eventsapp.events.category_models import Category
from eventsapp.events.dateline import Dateline, dateline
from eventsapp.events.models import Event, State
from eventsapp.events.ornament import band, thumb
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.registration import beside, filling, mails, queries, seats, standing
from eventsapp.registration.entry import passing
from eventsapp.registration.entry.models import Transfer
from eventsapp.registration.forms import ways_in
from eventsapp.registration.letterhead import contact_line
from eventsapp.registration.models import Registration
from eventsapp.registration.people import tags
from eventsapp.registration.people.person import notes
from eventsapp.registration.retention import kept_until
from eventsapp.registration.standing import Standing
from eventsapp.venues.links import MapLink, maps
from eventsapp.web import memory
from eventsapp.web.locale import current_language, reading_order

_BESIDE, _COMPANION = aliased(Registration), aliased(Registration)
Asked = SQLColumnExpression[Any]


def near(own: Asked, event: Asked, topic: Asked, recipient: Asked) -> tuple[Label[Any], ...]:
    """The columns of `Near` for a registration, each a question that most answer with no.

    Together in one statement they save four.
    """
    letter = (
        select(Message.state)
        .where(
            Message.topic == topic,
            Message.recipient == recipient,
            Message.template == mails.CONFIRMED,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    beside = exists().where(Event.parent_id == event, _BESIDE.event_id == Event.id)
    return (
        letter.scalar_subquery().label("letter"),
        exists().where(_COMPANION.party_id == own).label("has_companions"),
        exists().where(Transfer.registration_id == own).label("has_transfer"),
        beside.where(_BESIDE.email == recipient).label("has_beside"),
    )


_NEAR = select(*near(*map(bindparam, ("own", "event", "topic", "recipient"))))
ERASED = _l("The personal data of this registration have been erased.")


@dataclass(frozen=True)
class Ticket:
    """One person's way in."""

    name: str
    code: str
    qr: Markup


@dataclass(frozen=True)
class Near:
    """What else there is of a registration: the state of its confirmation, and what most have not."""

    letter: MailState | None
    has_companions: bool = False
    has_transfer: bool = False
    has_beside: bool = False


@dataclass(frozen=True)
class OwnPage:
    """Everything the templates of `/r/…` need."""

    registration: Registration
    title: Text
    dateline: Dateline
    tickets: Sequence[Ticket]
    way: str
    letter: MailState | None  # where the last confirmation stands
    web_calendars: Markup  # links that put the event into calendars on the web
    directions: Markup  # links to maps
    picture: Markup  # the small one of the event
    band: Markup  # the one on top of the ticket
    contact: str  # who answers questions, in one line
    kept_until: date | None
    beside: Sequence[Registration]  # their places at the events beside this one
    standing: Standing
    now: datetime

    @property
    def event(self) -> Event:
        """What the registration is for."""
        return self.registration.event

    @property
    def takes_place(self) -> bool:
        """Whether there is still something to come to, or to be told about."""
        return self.event.state in (State.PUBLISHED, State.POSTPONED) and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether the event has ended."""
        return self.event.state is State.PUBLISHED and self.event.is_over(self.now)

    @property
    def online_url(self) -> str:
        """The link to join by, for those it is for."""
        joins = self.registration.is_confirmed and self.registration.category.joins_online
        return self.event.online_url if joins else ""

    @property
    def mail_failed(self) -> bool:
        """Whether the confirmation could not be sent."""
        return self.letter in (MailState.FAILED, MailState.BOUNCED, MailState.STOPPED)

    @property
    def mail_is_sent(self) -> bool:
        """Whether the confirmation has left."""
        return self.letter is MailState.SENT

    @property
    def answer(self) -> Answer | None:
        """Whether they come, in their own word: none if time or place have changed since."""
        invitation = self.registration.invitation
        if invitation is None or invitation.answered_at is None:
            return None
        return None if invitation.answer is Answer.NEEDS_ACTION else invitation.answer

    @property
    def can_undo(self) -> bool:
        """Whether a cancellation can still be taken back unseen."""
        return self.takes_place and mails.in_grace(self.registration, self.now)

    @property
    def can_pass_on(self) -> bool:
        """Whether somebody else can have the place instead."""
        return self.standing.takes_changes and passing.can_offer(self.registration, self.now)

    @property
    def can_register_again(self) -> bool:
        """Whether places are open and left for one who has cancelled."""
        return self.registration.category in ways_in(
            self.event, seats.places(self.event, now=self.now), self.now
        )


def make(registration: Registration, now: datetime) -> OwnPage:
    """The page of a registration at this moment, in the language of the answer."""
    found = Near(*db.session.execute(_NEAR, _own(registration)).one())
    party = queries.party_of(registration) if found.has_companions else [registration]
    tickets = [Ticket(each.name, each.code, qr.svg(each.qr_text)) for each in party]
    return page_of(registration, tickets, found, now)


def page_of(
    registration: Registration, tickets: Sequence[Ticket], found: Near, now: datetime
) -> OwnPage:
    """The same for a caller who knows what else there is."""
    return OwnPage(
        registration=registration,
        tickets=tickets,
        way=way(registration.category, current_language()),
        letter=found.letter if registration.is_confirmed else None,
        beside=beside.standing(registration) if found.has_beside else (),
        standing=standing.of(registration, now, has_transfer=found.has_transfer),
        now=now,
        **around(registration.event),
    )


def around(event: Event) -> dict[str, Any]:
    """What every page about one event's registrations shows of the event."""
    key = ("around", event.id, event.version, current_language())
    return memory.until_published(key, partial(_around, event.id, current_language()))


def _around(event_id: int, language: str) -> dict[str, Any]:
    event = db.session.get_one(Event, event_id)  # the caller's may belong to no session
    family, links = event.kind.family, partial(get_template_attribute, "registration/_links.html")
    return {
        "title": event.titles.read([language, event.original_language]),
        "dateline": dateline(event, language),
        "contact": contact_line(event, language),
        "web_calendars": links("web_calendars")(add_links(event, language)),
        "directions": links("directions")(_maps(event)),
        "picture": thumb(event.uid, family),
        "band": band(event.uid, family, width=560, height=46, cell=12, period=7),
        "kept_until": None if event.state is State.POSTPONED else kept_until(event),
    }


def _maps(event: Event) -> Sequence[MapLink]:
    return maps(event.venue, reading_order(event.original_language)) if event.venue else ()


def ways_for(registration: Registration, now: datetime) -> list[Category]:
    """The ways this person can choose: their own, and those open with a place left.

    The press keeps the place that was decided about, and who has none yet what was asked for.
    """
    if registration.category.for_press or not registration.is_confirmed:
        return [registration.category]
    event = registration.event
    free = seats.places(event, now=now)
    offered = [
        each
        for each in seats.accepting(event, now)
        if free.by_category[each.id].has_room() and not each.needs_approval
    ]
    return [each for each in event.categories if each is registration.category or each in offered]


def as_json(registration: Registration) -> str:
    """All that is known about a person here, for themselves."""
    people = queries.party_of(registration)
    letters = db.session.scalars(
        select(Message)
        .where(Message.topic == registration.event.topic, Message.recipient == registration.email)
        .order_by(Message.id)
    )
    everything = {
        "event": registration.event.titles.read([registration.language]).text,
        "registrations": [known(each) for each in people],
        "letters": [
            {"subject": letter.subject, "state": letter.state, "due_at": letter.due_at.isoformat()}
            for letter in letters
        ],
    }
    return json.dumps(everything, ensure_ascii=False, indent=2)


def known(person: Registration) -> dict[str, Any]:
    """What one person has told, and what the team has noted about them, as JSON."""
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "organisation": person.organisation_name,
        "taking_part": way(person.category, person.language),
        "language": person.language,
        "reminders": person.wants_reminders,
        "status": person.status,
        "code": person.code,
        "registered_at": person.registered_at.isoformat(),
        "cancelled_at": person.cancelled_at and person.cancelled_at.isoformat(),
        "answers": dict(filling.told(person)),
        "notes": [note.text for note in notes(person)],
        "tags": tags.of([person]).get(person.id, []),
    }


def _own(registration: Registration) -> dict[str, Any]:
    return {
        "own": registration.id,
        "event": registration.event_id,
        "topic": registration.event.topic,
        "recipient": registration.email,
    }
