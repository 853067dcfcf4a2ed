"""Press cards: accreditation for a period, issued, renewed, withdrawn, used in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import deciding, queries, services
from eventsapp.accreditation.cards import letters
from eventsapp.accreditation.cards.models import CARD_LINK, Card
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.details import Answers, Person
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Function, Status
from eventsapp.accreditation.limits import LimitExceeded
from eventsapp.accreditation.models import Applicant
from eventsapp.contacts import outlets
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core import search, tokens
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import PUBLIC_STATES, Event
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation

REMIND_BEFORE = timedelta(days=30)


class CardStands(Refusal):
    """The address has a card already."""

    message = _l("This address has a press card already. Renew it instead.")


class CardNotValid(Refusal):
    """Withdrawn, or not valid on the day of the event."""

    message = _l("This press card does not count on the day of the event.")


class EndsTooEarly(Refusal):
    """A renewal that would shorten the card."""

    message = _l("Choose a later day than the one until which the card is valid now.")
    status = 422


@dataclass(frozen=True, kw_only=True)
class CardDetails:
    """What stands on a card. The address is lower-case."""

    name: str
    email: str
    outlet: OutletDetails
    function: Function
    language: str
    valid_from: date
    valid_until: date
    scope: str = ""


def issue(organisation: Organisation, details: CardDetails, *, now: datetime) -> Card:
    """Accredit a journalist for a period, and send the card. Raises CardStands."""
    if find_standing(organisation.id, details.email):
        raise CardStands
    outlet = outlets.entered(organisation.id, details.outlet, now=now)
    told = {name: value for name, value in vars(details).items() if name != "outlet"}
    card = Card(organisation=organisation, outlet=outlet, created_at=now, **told)
    card.refresh_search_key()
    db.session.add(card)
    db.session.flush()
    letters.send_card(card, now)
    return card


def renew(card: Card, until: date, *, now: datetime) -> None:
    """Let a card count longer, and send it again. Raises EndsTooEarly and CardNotValid."""
    if card.withdrawn_at is not None:
        raise CardNotValid
    if until <= card.valid_until:
        raise EndsTooEarly
    card.valid_until = until
    db.session.flush()
    letters.send_card(card, now)


def withdraw(card: Card, reason: str, *, now: datetime) -> None:
    """Take a card back, and say why; twice is harmless."""
    if card.withdrawn_at is None:
        card.withdrawn_at, card.withdrawn_reason = now, reason
        db.session.flush()
        letters.send_card_withdrawn(card, now)


def apply(card: Card, event: Event, *, now: datetime) -> Applicant:
    """Apply for an event with a card in one step; accepted at once where the organiser says so.

    Applied before, the standing application is given. About whom somebody has decided against
    before, somebody decides again. Raises ApplicationsClosed and CardNotValid.
    """
    event = events.claim(event)
    if not card.is_valid(event.local_starts_at.date()):
        raise CardNotValid
    intake = services.require_open(event, now)
    if standing := queries.find_sent(event, card.email):
        return standing
    person = Person(name=card.name, email=card.email, function=card.function, card_number=card.code)
    outlet = OutletDetails(name=card.outlet.name)
    answers = Answers(people=(person,), language=card.language, outlet=outlet)
    applicant = services.apply(event, answers, now=now)
    applicant.card_id, applicant.card_until = card.id, card.valid_until
    if intake.accepts_holders and not queries.was_refused(event, card.email):
        _accept(applicant, now)
    return applicant


def remind_ending(now: datetime) -> int:
    """Write to those whose card runs out within 30 days; return how many.

    Safe to repeat: once for each end of validity.
    """
    today = now.date()
    ending = db.session.scalars(
        select(Card)
        .where(
            Card.withdrawn_at.is_(None),
            Card.valid_until >= today,
            Card.valid_until <= today + REMIND_BEFORE,
            or_(Card.reminded_on.is_(None), Card.reminded_on != Card.valid_until),
        )
        .options(joinedload(Card.outlet), joinedload(Card.organisation))
    ).all()
    for card in ending:
        letters.send_renewal(card, now)
        card.reminded_on = card.valid_until
    db.session.flush()
    return len(ending)


def find_standing(organisation_id: int, email: str) -> Card | None:
    """The card of an address that was not withdrawn, valid or over."""
    return db.session.scalar(
        select(Card).where(
            Card.organisation_id == organisation_id,
            Card.email == email,
            Card.withdrawn_at.is_(None),
        )
    )


def find_of(organisation_id: int, card_id: int) -> Card | None:
    """A card by its number, if this organisation issued it."""
    return db.session.scalar(
        select(Card).where(Card.id == card_id, Card.organisation_id == organisation_id)
    )


def find_by_code(code: str) -> Card | None:
    """The card that anybody checks, as its code is read or typed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return db.session.scalar(select(Card).where(Card.code == plain))


def find_by_token(token: str) -> Card | None:
    """The card its holder's link opens."""
    read = tokens.read(CARD_LINK, token)
    card = db.session.get(Card, read[0]) if read else None
    return card if card and read and card.generation == read[1] else None


def listed(organisation_id: int, query: str) -> Select[Card]:
    """The cards an organisation has issued, those that end first on top, the withdrawn last."""
    wanted = (
        select(Card).where(Card.organisation_id == organisation_id).options(joinedload(Card.outlet))
    )
    for word in search.terms(query):
        wanted = wanted.where(search.mentions(Card.search_key, word))
    return wanted.order_by(Card.withdrawn_at.is_not(None), Card.valid_until, Card.id)


def events_for(card: Card, now: datetime) -> Sequence[Event]:
    """The coming events of the issuer at which the holder can apply, the next first."""
    return db.session.scalars(
        select(Event)
        .join(Intake, Intake.event_id == Event.id)
        .where(
            Event.organisation_id == card.organisation_id,
            Event.state.in_(PUBLIC_STATES),
            events.is_kept(),
            Event.starts_at > now,
            Intake.is_open,
            or_(Intake.opens_at.is_(None), Intake.opens_at <= now),
        )
        .order_by(Event.starts_at)
        .limit(50)
    ).all()


def applied(card: Card, events: Sequence[Event]) -> dict[int, Applicant]:
    """What the holder has sent for these events, by event."""
    found = db.session.scalars(
        select(Applicant).where(
            Applicant.email == card.email,
            Applicant.event_id.in_([event.id for event in events]),
            Applicant.status != Status.WITHDRAWN,
        )
    )
    return {applicant.event_id: applicant for applicant in found}


def _accept(applicant: Applicant, now: datetime) -> None:
    """Accept without a person's decision; beyond places, limits and quotas the queue decides."""
    event, verdict = applicant.event, Verdict(Status.ACCEPTED)
    try:
        with db.session.begin_nested():
            deciding.decide(event, {applicant.id: None}, verdict, by=None, now=now)
    except (deciding.AcceptedTwice, deciding.PlacesExceeded, LimitExceeded):
        db.session.refresh(applicant)
