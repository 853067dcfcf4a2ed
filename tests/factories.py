"""Records for the tests: plain functions, each committed, every field can be overridden."""

import itertools
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from eventsapp.accounts.models import Membership, User
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.cards.services import CardDetails, issue
from eventsapp.accreditation.details import IntakeDetails
from eventsapp.accreditation.intake import arrange
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Function, Paper
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.models import Applicant, Application, Document
from eventsapp.accreditation.queries import find_intake
from eventsapp.accreditation.services import add_papers
from eventsapp.api import services as api
from eventsapp.api.models import Scope, Token
from eventsapp.contacts import outlets
from eventsapp.contacts.models import Contact, Email, Phone, Post
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core.clock import utcnow
from eventsapp.core.papers import Upload
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.events.details import Details
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, Precision, State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.guests.models import Guest
from eventsapp.invitations.models import Invitee, Round
from eventsapp.organisations.models import Organisation
from eventsapp.programme.models import Item, Participation, PersonRole
from eventsapp.questions import services as questions
from eventsapp.questions.models import Kind, Question
from eventsapp.questions.services import QuestionDetails
from eventsapp.registration.models import Registration, Status
from eventsapp.venues.models import City, Room, Venue
from eventsapp.web.guard import Role
from eventsapp.webhooks import services as webhooks
from eventsapp.webhooks.models import Endpoint
from eventsapp.webhooks.models import Kind as WebhookKind

CREATED = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
STARTS = datetime(2026, 12, 4, 12, 0)  # wall time in Osh: 06:00 UTC
ENDS = datetime(2026, 12, 4, 13, 30)
_numbers = itertools.count(1)


def save(record: Any) -> Any:
    """Store one record."""
    db.session.add(record)
    db.session.commit()
    return record


def make_organisation(**overrides: Any) -> Organisation:
    """The Ministry of Education, unless told otherwise."""
    fields = {
        "slug": f"ministry-{next(_numbers)}",
        "names": Texts(en="Ministry of Education", ky="Билим берүү министрлиги"),
        "email": "press@example.org",
        "timezone": "Asia/Bishkek",
        "created_at": CREATED,
    }
    organisation = Organisation(**fields | overrides)
    organisation.refresh_search_key()
    return save(organisation)


def make_user(
    organisation: Organisation | None = None, role: Role = Role.EDITOR, **overrides: Any
) -> User:
    """A member of an organisation (a new one by default)."""
    fields = {
        "email": f"dana{next(_numbers)}@example.org",
        "name": "Dana Kim",
        "created_at": CREATED,
    }
    user = User(**fields | overrides)
    user.memberships.append(Membership(organisation=organisation or make_organisation(), role=role))
    return save(user)


def make_guest(event: Event, role: Role = Role.EDITOR, **overrides: Any) -> Guest:
    """Somebody who works at one event and for no organisation."""
    number = next(_numbers)
    user = User(email=f"guest{number}@example.org", name="Aziz Guest", created_at=CREATED)
    fields = {"email": user.email, "user": user, "asked_at": CREATED, "expires_at": CREATED}
    return save(Guest(**{"event": event, "role": role} | fields | overrides))


def make_city(**overrides: Any) -> City:
    """Osh; the same record when asked twice for the same key."""
    fields = {
        "key": "osh",
        "country": "KG",
        "names": Texts(en="Osh", ru="Ош", ky="Ош", kk="Ош", tr="Oş"),
        "timezone": "Asia/Bishkek",
    } | overrides
    standing = db.session.query(City).filter_by(key=fields["key"]).one_or_none()
    city = standing or City(**fields)
    city.refresh_search_key()
    return save(city)


def make_venue(**overrides: Any) -> Venue:
    """The press centre in Osh, with a main hall of 120 seats."""
    fields = {
        "names": Texts(en="Press Centre", ky="Пресс-борбор"),
        "address": Texts(en="Central Street 14", ky="Борбордук көчөсү 14"),
        "access": Texts(en="Step-free entrance from the yard."),
        "capacity": 200,
        "rooms": [Room(names=Texts(en="main hall", ky="чоң зал"), capacity=120)],
    } | overrides
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or make_organisation()
    fields["city"] = fields.get("city") or make_city()
    venue = Venue(**fields)
    venue.refresh_search_key()
    return save(venue)


def make_contact(**overrides: Any) -> Contact:
    """Marat Bekov, who answers the press."""
    fields = {
        "names": Texts(en="Marat Bekov", ky="Марат Беков"),
        "posts": [Post(titles=Texts(en="Press secretary"))],
        "phones": [Phone(written="+996 500 000 000", e164="+996500000000")],
        "emails": [Email(address="press@example.org")],
        "created_at": CREATED,
    } | overrides
    fields["organisation"] = fields.get("organisation") or make_organisation()
    contact = Contact(**fields)
    contact.refresh_search_key()
    return save(contact)


def make_event(**overrides: Any) -> Event:
    """A published press conference in Osh, on 4 December 2026, 12:00 to 13:30 (UTC+6).

    Times are given as `starts`, `ends`, `doors` (naive, in the event's zone).
    """
    number = next(_numbers)
    fields = {
        "slug": f"safe-learning-{number}",
        "type": Type.PRESS_CONFERENCE,
        "original_language": "en",
        "titles": Texts(en="Safe learning environment", ky="Коопсуз билим берүү чөйрөсү"),
        "summaries": Texts(en="What changed in the first year."),
        "state": State.PUBLISHED,
        "timezone": "Asia/Bishkek",
        "precision": Precision.TIME,
        "first_published_at": CREATED,
        "created_at": CREATED,
        "updated_at": CREATED,
        "starts": STARTS,
        "doors": None,
    } | overrides
    starts, doors = fields.pop("starts"), fields.pop("doors")
    ends = fields.pop("ends", starts + (ENDS - STARTS) if fields["precision"] == "time" else None)
    fields["organisation"] = fields.get("organisation") or make_organisation()
    event = Event(**fields)
    set_times(event, starts=starts, ends=ends, doors=doors)
    event.search_key = event.search_key or "safe learning environment"
    return save(event)


def make_details(**overrides: Any) -> Details:
    """What the Details tab says of a press conference in Osh; not stored."""
    fields = {
        "type": Type.PRESS_CONFERENCE,
        "original_language": "en",
        "titles": {"en": "Safe learning environment"},
        "starts": STARTS,
        "ends": ENDS,
        "zone": "Asia/Bishkek",
    }
    return Details(**fields | overrides)


def make_category(event: Event | None = None, **overrides: Any) -> Category:
    """Places in the room, 120 of them."""
    fields = {"event": event or make_event(), "capacity": 120}
    return save(Category(**fields | overrides))


def make_question(event: Event | None = None, **overrides: Any) -> Question:
    """What school somebody comes from, asked of everybody; `label` is its English text."""
    fields = {"kind": Kind.LINE, "labels": Texts(en=overrides.pop("label", "School"))}
    question = questions.add(event or make_event(), QuestionDetails(**fields | overrides))
    db.session.commit()
    return question


def make_registration(event: Event | None = None, **overrides: Any) -> Registration:
    """A confirmed registration."""
    number = next(_numbers)
    event = event or make_event()
    category = overrides.pop("category", None) or _category_of(event)
    fields = {
        "event": event,
        "category": category,
        "name": "Ainura Bekova",
        "email": f"ainura{number}@example.org",
        "language": "en",
        "status": Status.CONFIRMED,
        "entry_key": secrets.token_hex(16),
        "registered_at": CREATED,
        "confirmed_at": CREATED,
    }
    return save(Registration(**fields | overrides))


def make_invite(event: Event | None = None, **overrides: Any) -> Invitee:
    """Gulnara's invitation to an event, sent; terms are given as `companions`, `answer_by`, …"""
    event = event or make_event()
    category = overrides.pop("category", None) or _category_of(event)
    names = ("answer_by", "remind_at", "companions", "is_forwardable", "notes")
    own = {name: overrides.pop(name) for name in names if name in overrides}
    answer_by = event.starts_at - timedelta(days=2)
    terms = {"answer_by": answer_by, "category": category, "created_at": CREATED} | own
    fields = {
        "event": event,
        "round": Round(event=event, **terms),
        "name": "Gulnara Asanova",
        "email": f"gulnara{next(_numbers)}@example.org",
        "language": "en",
        "sent_at": CREATED,
    }
    invite = Invitee(**fields | overrides)
    invite.refresh_search_key()
    return save(invite)


def make_intake(event: Event | None = None, **overrides: Any) -> Intake:
    """An event that takes 30 journalists, at most 2 of an outlet; no paper is required."""
    details = {"places": 30, "outlet_limit": 2, "asks": {}}
    intake = arrange(event or make_event(), IntakeDetails(**details | overrides))
    db.session.commit()
    return intake


def make_applicant(event: Event | None = None, **overrides: Any) -> Applicant:
    """A writer of the National Agency who has applied; `outlet` is a name, or empty."""
    number = next(_numbers)
    event = event or make_intake().event
    outlet = OutletDetails(name=overrides.pop("outlet", "National Agency"), city="Bishkek")
    own = {
        name: overrides.pop(name)
        for name in ("attendance", "is_late", "language")
        if name in overrides
    }
    application = Application(
        event=event,
        outlet=outlets.entered(event.organisation_id, outlet, now=CREATED),
        **{"language": "en", "created_at": CREATED, "submitted_at": CREATED} | own,
    )
    fields = {
        "application": application,
        "event": event,
        "name": "Meerim Asanova",
        "email": f"meerim{number}@example.org",
        "status": Standing.SUBMITTED,
        "status_at": CREATED,
    }
    applicant = Applicant(**fields | overrides)
    applicant.refresh_search_key()
    return save(applicant)


def make_member(sender: Applicant, **overrides: Any) -> Applicant:
    """Timur, who comes with somebody who has applied; without an address of his own."""
    application, event = sender.application, sender.event
    position = len(application.applicants)
    fields = {"name": "Timur Aliev", "status": sender.status, "status_at": CREATED} | overrides
    return save(Applicant(application=application, event=event, position=position, **fields))


def make_document(event: Event) -> Document:
    """The letter of somebody who has applied."""
    intake = find_intake(event) or make_intake(event)
    applicant = make_applicant(intake.event)
    upload = Upload(b"%PDF-1.4 letter", "application/pdf")
    add_papers(applicant.application, {Paper.LETTER: upload}, CREATED)
    db.session.commit()
    return applicant.application.documents[0]


def make_card(organisation: Organisation | None = None, **overrides: Any) -> Card:
    """The press card of Meerim Asanova, valid through 2027."""
    fields = {
        "name": "Meerim Asanova",
        "email": f"meerim{next(_numbers)}@example.org",
        "outlet": OutletDetails(name="National Agency"),
        "function": Function.WRITER,
        "language": "en",
        "valid_from": date(2026, 11, 1),
        "valid_until": date(2027, 12, 31),
    }
    details = CardDetails(**fields | overrides)
    card = issue(organisation or make_organisation(), details, now=CREATED)
    db.session.commit()
    return card


def make_participation(
    event: Event, contact: Contact | None = None, **overrides: Any
) -> Participation:
    """A speaker of the event."""
    contact = contact or make_contact(organisation=event.organisation)
    return save(
        Participation(
            **{"event": event, "contact": contact, "role": PersonRole.SPEAKER} | overrides
        )
    )


def make_item(event: Event, **overrides: Any) -> Item:
    """One item of the event's programme."""
    fields = {
        "event": event,
        "titles": Texts(en="Opening"),
        "local_starts_at": event.local_starts_at,
    }
    return save(Item(**fields | overrides))


def _category_of(event: Event) -> Category:
    standing = db.session.query(Category).filter_by(event_id=event.id).first()
    return standing or make_category(event)


def make_token(
    organisation: Organisation | None = None, scopes: Any = tuple(Scope), **overrides: Any
) -> tuple[Token, str]:
    """A program's token with every scope unless told otherwise, and its secret."""
    fields = {"name": "ministry website", "lasts": timedelta(days=90), "now": utcnow()}
    made = api.make_token(
        organisation or make_organisation(), scopes=scopes, by=None, **fields | overrides
    )
    db.session.commit()
    return made


def make_endpoint(
    organisation: Organisation | None = None,
    url: str = "https://example.org/hooks",
    kinds: Any = tuple(WebhookKind),
) -> tuple[Endpoint, str]:
    """A webhook that is told everything unless told otherwise, and its secret."""
    made = webhooks.make(organisation or make_organisation(), url, kinds, now=CREATED)
    db.session.commit()
    return made
