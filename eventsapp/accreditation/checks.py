"""What speaks for and against each application in the queue: seven queries however many rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from eventsapp.accreditation import limits
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import OPEN, Ask, Need, Paper, Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.replacing.services import Replacements
from eventsapp.contacts.keys import LONGEST, Kind
from eventsapp.contacts.models import Key
from eventsapp.core import dates
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.web.locale import current_language

OF_AGE = 18  # years, on the day of the event
GOOD, WARN, BAD = "good", "warn", "bad"
SEVERITY = (BAD, WARN, GOOD)


class Check(NamedTuple):
    """One thing that is known about an application."""

    tone: str
    symbol: str
    words: str


class History(NamedTuple):
    """How often an address was accredited before, and when last."""

    visits: int
    last: datetime


AtEvent = tuple[int, str | int | None]  # an event and what is counted there


@dataclass
class Facts:
    """What the database knows about the people of one page of the queue."""

    histories: dict[int, History] = field(default_factory=dict)  # by applicant
    cards: dict[str, list[Card]] = field(default_factory=dict)  # by address
    contacts: set[str] = field(default_factory=set)
    doubled: set[AtEvent] = field(default_factory=set)  # event and address
    accepted: dict[AtEvent, int] = field(default_factory=dict)  # by event and outlet
    asked: dict[AtEvent, int] = field(default_factory=dict)  # likewise, accepted ones too
    replacements: Replacements = field(default_factory=Replacements)

    def card(self, applicant: Applicant) -> Card | None:
        """The press card they hold on the day of the event."""
        day = applicant.event.local_starts_at.date()
        held = self.cards.get(applicant.email or "", ())
        return next((card for card in held if card.valid_from <= day <= card.valid_until), None)


def gather(applicants: Sequence[Applicant]) -> Facts:
    """Everything the checks of these applicants of one organisation need."""
    if not applicants:
        return Facts()
    organisation_id = applicants[0].event.organisation_id
    emails = {each.email for each in applicants if each.email}
    accepted, asked = _by_outlet(applicants)
    return Facts(
        histories=_histories(applicants, organisation_id),
        cards=_cards(organisation_id, emails),
        contacts=_contacts(organisation_id, emails),
        doubled=_doubled(applicants, emails),
        accepted=accepted,
        asked=asked,
        replacements=replacing.about(applicants),
    )


def checks(applicant: Applicant, intake: Intake, facts: Facts) -> list[Check]:
    """What is known about one applicant, the worst first."""
    found = [
        *_about_papers(applicant, intake),
        *_about_outlet(applicant, intake, facts),
        *_about_person(applicant, facts),
        *_about_colleague(applicant, facts),
    ]
    return sorted(found, key=lambda check: SEVERITY.index(check.tone))


def outlet_line(applicant: Applicant, intake: Intake, facts: Facts) -> str:
    """Where the outlet is, and how many of its places are taken."""
    outlet = applicant.application.outlet
    if outlet is None:
        return ""
    seats, key = "", (applicant.event_id, outlet.id)
    if intake.outlet_limit:
        taken = facts.accepted.get(key, 0)
        seats = _("%(taken)s of %(most)s places", taken=taken, most=intake.outlet_limit)
    elif (asked := facts.asked.get(key, 0)) > 1:
        seats = ngettext("%(num)d application", "%(num)d applications", asked)
    return ", ".join(part for part in (outlet.city, seats) if part)


def quotas(event: Event, intake: Intake) -> list[tuple[str, int, int]]:
    """Each quota of the event: its name, how many are accepted under it, its places."""
    if not intake.quotas:
        return []
    accepted = limits.by_outlet(event)
    return [
        (limits.name(each), limits.taken(each, accepted), each.places) for each in intake.quotas
    ]


def _about_papers(applicant: Applicant, intake: Intake) -> list[Check]:
    application, found = applicant.application, []
    lacking = {
        Paper.CARD: _("No press card"),
        Paper.LETTER: _("No letter"),
        Paper.PORTRAIT: _("No portrait"),
    }
    for paper, words in lacking.items():
        kept = application.document(paper)
        if kept is None and intake.need(Ask(paper)) is Need.REQUIRED and applicant.is_sender:
            found.append(Check(BAD, "circle-alert", words))
        elif kept is not None and paper is Paper.LETTER:
            found.append(Check(GOOD, "check", _("Letter attached")))
    if application.is_late:
        found.append(Check(WARN, "clock", _("Late")))
    return found


def _about_outlet(applicant: Applicant, intake: Intake, facts: Facts) -> list[Check]:
    outlet_id = applicant.application.outlet_id
    if outlet_id is None:
        return [Check(BAD, "circle-alert", _("No outlet given"))]
    most = intake.outlet_limit
    is_in = applicant.status is Status.ACCEPTED
    if most and facts.accepted.get((applicant.event_id, outlet_id), 0) + (not is_in) > most:
        return [Check(WARN, "triangle-alert", _("Over limit of %(most)s", most=most))]
    return []


def _about_person(applicant: Applicant, facts: Facts) -> list[Check]:
    email, found = applicant.email or "", []
    age = applicant.age_on(applicant.event.local_starts_at.date())
    if age is not None and age < OF_AGE:
        found.append(Check(BAD, "triangle-alert", _("Under age: %(age)s years", age=age)))
    if (applicant.event_id, email) in facts.doubled:
        found.append(Check(WARN, "copy", _("Applied twice")))
    found += _about_card(applicant, facts.card(applicant))
    if history := facts.histories.get(applicant.id):
        words = ngettext("Known, %(num)d visit", "Known, %(num)d visits", history.visits)
        found.append(Check(GOOD, "badge-check", words))
    elif email in facts.contacts:
        found.append(Check(GOOD, "contact", _("Known contact")))
    return found


def _about_colleague(applicant: Applicant, facts: Facts) -> list[Check]:
    """Instead of whom they come, and who comes instead of them."""
    known = facts.replacements
    former, wish = known.instead.get(applicant.id), known.wishes.get(applicant.id)
    found = []
    if former:
        found.append(
            Check(
                WARN, "users", _("Instead of %(name)s", name=former.applicant.name or _("Erased"))
            )
        )
    if wish and wish.successor:
        words = _("Replaced by %(name)s", name=wish.successor.name or _("Erased"))
        found.append(Check(WARN, "users", words))
    elif wish and applicant.status in OPEN:
        found.append(Check(WARN, "users", _("%(name)s is asked instead", name=wish.name)))
    return found


def _about_card(applicant: Applicant, card: Card | None) -> list[Check]:
    if card is not None:
        words = _("Card valid %(year)s", year=card.valid_until.year)
        return [Check(GOOD, "badge-check", words)]
    until = applicant.card_until
    if until is None:
        return []
    day = dates.short(until, current_language())
    event = applicant.event
    if until < to_local(event.effective_end, event.timezone).date():
        return [Check(WARN, "clock", _("Card ends %(day)s", day=day))]
    return [Check(GOOD, "id-card", _("Card until %(day)s", day=day))]


def _histories(applicants: Sequence[Applicant], organisation_id: int) -> dict[int, History]:
    here, then = aliased(Applicant), aliased(Event)
    found = db.session.execute(
        select(here.id, func.count(), func.max(Event.starts_at))
        .join(then, then.id == here.event_id)
        .join(Applicant, Applicant.email == here.email)
        .join(Event, Event.id == Applicant.event_id)
        .where(
            here.id.in_([each.id for each in applicants]),
            Applicant.status == Status.ACCEPTED,
            Event.organisation_id == organisation_id,
            Event.starts_at < then.starts_at,
        )
        .group_by(here.id)
    )
    return {person: History(visits, last) for person, visits, last in found}


def _cards(organisation_id: int, emails: set[str]) -> dict[str, list[Card]]:
    found = db.session.scalars(
        select(Card).where(
            Card.organisation_id == organisation_id,
            Card.email.in_(emails),
            Card.withdrawn_at.is_(None),
        )
    )
    held: dict[str, list[Card]] = {}
    for card in found:
        held.setdefault(card.email, []).append(card)
    return held


def _contacts(organisation_id: int, emails: set[str]) -> set[str]:
    known = set(
        db.session.scalars(
            select(Key.text).where(
                Key.organisation_id == organisation_id,
                Key.kind == Kind.EMAIL,
                Key.text.in_({each[:LONGEST] for each in emails}),
            )
        )
    )
    return {each for each in emails if each[:LONGEST] in known}


def _doubled(applicants: Sequence[Applicant], emails: set[str]) -> set[AtEvent]:
    found = db.session.execute(
        select(Applicant.event_id, Applicant.email)
        .where(_stands(applicants), Applicant.email.in_(emails))
        .group_by(Applicant.event_id, Applicant.email)
        .having(func.count() > 1)
    )
    return {(event_id, email) for event_id, email in found}


def _by_outlet(
    applicants: Sequence[Applicant],
) -> tuple[dict[AtEvent, int], dict[AtEvent, int]]:
    outlets = {each.application.outlet_id for each in applicants}
    found = db.session.execute(
        select(Applicant.event_id, Application.outlet_id, Applicant.status, func.count())
        .join(Applicant.application)
        .where(_stands(applicants), Application.outlet_id.in_({each for each in outlets if each}))
        .group_by(Applicant.event_id, Application.outlet_id, Applicant.status)
    )
    accepted: dict[AtEvent, int] = {}
    asked: dict[AtEvent, int] = {}
    for event_id, outlet_id, status, number in found:
        key = (event_id, outlet_id)
        asked[key] = asked.get(key, 0) + number
        if status is Status.ACCEPTED:
            accepted[key] = number
    return accepted, asked


def _stands(applicants: Sequence[Applicant]) -> ColumnElement[bool]:
    """Who stands at the events of these applicants."""
    events = {each.event_id for each in applicants}
    return Applicant.event_id.in_(events) & Applicant.status.in_(OPEN)
